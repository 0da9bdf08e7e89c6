package io.github.signals.capture.repository;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

/**
 * The capture of Spring Data JDBC on PostgreSQL.
 */
@SpringBootTest(classes = JdbcModel.Application.class)
class JdbcRepositoryCapturePostgreSqlTests extends JdbcRepositoryCaptureContract {

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> PostgreSql.url("jdbc_contract"));
	}

}
