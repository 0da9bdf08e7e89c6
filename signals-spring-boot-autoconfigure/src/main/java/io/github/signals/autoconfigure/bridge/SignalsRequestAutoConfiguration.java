package io.github.signals.autoconfigure.bridge;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import io.github.signals.RequestFinished;
import io.github.signals.RequestStarted;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.bridge.ReactiveRequestFilter;
import io.github.signals.bridge.ServletRequestFilter;

/**
 * Auto-configuration for the signals of requests. It comes last, so that the receivers of
 * other auto-configurations are known.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SignalsAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public final class SignalsRequestAutoConfiguration {

	private static final String KEY = "signals.requests.enabled";

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(name = { "jakarta.servlet.Filter", "org.springframework.web.filter.OncePerRequestFilter" })
	static class ServletConfiguration {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnReceiver(value = { RequestStarted.class, RequestFinished.class }, key = KEY)
		ServletRequestFilter signalsServletRequestFilter(Signals signals) {
			return new ServletRequestFilter(signals);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass(name = { "reactor.core.publisher.Mono", "org.springframework.web.server.WebFilter" })
	static class ReactiveConfiguration {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnReceiver(value = { RequestStarted.class, RequestFinished.class }, key = KEY)
		ReactiveRequestFilter signalsReactiveRequestFilter(Signals signals) {
			return new ReactiveRequestFilter(signals);
		}

	}

}
