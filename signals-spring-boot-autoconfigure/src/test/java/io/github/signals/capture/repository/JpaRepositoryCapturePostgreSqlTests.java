package io.github.signals.capture.repository;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

/**
 * The capture of Spring Data JPA on PostgreSQL.
 */
@SpringBootTest(classes = JpaModel.Application.class, properties = JpaModel.SCHEMA)
class JpaRepositoryCapturePostgreSqlTests extends JpaRepositoryCaptureContract {

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> PostgreSql.url("jpa_contract"));
	}

}
