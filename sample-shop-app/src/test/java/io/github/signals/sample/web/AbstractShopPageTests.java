package io.github.signals.sample.web;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page of the shop in a real browser, where there is one, with the shop's own mail
 * server. After each test, the browser has complained of nothing and asked nobody else.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "server.address=localhost")
abstract class AbstractShopPageTests {

	private static final String PLAYED = "'signals.story.played'";

	/**
	 * That this button fails is its purpose, and a browser reports each answer that is an
	 * error.
	 */
	private static final String MEANT_TO_FAIL = "/api/orders/failing - Failed to load resource";

	private static final String NEWEST = """
			Math.max(0, ...[...document.querySelectorAll('%s')]
				.map((found) => Number((found.closest('.row') ?? found.querySelector('.row')).dataset.number)))""";

	static Browser browser;

	@LocalServerPort
	private int port;

	@BeforeEach
	void startBrowser() {
		if (browser == null) {
			browser = Browser.start();
		}
		browser.be(Screen.DESKTOP);
	}

	@AfterAll
	static void closeBrowser() {
		if (browser != null) {
			browser.close();
			browser = null;
		}
	}

	@AfterEach
	void nothingIsWrong() {
		if (browser == null) {
			return;
		}
		assertThat(browser.complaints()).filteredOn((complaint) -> !complaint.contains(MEANT_TO_FAIL)).isEmpty();
		assertThat(browser.requests()).filteredOn((url) -> !url.startsWith("data:"))
			.allSatisfy((url) -> assertThat(url).startsWith(url("/")));
	}

	/**
	 * Open the page as somebody who has been here before.
	 */
	void visit() {
		openFor("localStorage.setItem(" + PLAYED + ", 'yes')", "/");
	}

	/**
	 * Open the page for the first time. The story plays fast.
	 */
	void visitForTheFirstTime() {
		openFor("localStorage.removeItem(" + PLAYED + ")", "/?pause=200");
	}

	private void openFor(String script, String path) {
		browser.open(url(path), script);
		awaitTrue("document.querySelector('#live .band')");
	}

	private String url(String path) {
		return "http://localhost:" + this.port + path;
	}

	/**
	 * Press the button of a step, and wait for what comes of it.
	 */
	String play(String step) {
		String before = hint(step);
		browser.click("#step-" + step + " button");
		await().until(() -> !hint(step).equals(before));
		return hint(step);
	}

	private static String hint(String step) {
		return text("#step-" + step + " .hint");
	}

	static String text(String selector) {
		return browser.run("return document.querySelector('%s').innerText".formatted(selector));
	}

	static List<String> texts(String selector) {
		return browser
			.run("return [...document.querySelectorAll('%s')].map((found) => found.innerText)".formatted(selector));
	}

	/**
	 * Wait until one of the elements has a text.
	 */
	static void awaitText(String selector, String text) {
		await(selector + " with " + text).atMost(Duration.ofSeconds(20))
			.until(() -> texts(selector).stream().anyMatch((found) -> found.contains(text)));
	}

	static void awaitTrue(String expression) {
		await().atMost(Duration.ofSeconds(20)).until(() -> isTrue(expression));
	}

	static boolean isTrue(String expression) {
		return browser.run("return Boolean(" + expression + ")");
	}

	static long count(String selector) {
		return browser.<Long>run("return document.querySelectorAll('%s').length".formatted(selector));
	}

	/**
	 * Return a selector for the calls of a receiver in the Live part.
	 */
	static String calls(String uid) {
		return "#live .call[data-uid=\"" + uid + "\"]";
	}

	/**
	 * Do something that lets an element appear in the Live part, which shows what is new
	 * on top.
	 */
	static void makesAppear(String selector, Runnable action) {
		long before = browser.<Long>run("return " + NEWEST.formatted("#live .row"));
		action.run();
		awaitTrue(NEWEST.formatted(selector) + " > " + before);
	}

}
