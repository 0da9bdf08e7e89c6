package io.github.signals.autoconfigure.actuate;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

import io.github.signals.DurableCalls;
import io.github.signals.actuate.DurableHealthIndicator;
import io.github.signals.autoconfigure.SignalsProperties;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Auto-configuration for the health indicator of durable calls, if there can be any.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SignalsDurableAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(DurableCalls.class)
@ConditionalOnEnabledHealthIndicator("signals")
public final class SignalsHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "signalsHealthIndicator")
	DurableHealthIndicator signalsHealthIndicator(ReceiverRegistry signalsReceiverRegistry,
			DurableCalls signalsDurableCalls, SignalsProperties properties) {
		return new DurableHealthIndicator(signalsReceiverRegistry, signalsDurableCalls,
				properties.getDurable().getParkedStatus());
	}

}
