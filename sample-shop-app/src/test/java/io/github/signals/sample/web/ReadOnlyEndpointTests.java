package io.github.signals.sample.web;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.Signals;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may read the endpoint only, by the rules of Spring Boot.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "server.address=localhost", "management.endpoint.signals.access=read-only" })
@AutoConfigureRestTestClient
class ReadOnlyEndpointTests {

	@Autowired
	private RestTestClient client;

	@Autowired
	private Signals signals;

	@Test
	void mayNotSwitchAReceiverOff() {
		this.client.post()
			.uri("/actuator/signals/greet")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"operation\": \"DISABLE\"}")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
		assertThat(this.signals.hasReceivers(Greeting.class, String.class)).isTrue();
		this.client.get()
			.uri("/actuator/signals/String")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.receivers[0].outcome")
			.isEqualTo("RUNS");
	}

	record Greeting(String instance) implements Signal<String> {

	}

	static class Greeter {

		@Receiver(dispatchUid = "greet")
		void greet(Greeting greeting) {
			throw new IllegalStateException("Nobody greets");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Application {

		@Bean
		Greeter greeter() {
			return new Greeter();
		}

	}

}
