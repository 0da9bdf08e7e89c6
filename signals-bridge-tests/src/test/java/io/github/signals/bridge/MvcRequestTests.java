package io.github.signals.bridge;

import java.util.Timer;
import java.util.TimerTask;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Requests of Spring MVC, on Tomcat.
 */
class MvcRequestTests extends RequestContract {

	MvcRequestTests() {
		super(WebApplicationType.SERVLET, Application.class, "signalsServletRequestFilter");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Orders.class, Deferred.class })
	static class Application {

	}

	@RestController
	static class Deferred {

		@GetMapping("/deferred")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			new Timer(true).schedule(new TimerTask() {

				@Override
				public void run() {
					result.setResult("at last");
				}

			}, 100);
			return result;
		}

	}

}
