package io.github.signals;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ParkedCall}.
 */
class ParkedCallTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			java.lang.IllegalStateException | java.lang.IllegalStateException
			java.lang.IllegalStateException: secret: 1 | java.lang.IllegalStateException
			java.lang.IllegalStateException, caused by java.io.IOException | java.lang.IllegalStateException
			com.acme.Outer$Inner: 1 | com.acme.Outer$Inner
			'' | ''
			""")
	void knowsTheClassOfTheException(String error, String exception) {
		ParkedCall call = new ParkedCall(new UUID(1, 2), "confirm", "com.acme.Order", null, 3, error, Instant.EPOCH);
		assertThat(call.exception()).isEqualTo(exception);
	}

}
