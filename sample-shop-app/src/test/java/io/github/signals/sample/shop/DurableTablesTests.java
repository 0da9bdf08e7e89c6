package io.github.signals.sample.shop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class DurableTablesTests {

	@Test
	void areThoseOfTheLibrary() throws IOException {
		assertThat(read("db/migration/V7__durable_calls.sql"))
			.isEqualTo(read("io/github/signals/durable/schema-postgresql.sql"));
	}

	private static String read(String resource) throws IOException {
		return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
	}

}
