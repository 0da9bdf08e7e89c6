package io.github.signals.bridge;

import java.time.Duration;

import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Requests of WebFlux, on Netty.
 */
class WebFluxRequestTests extends RequestContract {

	WebFluxRequestTests() {
		super(WebApplicationType.REACTIVE, Application.class, "signalsReactiveRequestFilter");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Orders.class, Deferred.class, Guard.class })
	static class Application {

	}

	/** As early as the filters of Spring Security. */
	@Order(-100)
	static class Guard implements WebFilter {

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			if (exchange.getRequest().getPath().value().equals("/refused")) {
				exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
				return exchange.getResponse().setComplete();
			}
			return chain.filter(exchange);
		}

	}

	@RestController
	static class Deferred {

		@GetMapping("/deferred")
		Mono<String> deferred() {
			return Mono.just("at last").delayElement(Duration.ofMillis(100));
		}

	}

}
