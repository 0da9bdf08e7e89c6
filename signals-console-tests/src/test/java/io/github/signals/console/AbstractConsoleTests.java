package io.github.signals.console;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;

import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each web framework serves.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractConsoleTests {

	private static final String BASE = "/actuator/signals/";

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private static final Pattern FILE = Pattern.compile("console(?:-[a-z]+)?\\.(?:css|js|svg)");

	private final WebApplicationType type;

	private RunningConsole console;

	AbstractConsoleTests(WebApplicationType type) {
		this.type = type;
	}

	@BeforeAll
	void start() {
		this.console = RunningConsole.start(this.type, "signals.trace.size=10");
	}

	@AfterAll
	void stop() {
		this.console.close();
	}

	@Test
	void servesThePageWithAStrictPolicy() throws Exception {
		for (String page : List.of("console.html", "wiring.html")) {
			HttpResponse<String> response = get(page, BROWSER, "text/html");
			assertThat(response.body()).contains("content=\"default-src 'none'; script-src 'self'; style-src 'self';",
					"connect-src 'self'", "base-uri 'none'", "require-trusted-types-for 'script'");
			assertThat(response.body()).doesNotContain("unsafe", "style=", " on", "http://", "https://");
			assertThat(response.body()).containsOnlyOnce("<script").contains("<script type=\"module\" src=\"console.js\">");
		}
	}

	@Test
	void servesEachFileThatThePageNeedsWithItsType() throws Exception {
		Set<String> files = new HashSet<>();
		Deque<String> open = new ArrayDeque<>(List.of("console.html"));
		while (!open.isEmpty()) {
			String file = open.pop();
			if (files.add(file)) {
				FILE.matcher(get(file, "*/*", type(file)).body()).results().forEach((match) -> open.add(match.group()));
			}
		}
		assertThat(files).contains("console.css", "console.svg", "console.js", "console-live.css", "console-live.js",
				"console-wiring.js", "console-durable.js", "console-try.js");
		get("console.css", "text/css,*/*;q=0.1", "text/css");
		get("console.svg", "image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8", "image/svg+xml");
	}

	private static String type(String file) {
		return switch (file.substring(file.lastIndexOf('.') + 1)) {
			case "html" -> "text/html";
			case "css" -> "text/css";
			case "js" -> "text/javascript";
			default -> "image/svg+xml";
		};
	}

	private HttpResponse<String> get(String name, String accept, String type) throws IOException, InterruptedException {
		HttpResponse<String> response = this.console.get(BASE + name, accept);
		assertThat(response.statusCode()).as(name).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).as(name)
			.hasValue(type.equals("application/json") ? type : type + ";charset=UTF-8");
		return response;
	}

	@Test
	void servesNothingElse() throws Exception {
		for (String name : List.of("console-nothing.js", "console-..js", "console.txt", "console", "Console.html",
				"console-%2e%2e%2fx.js")) {
			assertThat(this.console.get(BASE + name, "*/*").statusCode()).as(name).isIn(400, 404);
		}
	}

	@Test
	void describesWhoHearsWhomAsText() throws Exception {
		this.console.bean(Signals.class).send(new ConsoleApplication.Paid("secret"));
		JsonNode facts = json("console.json");
		assertThat(facts.get("readOnly").asBoolean()).isFalse();
		assertThat(facts.get("traceSize").asInt()).isEqualTo(10);
		assertThat(facts.get("durable").isNull()).isTrue();
		assertThat(facts.at("/senders/0/name").asString()).isEqualTo("java.lang.String");
		assertThat(facts.at("/senders/0/entity").asBoolean()).isFalse();
		assertThat(facts.at("/senders/0/receivers").valueStream().map((heard) -> heard.get("uid").asString()))
			.containsExactly("pay", ConsoleApplication.HOSTILE);
		assertThat(facts.at("/receivers/0/calls").asInt()).isPositive();
		assertThat(facts.at("/receivers/1/conditions/expression").asString()).contains("<img src=x");
		assertThat(facts.toString()).doesNotContain("secret");
		assertThat(json("trace").get("dispatches").size()).isPositive();
		assertThat(get("wiring.mmd", "*/*", "text/vnd.mermaid").body()).contains("&lt;script&gt;")
			.doesNotContain("<script>");
	}

	private JsonNode json(String name) throws IOException, InterruptedException {
		return JsonMapper.shared().readTree(get(name, "application/json", "application/json").body());
	}

	@Test
	void switchesAReceiver() throws Exception {
		assertThat(this.console.post(BASE + "pay", "{\"operation\": \"DISABLE\"}").statusCode()).isEqualTo(200);
		assertThat(this.console.bean(Signals.class).receivers()).filteredOn((receiver) -> !receiver.enabled())
			.extracting(ReceiverInfo::uid)
			.containsExactly("pay");
		assertThat(this.console.post(BASE + "pay", "{\"operation\": \"ENABLE\"}").statusCode()).isEqualTo(200);
	}

}
