package io.github.signals.capture.persistence.oracle;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import io.github.signals.testing.PostgreSql;

/**
 * The oracle of PostgreSQL.
 */
@TestPropertySource(properties = "spring.jpa.hibernate.ddl-auto=none")
class OraclePostgreSqlTests extends OracleContract {

	OraclePostgreSqlTests() {
		super("postgresql.sql", 500);
	}

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> PostgreSql.url("oracle"));
	}

}
