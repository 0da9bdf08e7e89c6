package io.github.signals.bridge;

import java.time.Duration;

import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Requests of WebFlux, on Netty.
 */
class WebFluxRequestTests extends RequestContract {

	WebFluxRequestTests() {
		super(WebApplicationType.REACTIVE, Application.class, "signalsReactiveRequestFilter");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Orders.class, Deferred.class })
	static class Application {

	}

	@RestController
	static class Deferred {

		@GetMapping("/deferred")
		Mono<String> deferred() {
			return Mono.just("at last").delayElement(Duration.ofMillis(100));
		}

	}

}
