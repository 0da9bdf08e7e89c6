package io.github.signals.console;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console behind Spring Security, as docs/console.md sets it up.
 */
class SecuredConsoleTests {

	private static final String PAGE = "/actuator/signals/console.html";

	private static final String RECEIVER = "/actuator/signals/pay";

	private static final String DISABLE = "{\"operation\": \"DISABLE\"}";

	private RunningConsole console;

	@BeforeEach
	void start() {
		this.console = RunningConsole.start(WebApplicationType.SERVLET, "spring.profiles.active=secured");
	}

	@AfterEach
	void stop() {
		this.console.close();
	}

	@Test
	void isForOperatorsOnly() throws Exception {
		assertThat(this.console.get(PAGE, "*/*").statusCode()).isEqualTo(401);
		assertThat(this.console.get(PAGE, "*/*", as("ute")).statusCode()).isEqualTo(403);
		assertThat(this.console.get(PAGE, "*/*", as("olga")).statusCode()).isEqualTo(200);
		assertThat(this.console.get("/actuator/signals/console.json", "*/*").statusCode()).isEqualTo(401);
		assertThat(this.console.get("/actuator/signals/trace", "*/*", as("ute")).statusCode()).isEqualTo(403);
	}

	@Test
	void changesNothingWithoutTheCsrfTokenOfThePage() throws Exception {
		this.console.get(PAGE, "*/*", as("olga"));
		assertThat(this.console.post(RECEIVER, DISABLE, as("olga")).statusCode()).isEqualTo(403);
		assertThat(this.console.post(RECEIVER, DISABLE, with("forged", as("olga"))).statusCode()).isEqualTo(403);
	}

	/** As console-api.js does: the token of the cookie is sent as a header. */
	@Test
	void changesAReceiverWithTheCsrfTokenOfThePage() throws Exception {
		this.console.get(PAGE, "*/*", as("olga"));
		String token = this.console.cookie("XSRF-TOKEN");
		assertThat(this.console.post(RECEIVER, DISABLE, with(token, as("olga"))).body()).contains("\"enabled\":false");
		assertThat(this.console.post(RECEIVER, DISABLE, with(token, as("ute"))).statusCode()).isEqualTo(403);
	}

	private static String[] as(String user) {
		String credentials = Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
		return new String[] { "Authorization", "Basic " + credentials };
	}

	private static String[] with(String token, String[] headers) {
		return new String[] { headers[0], headers[1], "X-XSRF-TOKEN", token };
	}

}
