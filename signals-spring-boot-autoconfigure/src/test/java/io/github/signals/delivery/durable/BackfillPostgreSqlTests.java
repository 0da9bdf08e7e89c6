package io.github.signals.delivery.durable;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

@BackfillTest
class BackfillPostgreSqlTests extends BackfillContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> PostgreSql.url("backfill"));
	}

}
