package io.github.signals.bridge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A web application on a real server.
 *
 * @param context its beans
 */
record Web(ConfigurableApplicationContext context) implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	static Web start(WebApplicationType type, Class<?>[] classes, String... properties) {
		return new Web(new SpringApplicationBuilder(classes).web(type)
			.properties("server.port=0", "spring.main.banner-mode=off", "spring.flyway.enabled=false",
					"spring.liquibase.enabled=false", "signals.durable.initialize-schema=never")
			.properties(properties)
			.run());
	}

	HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		URI address = URI
			.create("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port") + path);
		HttpRequest request = HttpRequest.newBuilder(address)
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build();
		return CLIENT.send(request, BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.context.close();
	}

}
