package io.github.signals.rows;

import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.MariaDb;

@EnabledIf("io.github.signals.testing.MariaDb#starts")
class GoneMariaDbTests extends GoneContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> MariaDb.url("durable_rows"));
	}

}
