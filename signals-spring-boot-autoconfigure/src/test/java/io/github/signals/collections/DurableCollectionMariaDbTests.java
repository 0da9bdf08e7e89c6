package io.github.signals.collections;

import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.MariaDb;

@EnabledIf("io.github.signals.testing.MariaDb#starts")
@SchoolTest
class DurableCollectionMariaDbTests extends DurableCollectionContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> MariaDb.url("school"));
	}

}
