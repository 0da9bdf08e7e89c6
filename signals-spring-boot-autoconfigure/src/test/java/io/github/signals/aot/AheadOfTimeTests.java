package io.github.signals.aot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that was processed ahead of time calls the same receivers.
 */
class AheadOfTimeTests {

	@TempDir
	private Path directory;

	// P50
	@Test
	void callsTheSameReceiversInTheSameOrder() throws Exception {
		Path without = this.directory.resolve("without");
		ParcelApplication.main(arguments(without));
		Path with = this.directory.resolve("with");
		AheadOfTime.process(ParcelApplication.class, this.directory, arguments(with)).run(arguments(with));
		List<String> story = Files.readAllLines(without);
		assertThat(story)
			.contains("heavy Tea 20", "failed parcelReceivers.failing", "durable Tea 20", "moved Rye to Rome")
			.containsSubsequence("first Tea", "zebra Tea created", "apple Tea", "proxied Tea")
			.containsSubsequence("-- derived", "leaving Rye", "gone Rye", "[Rye]", "-- before the flush")
			.noneMatch((call) -> call.startsWith("switched"));
		assertThat(Files.readAllLines(with)).isEqualTo(story);
	}

	private static String[] arguments(Path story) {
		return new String[] { "--story=" + story, "--spring.main.web-application-type=none",
				"--spring.main.banner-mode=off", "--spring.datasource.url=jdbc:h2:mem:" + story.getFileName(),
				"--spring.jpa.hibernate.ddl-auto=create-drop", "--signals.durable.polling-interval=100ms",
				"--signals.receivers.switched-off.enabled=false" };
	}

}
