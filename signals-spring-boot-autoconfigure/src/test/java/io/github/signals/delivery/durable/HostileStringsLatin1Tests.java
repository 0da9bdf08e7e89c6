package io.github.signals.delivery.durable;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

/**
 * PostgreSQL with an encoding that does not know all characters.
 */
@DurableTest
class HostileStringsLatin1Tests extends HostileStringsContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> PostgreSql.latin1Url("durable_latin1_strings"));
	}

}
