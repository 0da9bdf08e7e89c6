package io.github.signals.capture.persistence;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

/**
 * Failed writes in PostgreSQL.
 */
@SpringBootTest(classes = FailedWritesContract.Application.class, properties = "spring.jpa.hibernate.ddl-auto=create")
class FailedWritesPostgreSqlTests extends FailedWritesContract {

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> PostgreSql.url("failed_writes"));
	}

}
