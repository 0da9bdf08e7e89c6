package io.github.signals.sample.shop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class DurableTablesTests {

	@ParameterizedTest
	@ValueSource(strings = { "h2", "postgresql" })
	void areUpgradedByTheScriptOfTheLibrary(String database) throws IOException {
		assertThat(read("db/vendor/" + database + "/V9__outbox.sql"))
			.isEqualTo(read("io/github/signals/durable/upgrade-" + database + ".sql"));
	}

	private static String read(String resource) throws IOException {
		return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
	}

}
