package io.github.signals.autoconfigure.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.SignalsProperties;
import io.github.signals.delivery.AsyncDelivery;
import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.observation.ReceiverMeterObservationHandler;
import io.github.signals.observation.ReceiverObservationConvention;
import io.github.signals.observation.ReceiverObservations;
import io.github.signals.observation.RecordObservations;
import io.github.signals.observation.SignalCounts;
import io.github.signals.observation.SignalsMeters;

/**
 * Auto-configuration for metrics and spans if Micrometer is on the classpath.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SignalsAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ MeterRegistry.class, ObservationRegistry.class })
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public final class SignalsObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ReceiverObservations signalsReceiverObservations(SignalsProperties properties,
			ObjectProvider<ObservationRegistry> observations, ObjectProvider<MeterRegistry> meters,
			ObjectProvider<ReceiverObservationConvention> convention) {
		ObservationRegistry registry = tracing(properties, observations);
		boolean spans = !registry.isNoop();
		MeterRegistry metered = meters.getIfUnique();
		ReceiverObservationConvention own = convention.getIfUnique();
		if (!spans && properties.getObservation().isMetrics() && metered != null) {
			if (own == null) {
				return new ReceiverObservations(metered);
			}
			registry = onlyMetered(metered);
		}
		return new ReceiverObservations(registry, spans, own);
	}

	/**
	 * Asked before the handler of all observations, and after those of the application
	 * that have an order.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE - 1000)
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(MeterRegistry.class)
	@ConditionalOnBooleanProperty("signals.observation.spans")
	@ConditionalOnBooleanProperty(name = "signals.observation.metrics", matchIfMissing = true)
	ReceiverMeterObservationHandler signalsReceiverMeterObservationHandler(MeterRegistry meters) {
		return new ReceiverMeterObservationHandler(meters);
	}

	@Bean
	@ConditionalOnMissingBean
	RecordObservations signalsRecordObservations(SignalsProperties properties,
			ObjectProvider<ObservationRegistry> observations) {
		return new RecordObservations(tracing(properties, observations));
	}

	private static ObservationRegistry tracing(SignalsProperties properties,
			ObjectProvider<ObservationRegistry> observations) {
		return properties.getObservation().isSpans() ? observations.getIfUnique(() -> ObservationRegistry.NOOP)
				: ObservationRegistry.NOOP;
	}

	/**
	 * Return a registry of which nothing but meters hears, and thus no tracer.
	 */
	private static ObservationRegistry onlyMetered(MeterRegistry meters) {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(meters, IgnoredMeters.LONG_TASK_TIMER));
		return registry;
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "signals.observation.metrics", matchIfMissing = true)
	SignalsMeters signalsMeters(ReceiverRegistry signalsReceiverRegistry, AsyncDelivery signalsAsyncDelivery,
			Signals signals, ObjectProvider<CallRecorder> recorder) {
		return new SignalsMeters(signalsReceiverRegistry, signalsAsyncDelivery::unfinished, signals::durable,
				() -> recorder.stream().mapToLong(CallRecorder::gone).sum());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "signals.observation.metrics", matchIfMissing = true)
	SignalCounts signalsCounts(ReceiverRegistry signalsReceiverRegistry) {
		return new SignalCounts(signalsReceiverRegistry);
	}

}
