package io.github.signals.delivery.durable;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * Starts the application with back-fills of small chunks.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = BackfillApplication.class, properties = { "spring.datasource.url=jdbc:h2:mem:backfill",
		"spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false",
		"signals.durable.back-off.initial=20ms", "signals.durable.back-off.max=50ms",
		"signals.durable.polling-interval=200ms", "signals.durable.heartbeat-interval=500ms",
		"signals.durable.sweep-interval=1s", "signals.durable.shutdown-timeout=1s",
		"signals.durable.initialize-schema=always", "signals.durable.backfill.chunk-size=7",
		"signals.durable.backfill.max-waiting=20", "signals.receivers[index.named].durable.back-off.initial=1h",
		"signals.receivers[index.named].durable.back-off.max=1h", "signals.receivers[index.shared].durable.share=5" })
@interface BackfillTest {

}
