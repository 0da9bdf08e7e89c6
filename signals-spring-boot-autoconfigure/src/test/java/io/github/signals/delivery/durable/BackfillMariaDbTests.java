package io.github.signals.delivery.durable;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.MariaDb;

@OnMariaDb
@BackfillTest
class BackfillMariaDbTests extends BackfillContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> MariaDb.url("backfill"));
	}

}
