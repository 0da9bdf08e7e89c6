package io.github.signals.delivery.durable;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

class ConditionAndHandlerPostgreSqlTests extends ConditionAndHandlerContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> PostgreSql.url("durable_conditions"));
	}

}
