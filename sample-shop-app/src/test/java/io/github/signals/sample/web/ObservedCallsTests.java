package io.github.signals.sample.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.actuate.SignalsObservationAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Boot's own metrics and observations see of the calls of receivers.
 */
class ObservedCallsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsObservationAutoConfiguration.class,
				SignalsAutoConfiguration.class, ObservationAutoConfiguration.class, MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void timeCallsThatAreSpansInTheTimersOfAllCalls() {
		this.runner.withPropertyValues("signals.observation.spans=true").run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.connect(ReceiverSpec.of(Rung.class).uid("door"), (rung) -> {
			});
			signals.send(new Rung("twice"));
			assertThat(context.getBean(MeterRegistry.class).find("signals.receiver").tag("uid", "door").timer())
				.isNotNull()
				.extracting(Timer::count)
				.isEqualTo(1L);
			assertThat(context.getBean(MeterRegistry.class).find("signals.receiver.active").meters()).isEmpty();
		});
	}

	record Rung(String instance) implements Signal<String> {

	}

}
