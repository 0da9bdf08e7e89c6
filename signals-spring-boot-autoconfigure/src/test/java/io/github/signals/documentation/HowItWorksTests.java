package io.github.signals.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the ways of the data against the code: each step names a class and a method that
 * are there, and no package is missing.
 */
class HowItWorksTests {

	private static final Path SOURCES = Path.of("src/main/java/io/github/signals");

	private static final Pattern STEP = Pattern.compile("^(\\d+)\\. `(\\w+)\\.(\\w+)`", Pattern.MULTILINE);

	private final Page page = Page.read("docs/how-it-works.md");

	@Test
	void eachStepIsAMethodThatIsThere() throws IOException {
		List<MatchResult> steps = STEP.matcher(this.page.text()).results().toList();
		assertThat(steps).hasSizeGreaterThan(30);
		for (MatchResult step : steps) {
			assertThat(source(step.group(2))).as(step.group())
				.containsPattern("(?m)^\\t[^*\\n=;]*\\b" + step.group(3) + "\\(");
		}
	}

	@Test
	void theStepsOfEachWayAreAStraightList() {
		int last = 0;
		int ways = 0;
		for (MatchResult step : STEP.matcher(this.page.text()).results().toList()) {
			int number = Integer.parseInt(step.group(1));
			ways += (number == 1) ? 1 : 0;
			assertThat(number).as(step.group()).isEqualTo((number == 1) ? 1 : last + 1);
			last = number;
		}
		assertThat(ways).isEqualTo(3);
	}

	@Test
	void namesEachPackage() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			List<String> last = files.filter((file) -> file.endsWith("package-info.java"))
				.map((file) -> file.getParent())
				.filter((room) -> !room.equals(SOURCES))
				.map((room) -> room.getFileName().toString())
				.toList();
			assertThat(last).hasSizeGreaterThan(10).allSatisfy((room) -> assertThat(this.page.text()).contains(room));
		}
	}

	private static String source(String name) throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			List<Path> found = files.filter((file) -> file.endsWith(name + ".java")).toList();
			assertThat(found).as(name).hasSize(1);
			return Files.readString(found.get(0));
		}
	}

}
