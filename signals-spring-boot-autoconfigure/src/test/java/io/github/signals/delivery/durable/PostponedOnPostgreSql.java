package io.github.signals.delivery.durable;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

/**
 * Runs a test of calls that wait on PostgreSQL, in a database of their own: another
 * application creates its tables anew.
 */
interface PostponedOnPostgreSql {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> PostgreSql.url("postponed"));
	}

}
