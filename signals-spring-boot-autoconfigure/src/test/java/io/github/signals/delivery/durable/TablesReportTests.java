package io.github.signals.delivery.durable;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.signals.testing.PostgreSql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What is printed where the tables are missing: one text, with what to do (S14, S21).
 */
@ExtendWith(OutputCaptureExtension.class)
class TablesReportTests {

	private static ConfigurableApplicationContext run(String url, String... more) {
		return new SpringApplicationBuilder(H2ModeTests.Application.class).web(WebApplicationType.NONE)
			.properties(more)
			.run("--spring.datasource.url=" + url, "--spring.jpa.hibernate.ddl-auto=none",
					"--spring.main.banner-mode=off");
	}

	private static void isReported(String url, CapturedOutput output, String platform) {
		assertThatException().isThrownBy(() -> run(url).close());
		String report = output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START"));
		assertThat(report)
			.contains("Description:", "Durable receivers cannot be called. There is no table signals_outbox in",
					"Action:", "io/github/signals/durable/schema-" + platform + ".sql from the library's jar",
					"signals.durable.initialize-schema=always", "only in-memory databases")
			.doesNotContain("embedded", "\tat ");
	}

	@Test
	void tellsOfAFileOfH2(CapturedOutput output, @TempDir Path directory) {
		isReported("jdbc:h2:file:" + directory.resolve("durable").toAbsolutePath(), output, "h2");
	}

	@Test
	void tellsOfAServer(CapturedOutput output) {
		isReported(PostgreSql.url("durable_report"), output, "postgresql");
	}

	@Test
	void tellsTheReasonOfTheDatabase(CapturedOutput output) {
		String url = PostgreSql.url("durable_report");
		assertThatException().isThrownBy(() -> run(url + "&options=-c%20default_transaction_read_only=on",
				"signals.durable.initialize-schema=always")
			.close());
		assertThat(output).contains("APPLICATION FAILED TO START", "is read-only, as a replica is");
	}

	@Test
	void startsInMemory() {
		try (ConfigurableApplicationContext context = run("jdbc:h2:mem:durable-report")) {
			assertThat(context.getBean(DurableDelivery.class).isRunning()).isTrue();
		}
	}

}
