package io.github.signals.delivery.durable;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * Starts the application with receivers that are tried again soon.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = DurableApplication.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:durable", "spring.jpa.hibernate.ddl-auto=create",
				"spring.jpa.open-in-view=false", "signals.durable.max-attempts=3",
				"signals.durable.back-off.initial=20ms", "signals.durable.back-off.max=50ms",
				"signals.durable.polling-interval=200ms", "signals.durable.heartbeat-interval=500ms",
				"signals.durable.sweep-interval=1s", "signals.durable.shutdown-timeout=1s",
				"signals.durable.initialize-schema=always", "signals.durable.store-messages=true",
				"signals.receivers[deleted].durable.max-attempts=1",
				"signals.receivers[status.changed].durable.timeout=300ms" })
@interface DurableTest {

}
