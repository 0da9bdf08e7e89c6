package io.github.signals.sample.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Takes pictures of the page, for people to look at: {@code target/screenshots}.
 */
class ShopPictureTests extends AbstractShopPageTests {

	private static final Path PICTURES = Path.of("target/screenshots");

	@ParameterizedTest
	@MethodSource("screens")
	void showsTheStory(Screen screen) throws IOException {
		browser.be(screen);
		visit();
		play("customer");
		play("ship");
		play("fail");
		browser.click("#mail-switch");
		play("order");
		awaitText(calls("confirm_order") + ".waiting", "attempt 2");
		save("shop-" + screen.name());
		browser.click("#mail-switch");
		await().until(() -> count(calls("confirm_order") + ".waiting") == 0);
		browser.run("document.querySelector('.effects').scrollIntoView()");
		save("shop-effects-" + screen.name());
		browser.click("#audit .by");
		awaitTrue("document.querySelector('#source[open]')");
		save("shop-source-" + screen.name());
	}

	static Stream<Screen> screens() {
		return Stream.of(Screen.DESKTOP, Screen.PHONE)
			.map(Screen::withoutMotion)
			.flatMap((screen) -> Stream.of(screen, screen.inTheDark()));
	}

	private static void save(String name) throws IOException {
		Files.createDirectories(PICTURES);
		byte[] picture = browser.picture();
		assertThat(picture.length).isGreaterThan(10_000);
		Files.write(PICTURES.resolve(name + ".png"), picture);
	}

}
