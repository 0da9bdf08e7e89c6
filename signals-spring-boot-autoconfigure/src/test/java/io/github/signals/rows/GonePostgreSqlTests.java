package io.github.signals.rows;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

class GonePostgreSqlTests extends GoneContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> PostgreSql.url("rows"));
	}

}
