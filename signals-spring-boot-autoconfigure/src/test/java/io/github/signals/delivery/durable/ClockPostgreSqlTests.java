package io.github.signals.delivery.durable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PostgreSQL, whose clock can be replaced: functions of a schema come first.
 */
@DurableTest
class ClockPostgreSqlTests extends ClockContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url",
				() -> PostgreSql.url("durable_clock") + "&options=-c%20search_path=public,pg_catalog");
	}

	@AfterEach
	void takeTheClockBack() {
		this.jdbc.execute("drop function if exists public.statement_timestamp");
	}

	@Test
	void tellsWhatIsDueByTheClockOfTheDatabase() {
		this.jdbc.execute("create function public.statement_timestamp() returns timestamptz stable language sql"
				+ " as 'select pg_catalog.statement_timestamp() - interval ''1 hour'''");
		this.script.on("created", (call) -> {
			if (this.script.of("created").size() < 3) {
				throw new IllegalStateException("twice");
			}
		});
		save("one");
		this.script.on("deleted", (call) -> {
			throw new IllegalStateException("parked");
		});
		awaitAllDone();
		assertThat(this.script.of("created")).hasSize(3);
		this.parcels.deleteAll();
		awaitParked(1);
		assertThat(this.jdbc.queryForObject("select max(due) from signals_durable_call", Long.class))
			.isLessThan(System.currentTimeMillis() - 3_500_000);
	}

}
