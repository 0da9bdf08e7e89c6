package com.example.reactive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.stream.Stream;

import com.example.heard.Heard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import io.github.signals.Signals;

/**
 * Reads the trace as a stream from a reactive web server.
 */
@SpringBootApplication
@Import(Heard.class)
public class ReactiveWebApplication {

	public static void main(String[] args) throws Exception {
		try (ConfigurableApplicationContext context = SpringApplication.run(ReactiveWebApplication.class, args)) {
			HttpResponse<Stream<String>> response = open(context.getEnvironment().getProperty("local.server.port"));
			Heard heard = context.getBean(Heard.class);
			heard.add(response.statusCode() + " " + response.headers().firstValue("Content-Type").orElse("")
				.replaceFirst(";.*", ""));
			try (Stream<String> lines = response.body()) {
				Iterator<String> events = lines.filter((line) -> line.startsWith("data:")).iterator();
				heard.add("heard: " + events.next().contains("\"uid\":\"heard\""));
				context.getBean(Signals.class).send(new Said("hello"));
				heard.add("heard: " + events.next().contains("\"uid\":\"heard\""));
			}
			heard.expect("200 text/event-stream", "heard: false", "heard: true");
		}
	}

	private static HttpResponse<Stream<String>> open(String port) throws IOException, InterruptedException {
		URI stream = URI.create("http://localhost:" + port + "/actuator/signals/trace/stream");
		HttpRequest request = HttpRequest.newBuilder(stream).header("Accept", "text/event-stream").build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
	}

}
