package io.github.signals.delivery.durable;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.MariaDb;

@OnMariaDb
@OwnSignalTest
class OwnSignalMariaDbTests extends OwnSignalContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> MariaDb.url("ownsignals"));
	}

}
