package io.github.signals.collections;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

@SchoolTest
class DurableCollectionPostgreSqlTests extends DurableCollectionContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> PostgreSql.url("school"));
	}

}
