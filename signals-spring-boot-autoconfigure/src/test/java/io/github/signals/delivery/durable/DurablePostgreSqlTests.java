package io.github.signals.delivery.durable;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

@SpringBootTest(classes = DurableApplication.class,
		properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false",
				"signals.durable.max-attempts=3", "signals.durable.back-off.initial=20ms",
				"signals.durable.back-off.max=50ms", "signals.durable.polling-interval=200ms",
				"signals.durable.sweep-interval=1s", "signals.durable.initialize-schema=always" })
class DurablePostgreSqlTests extends DurableContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> PostgreSql.url("durable"));
	}

}
