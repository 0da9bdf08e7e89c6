package io.github.signals.delivery.durable;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.signals.ParkedCall;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What receivers throw may say anything, and counts as a failure all the same (S22).
 */
abstract class HostileFailureContract extends DurableTestBase {

	@ParameterizedTest
	@EnumSource
	void countsAndParksWhateverIsThrown(Hostile hostile) {
		this.script.on("created", (call) -> {
			throw hostile.failure();
		});
		Parcel parcel = save("one");
		awaitParked(1);
		assertThat(this.script.of("created")).hasSize(3);
		Map<String, Object> row = this.jdbc.queryForMap("select attempts, error from signals_outbox");
		assertThat(((Number) row.get("attempts")).intValue()).isEqualTo(3);
		assertThat((String) row.get("error")).startsWith(hostile.type().getName())
			.hasSizeLessThanOrEqualTo(1000)
			.doesNotContain("\u0000");
		assertThat(this.signals.durable().parked(0, 10)).extracting(ParkedCall::entity)
			.containsExactly(parcel.getId().toString());
	}

	@ParameterizedTest
	@EnumSource
	void callsOnceTheCauseIsGone(Hostile hostile) {
		this.script.on("created", (call) -> {
			if (this.script.of("created").size() < 3) {
				throw hostile.failure();
			}
		});
		save("one");
		awaitAllDone();
		assertThat(this.script.names("created")).isEqualTo(List.of("one", "one", "one"));
	}

	enum Hostile {

		NUL {

			@Override
			RuntimeException failure() {
				return new IllegalStateException("before\u0000after");
			}

		},

		TYPOGRAPHIC {

			@Override
			RuntimeException failure() {
				return new IllegalStateException("\u201enot\u201c \u2013 \u20ac \u65e5\u672c \ud83d\ude00");
			}

		},

		HALF_A_CHARACTER {

			@Override
			RuntimeException failure() {
				return new IllegalStateException("\ud83d and \ude00\ud83d");
			}

		},

		LONG {

			@Override
			RuntimeException failure() {
				return new IllegalStateException("x" + "\ud83d\ude00".repeat(2000));
			}

		},

		THROWING {

			@Override
			RuntimeException failure() {
				return new Throwing();
			}

			@Override
			Class<?> type() {
				return Throwing.class;
			}

		},

		SILENT {

			@Override
			RuntimeException failure() {
				return new Silent();
			}

			@Override
			Class<?> type() {
				return Silent.class;
			}

		};

		abstract RuntimeException failure();

		Class<?> type() {
			return IllegalStateException.class;
		}

	}

	@SuppressWarnings("serial")
	static class Throwing extends RuntimeException {

		@Override
		public String getMessage() {
			throw new IllegalStateException("no message");
		}

	}

	@SuppressWarnings({ "serial", "NullAway" })
	static class Silent extends RuntimeException {

		@Override
		public String toString() {
			return null;
		}

	}

}
