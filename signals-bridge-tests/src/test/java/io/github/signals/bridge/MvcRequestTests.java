package io.github.signals.bridge;

import java.io.IOException;
import java.util.Timer;
import java.util.TimerTask;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Requests of Spring MVC, on Tomcat.
 */
class MvcRequestTests extends RequestContract {

	MvcRequestTests() {
		super(WebApplicationType.SERVLET, Application.class, "signalsServletRequestFilter");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Orders.class, Deferred.class, Guard.class })
	static class Application {

	}

	/** As early as the filters of Spring Security. */
	@Order(-100)
	static class Guard extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (request.getRequestURI().equals("/refused")) {
				response.setStatus(401);
				return;
			}
			chain.doFilter(request, response);
		}

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
