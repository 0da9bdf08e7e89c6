package io.github.signals.sample.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page as axe-core judges it, on each screen.
 */
class ShopAccessibilityTests extends AbstractShopPageTests {

	private static final String PROBLEMS = """
			return axe.run().then((found) => found.violations
				.filter((one) => ['serious', 'critical'].includes(one.impact))
				.flatMap((one) => one.nodes.map((node) => one.id + ': ' + node.target + ': ' + node.failureSummary)));
			""";

	@ParameterizedTest
	@MethodSource("screens")
	void axeFindsNothingSerious(Screen screen) throws IOException {
		browser.be(screen);
		visit();
		for (String step : List.of("customer", "order", "ship", "fail", "reprice")) {
			play(step);
		}
		awaitTrue("document.querySelector('#live .band.rolled-back')");
		assertThat(problems()).isEmpty();
		browser.click("#audit .by");
		awaitTrue("document.querySelector('#source[open]')");
		assertThat(problems()).isEmpty();
	}

	static Stream<Screen> screens() {
		return Stream.of(Screen.DESKTOP, Screen.PHONE)
			.map(Screen::withoutMotion)
			.flatMap((screen) -> Stream.of(screen, screen.inTheDark()));
	}

	private static List<String> problems() throws IOException {
		try (InputStream axe = ShopAccessibilityTests.class.getResourceAsStream("/axe.min.js")) {
			browser.run(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
		}
		return browser.run(PROBLEMS);
	}

}
