package io.github.signals.delivery.durable;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * Starts receivers whose calls are parked soon, with one thread that makes calls, so that
 * it is known which of them share a transaction.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = ParkedApplication.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:parkedcalls", "spring.jpa.hibernate.ddl-auto=create",
				"spring.jpa.open-in-view=false", "signals.durable.threads=1", "signals.durable.max-attempts=2",
				"signals.durable.back-off.initial=20ms", "signals.durable.back-off.max=50ms",
				"signals.durable.polling-interval=200ms", "signals.durable.heartbeat-interval=500ms",
				"signals.durable.sweep-interval=1s", "signals.durable.shutdown-timeout=1s",
				"signals.durable.initialize-schema=always", "signals.durable.store-messages=true",
				"signals.receivers.shared.durable.share=10" })
@interface ParkedTest {

}
