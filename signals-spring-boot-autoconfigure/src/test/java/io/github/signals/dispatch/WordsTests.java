package io.github.signals.dispatch;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Words}.
 */
class WordsTests {

	@ParameterizedTest
	@CsvSource({ "0, 0 receivers", "1, 1 receiver", "2, 2 receivers" })
	void countsInTheSingularAndInThePlural(long number, String text) {
		assertThat(Words.count(number, "receiver")).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0 ms", "PT0.1S, 100 ms", "PT0.9999S, 999 ms", "PT1S, 1 s", "PT1.25S, 1.3 s", "PT30S, 30 s",
			"PT1M, 1 min", "PT1M30S, 1.5 min", "PT1H, 1 h", "PT36H, 36 h" })
	void tellsATimeInTheUnitThatFitsIt(Duration time, String text) {
		assertThat(Words.time(time)).isEqualTo(text);
	}

}
