package io.github.signals.delivery.durable;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.MariaDb;

@OnMariaDb
@PostponedTest
class DebounceMariaDbTests extends DebounceContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> MariaDb.url("debounce"));
	}

}
