package io.github.signals.delivery.durable;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * Starts the crates with receivers that are tried again soon.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = CrateStore.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:crates", "signals.durable.max-attempts=3",
				"signals.durable.back-off.initial=20ms", "signals.durable.back-off.max=50ms",
				"signals.durable.polling-interval=200ms", "signals.durable.sweep-interval=1s",
				"signals.durable.initialize-schema=always",
				"signals.durable.types=io.github.signals.delivery.durable.CrateStore$Badge" })
@interface CrateTest {

}
