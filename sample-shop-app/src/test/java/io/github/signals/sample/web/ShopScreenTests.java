package io.github.signals.sample.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page on each screen, as axe-core judges it, and as people do: the pictures are in
 * {@code target/screenshots}.
 */
class ShopScreenTests extends AbstractShopPageTests {

	private static final Path PICTURES = Path.of("target/screenshots");

	/** The other bands are like the first ones, and axe-core takes its time. */
	private static final String PROBLEMS = """
			return axe.run({ exclude: ['#live .band:nth-child(n+6)'] }).then((found) => found.violations
				.filter((one) => ['serious', 'critical'].includes(one.impact))
				.flatMap((one) => one.nodes.map((node) => one.id + ': ' + node.target + ': ' + node.failureSummary)));
			""";

	@ParameterizedTest
	@MethodSource("screens")
	void axeFindsNothingSerious(Screen screen) throws IOException {
		browser.be(screen);
		visit();
		List.of("customer", "reprice", "ship", "fail").forEach(this::play);
		browser.click("#mail-switch");
		try {
			play("order");
			awaitText(calls("confirm_order") + ".waiting", "attempt 2");
			judge("shop", screen);
		}
		finally {
			browser.click("#mail-switch");
		}
		awaitTrue("!document.querySelector('#live .durable.waiting')");
		browser.run("document.querySelector('.effects').scrollIntoView()");
		judge("effects", screen);
		browser.click("#audit .by");
		awaitTrue("document.querySelector('#source[open]')");
		judge("source", screen);
	}

	static Stream<Screen> screens() {
		return Stream.of(Screen.DESKTOP, Screen.PHONE)
			.map(Screen::withoutMotion)
			.flatMap((screen) -> Stream.of(screen, screen.inTheDark()));
	}

	private static void judge(String part, Screen screen) throws IOException {
		Files.createDirectories(PICTURES);
		Files.write(PICTURES.resolve(part + "-" + screen.name() + ".png"), browser.picture());
		try (InputStream axe = ShopScreenTests.class.getResourceAsStream("/axe.min.js")) {
			browser.run(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
		}
		assertThat(browser.<List<String>>run(PROBLEMS)).isEmpty();
	}

}
