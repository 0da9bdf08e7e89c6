package io.github.signals.capture.persistence;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

/**
 * The changes of what is written to PostgreSQL.
 */
@SpringBootTest(classes = ChangesTestSupport.Application.class, properties = "spring.jpa.hibernate.ddl-auto=create")
class ChangesPostgreSqlTests extends ChangesContract {

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> PostgreSql.url("changes"));
	}

}
