package io.github.signals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds that each of the numbered behaviours is cited by a test, or that
 * {@code behaviours.md} says why it is not.
 */
class BehavioursTests {

	private static final int COUNT = 157;

	private static final String RANGE = "\\d+(?:\\s*-\\s*\\d+)?";

	private static final String RANGES = "(" + RANGE + "(?:,\\s*" + RANGE + ")*)";

	private static final Pattern CITATION = Pattern.compile("\\bBehaviours " + RANGES);

	private static final Pattern ROW = Pattern.compile("(?m)^\\| " + RANGES + " \\| \\S.*\\. \\|$");

	private final Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

	@Test
	void eachIsCitedOrExplained() throws IOException {
		Set<Integer> missing = new TreeSet<>(IntStream.rangeClosed(1, COUNT).boxed().toList());
		missing.removeAll(cited());
		missing.removeAll(explained());
		assertThat(missing).isEmpty();
	}

	@Test
	void noneIsBothCitedAndExplainedOrUnknown() throws IOException {
		Set<Integer> cited = cited();
		assertThat(explained()).isNotEmpty().doesNotContainAnyElementsOf(cited);
		assertThat(cited).allSatisfy((number) -> assertThat(number).isBetween(1, COUNT));
	}

	private Set<Integer> explained() throws IOException {
		return numbers(ROW, Files.readString(this.module.resolve("src/test/resources/behaviours.md")));
	}

	private Set<Integer> cited() throws IOException {
		Set<Integer> numbers = new TreeSet<>();
		for (String name : List.of("src/test/java", "../signals-spring-boot-test/src/test/java",
				"../sample-shop-app/src/test/java")) {
			Path sources = this.module.resolve(name);
			if (Files.isDirectory(sources)) {
				try (Stream<Path> files = Files.walk(sources)) {
					for (Path file : files.filter((path) -> path.toString().matches(".*(Tests|Contract)\\.java"))
						.toList()) {
						// The formatter breaks long comments.
						String text = Files.readString(file).replaceAll("\\R\\s*//\\s*", " ");
						numbers.addAll(numbers(CITATION, text));
					}
				}
			}
		}
		return numbers;
	}

	private static Set<Integer> numbers(Pattern pattern, String text) {
		Set<Integer> numbers = new TreeSet<>();
		pattern.matcher(text).results().map((result) -> result.group(1)).forEach((ranges) -> {
			for (String range : ranges.split(",\\s*")) {
				String[] bounds = range.split("\\s*-\\s*");
				IntStream.rangeClosed(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[bounds.length - 1]))
					.forEach(numbers::add);
			}
		});
		return numbers;
	}

}
