package io.github.signals.sample.web;

import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * A headless Chromium or Chrome that finds no host but this one. Nothing is downloaded:
 * who has none skips the test.
 */
final class Browser implements AutoCloseable {

	private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome",
			"google-chrome-stable", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

	private static final List<String> DRIVERS = List.of("chromedriver", "/usr/lib/chromium/chromedriver",
			"/usr/lib/chromium-browser/chromedriver");

	private final ChromeDriver driver;

	private Browser(File browser, File driver) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(browser);
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-proxy-server",
				"--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(driver)
			.usingAnyFreePort()
			.build();
		this.driver = new ChromeDriver(service, options);
		this.driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
	}

	/**
	 * Start a browser, or skip the test.
	 */
	static Browser start() {
		File browser = find("CHROME_BIN", BROWSERS);
		File driver = find("CHROMEDRIVER", DRIVERS);
		Assumptions.assumeTrue(browser != null && driver != null,
				() -> "no browser was found: it takes Chromium or Chrome with its chromedriver, on the PATH or named by"
						+ " CHROME_BIN and CHROMEDRIVER");
		try {
			return new Browser(browser, driver);
		}
		catch (SessionNotCreatedException ex) {
			return Assumptions
				.abort("the browser " + browser + " could not be driven by " + driver + ": " + ex.getRawMessage());
		}
	}

	private static File find(String variable, List<String> names) {
		Stream<String> named = Stream.of(variable).map(System::getenv).filter(Objects::nonNull);
		List<String> path = Arrays
			.asList(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator));
		Stream<String> known = names.stream()
			.flatMap((name) -> name.startsWith("/") ? Stream.of(name)
					: path.stream().map((directory) -> directory + File.separator + name));
		return Stream.concat(named, known).map(File::new).filter(File::canExecute).findFirst().orElse(null);
	}

	void open(String url) {
		this.driver.get(url);
	}

	/**
	 * Open a page, and run a script before those of the page.
	 */
	void open(String url, String script) {
		Map<String, Object> added = this.driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument",
				Map.of("source", script));
		open(url);
		this.driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", added);
	}

	/**
	 * Be a screen of this size, for somebody with these preferences.
	 */
	void be(Screen screen) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", screen.width(), "height",
				screen.height(), "deviceScaleFactor", screen.scale(), "mobile", screen.isPhone()));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia", Map
			.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", screen.dark() ? "dark" : "light"),
					Map.of("name", "prefers-reduced-motion", "value", screen.still() ? "reduce" : "no-preference"))));
	}

	/**
	 * Press keys, wherever the focus is.
	 */
	void press(CharSequence... keys) {
		new Actions(this.driver).sendKeys(keys).perform();
	}

	/**
	 * Click on an element, also if the page is just drawing it again.
	 */
	void click(String selector) {
		await(selector).ignoreException(StaleElementReferenceException.class).until(() -> {
			this.driver.findElement(By.cssSelector(selector)).click();
			return true;
		});
	}

	/**
	 * Return a picture of what is on the screen.
	 */
	byte[] picture() {
		return this.driver.getScreenshotAs(OutputType.BYTES);
	}

	@SuppressWarnings("unchecked")
	<T> T run(String script) {
		return (T) this.driver.executeScript(script);
	}

	/**
	 * Return what the browser complains about.
	 */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	/**
	 * Return what the page has asked for.
	 */
	List<String> requests() {
		return this.driver.manage()
			.logs()
			.get(LogType.PERFORMANCE)
			.getAll()
			.stream()
			.map((entry) -> JsonMapper.shared().readTree(entry.getMessage()).get("message"))
			.filter((message) -> message.get("method").asString().equals("Network.requestWillBeSent"))
			.map((message) -> message.at("/params/request/url"))
			.map(JsonNode::asString)
			.toList();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
