package io.github.signals.console;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application on a port of its own, and a client of it that keeps cookies.
 */
final class RunningConsole implements AutoCloseable {

	private final ConfigurableApplicationContext application;

	private final CookieManager cookies = new CookieManager();

	private final HttpClient client = HttpClient.newBuilder()
		.version(Version.HTTP_1_1)
		.cookieHandler(this.cookies)
		.build();

	private RunningConsole(ConfigurableApplicationContext application) {
		this.application = application;
	}

	static RunningConsole start(WebApplicationType type, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=localhost",
				"--spring.main.banner-mode=off", "--management.endpoints.web.exposure.include=signals"));
		List.of(properties).forEach((property) -> arguments.add("--" + property));
		return new RunningConsole(new SpringApplicationBuilder(ConsoleApplication.class).web(type)
			.run(arguments.toArray(String[]::new)));
	}

	<T> T bean(Class<T> type) {
		return this.application.getBean(type);
	}

	/**
	 * Get what is at a path, as a browser asks for it.
	 */
	HttpResponse<String> get(String path, String accept, String... headers) throws IOException, InterruptedException {
		return send(request(path, headers).header("Accept", accept));
	}

	HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
		return send(request(path, headers).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body)));
	}

	private HttpRequest.Builder request(String path, String... headers) {
		String port = this.application.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.timeout(Duration.ofSeconds(20));
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	String cookie(String name) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.map((cookie) -> cookie.getValue())
			.findFirst()
			.orElseThrow();
	}

	@Override
	public void close() {
		this.application.close();
	}

}
