package io.github.signals.capture.repository;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

/**
 * Statements of Spring Data JDBC on PostgreSQL.
 */
@SpringBootTest(classes = JdbcQueryModel.Application.class)
class JdbcQueryPostgreSqlTests extends JdbcQueryContract {

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> PostgreSql.url("jdbc_query"));
	}

}
