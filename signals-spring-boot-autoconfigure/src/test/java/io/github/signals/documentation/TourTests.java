package io.github.signals.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the tour against the sample that it leads through.
 */
class TourTests {

	private static final Pattern METHODS = Pattern.compile("\\[`(\\w+)\\.(\\w+)`((?:, `\\w+`)*)]\\(([^)]+)\\)");

	private final Page tour = Page.read("sample-shop-app/README.md");

	@Test
	void hasEveryStepOfTheStory() {
		List<String> steps = strings("src/main/java/io/github/signals/sample/story/StartupStory.java", "(\\d+)\\. .*?");
		assertThat(steps).hasSizeGreaterThan(5);
		assertThat(this.tour.prose()).filteredOn((line) -> line.matches("\\*\\*\\d+\\. .*")).hasSameSizeAs(steps);
	}

	@Test
	void saysWhatTheLogSays() {
		List<Pattern> formats = strings("src/main/java", "[A-Z'].*? .*?").stream()
			.map((text) -> Stream.of(text.replace("\\\"", "\"").split("\\{}", -1))
				.map(Pattern::quote)
				.collect(Collectors.joining(".+")))
			.map(Pattern::compile)
			.toList();
		assertThat(this.tour.blocks("text").values()).isNotEmpty()
			.flatMap((block) -> List.of(block.split("\n")))
			.allSatisfy(
					(line) -> assertThat(formats).anyMatch((format) -> format.matcher(line).matches() || isMail(line)));
	}

	private static boolean isMail(String line) {
		return line.startsWith("Email to [");
	}

	@Test
	void namesMethodsThatAreThere() {
		Matcher named = METHODS.matcher(this.tour.text());
		assertThat(named.results()).isNotEmpty().allSatisfy((link) -> {
			String source = read(this.tour.file().resolveSibling(link.group(4)));
			assertThat(source).contains("class " + link.group(1));
			Stream
				.concat(Stream.of(link.group(2)),
						Pattern.compile("\\w+").matcher(link.group(3)).results().map((more) -> more.group()))
				.forEach((method) -> assertThat(source).contains(" " + method + "("));
		});
	}

	@Test
	void asksForPathsThatAreThere() {
		List<String> paths = strings("src/main/java", "/api/.*?");
		Matcher asked = Pattern.compile("localhost:8080(/api/[\\w-]+)").matcher(this.tour.text());
		assertThat(asked.results()).isNotEmpty().allSatisfy((path) -> assertThat(paths).contains(path.group(1)));
	}

	private static List<String> strings(String under, String pattern) {
		try (Stream<Path> files = Files.walk(Page.ROOT.resolve("sample-shop-app").resolve(under))) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.flatMap((file) -> Pattern.compile("\"(" + pattern + ")\"(?=[,);])").matcher(read(file)).results())
				.map((found) -> found.group(1))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
