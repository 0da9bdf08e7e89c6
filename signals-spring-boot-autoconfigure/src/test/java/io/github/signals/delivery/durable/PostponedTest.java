package io.github.signals.delivery.durable;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * Starts receivers that wait for an hour, which tests have pass by changing the records.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = PostponedApplication.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:postponed", "spring.jpa.hibernate.ddl-auto=create",
				"spring.jpa.open-in-view=false", "signals.durable.max-attempts=3",
				"signals.durable.back-off.initial=20ms", "signals.durable.back-off.max=50ms",
				"signals.durable.polling-interval=200ms", "signals.durable.heartbeat-interval=500ms",
				"signals.durable.sweep-interval=500ms", "signals.durable.shutdown-timeout=1s",
				"signals.durable.initialize-schema=always", "signals.durable.store-messages=true",
				"signals.receivers.later.durable.delay=1h", "signals.receivers.soon.durable.delay=300ms",
				"signals.receivers.merged.durable.debounce=1h", "signals.receivers.quiet.durable.debounce=1h",
				"signals.receivers.versioned.durable.debounce=1h" })
@interface PostponedTest {

}
