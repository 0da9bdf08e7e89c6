package io.github.signals.delivery.durable;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.signals.CallContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a record carries arrives as it was, whatever the database can encode: a receiver
 * would otherwise run for another tenant (S21, S23).
 */
@Import(HostileStringsContract.Strings.class)
abstract class HostileStringsContract extends DurableTestBase {

	@Autowired
	private Told told;

	@AfterEach
	void tellNothing() {
		this.told.now = Map.of();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Zoë", "ÿ \u0080", "€ ‘quoted’ → 東京", "\uD83D\uDE00", "before\u0000after", "\uD83D alone",
			"\"; '' \\u0041 \\", "\u2028\r\n\t\u001f", "" })
	void carriesEachString(String string) {
		this.told.now = Map.of("tenant " + string, string);
		Parcel parcel = this.signals.withActor(string, () -> save("one"));
		awaitAllDone();
		assertThat(this.jdbc.queryForObject("select count(*) from parcel where id = ?", Integer.class, parcel.getId()))
			.isOne();
		assertThat(this.script.of("created")).hasSize(1);
		assertThat(this.script.of("created").get(0).context().actor()).isEqualTo(string);
		assertThat(this.told.restored).hasValue(Map.of("tenant " + string, string));
	}

	static class Told implements CallContext {

		private volatile Map<String, String> now = Map.of();

		private final AtomicReference<Map<String, String>> restored = new AtomicReference<>();

		@Override
		public Map<String, String> current() {
			return this.now;
		}

		@Override
		public void run(Recorded recorded, Runnable call) {
			this.restored.set(recorded.values());
			call.run();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Strings {

		@Bean
		Told told() {
			return new Told();
		}

	}

}
