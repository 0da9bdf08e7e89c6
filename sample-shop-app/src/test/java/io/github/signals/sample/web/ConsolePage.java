package io.github.signals.sample.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The console in a browser.
 *
 * @param browser the browser
 * @param endpoint the address of the endpoint
 */
record ConsolePage(Browser browser, String endpoint) implements AutoCloseable {

	private static final Path PICTURES = Path.of("target/screenshots");

	private static final String PROBLEMS = """
			return axe.run().then((found) => found.violations
				.filter((one) => ['serious', 'critical'].includes(one.impact))
				.flatMap((one) => one.nodes.map((node) => one.id + ': ' + node.target + ': ' + node.failureSummary)));
			""";

	/**
	 * Open a page of the console as if for the first time, or skip the test if there is
	 * no browser.
	 */
	static ConsolePage start(int port) {
		Browser browser = Browser.start();
		browser.be(Screen.DESKTOP);
		return new ConsolePage(browser, "http://localhost:" + port + "/actuator/signals/");
	}

	void open(String address) {
		this.browser.open("about:blank");
		this.browser.open(this.endpoint + address);
	}

	void click(String selector) {
		this.browser.click(selector);
	}

	String text(String selector) {
		return this.browser.run("return document.querySelector(\"" + selector + "\")?.textContent ?? ''");
	}

	List<String> texts(String selector) {
		return this.browser
			.run("return [...document.querySelectorAll(\"" + selector + "\")].map((found) => found.textContent)");
	}

	long count(String selector) {
		return this.browser.<Long>run("return document.querySelectorAll(\"" + selector + "\").length");
	}

	void type(String selector, String text) {
		this.browser.run("""
				const field = document.querySelector("%s");
				field.value = "%s";
				field.dispatchEvent(new Event('input', { bubbles: true }));
				""".formatted(selector, text));
	}

	void awaitSome(String selector) {
		awaitTrue("document.querySelector(\"" + selector + "\")");
	}

	void awaitNone(String selector) {
		awaitTrue("!document.querySelector(\"" + selector + "\")");
	}

	void awaitTrue(String expression) {
		await(expression).atMost(Duration.ofSeconds(20))
			.until(() -> this.browser.<Boolean>run("return Boolean(" + expression + ")"));
	}

	/**
	 * Have axe-core judge what is on the screen, and keep a picture for people.
	 */
	void judge(String name, Screen screen) throws IOException {
		Files.createDirectories(PICTURES);
		Files.write(PICTURES.resolve("console-" + name + "-" + screen.name() + ".png"), this.browser.picture());
		try (InputStream axe = ConsolePage.class.getResourceAsStream("/axe.min.js")) {
			this.browser.run(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
		}
		assertThat(this.browser.<List<String>>run(PROBLEMS)).isEmpty();
	}

	/**
	 * Check that the browser has complained of nothing, and that the page has asked for
	 * nothing but the endpoint.
	 */
	void nothingIsWrong() {
		assertThat(this.browser.complaints()).isEmpty();
		assertThat(this.browser.requests()).isNotEmpty()
			.allSatisfy(
					(url) -> assertThat(url).matches((it) -> it.startsWith(this.endpoint) || it.equals("about:blank")));
	}

	@Override
	public void close() {
		this.browser.close();
	}

}
