package io.github.signals.delivery.durable;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * Starts durable receivers of an application's own signals, with one thread that makes
 * calls, so that it is known which of them share a transaction.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = OwnSignalApplication.class, properties = { "spring.datasource.url=jdbc:h2:mem:ownsignals",
		"spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false", "signals.durable.threads=1",
		"signals.durable.max-attempts=2", "signals.durable.back-off.initial=20ms", "signals.durable.back-off.max=50ms",
		"signals.durable.polling-interval=200ms", "signals.durable.heartbeat-interval=500ms",
		"signals.durable.sweep-interval=1s", "signals.durable.shutdown-timeout=1s",
		"signals.durable.initialize-schema=always", "signals.durable.store-messages=true",
		"signals.durable.renamed.Said.count=number",
		"signals.durable.renamed-entities.org.example.Uttered=io.github.signals.delivery.durable.OwnSignalApplication$Said",
		"signals.receivers.shared.durable.share=10" })
@interface OwnSignalTest {

}
