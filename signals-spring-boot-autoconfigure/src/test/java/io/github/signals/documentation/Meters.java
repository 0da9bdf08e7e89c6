package io.github.signals.documentation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.signals.PostSave;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.observation.DefaultReceiverObservationConvention;
import io.github.signals.observation.ReceiverObservationDocumentation;
import io.github.signals.observation.SignalCounts;
import io.github.signals.observation.SignalsMeters;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * The meters that the library has.
 */
final class Meters {

	private static final List<String> OBSERVATIONS = List.of(new DefaultReceiverObservationConvention().getName(),
			ReceiverObservationDocumentation.RECORD.getName());

	private Meters() {
	}

	/**
	 * Return the names of all meters.
	 */
	static Set<String> names() {
		Set<String> names = registered();
		names.addAll(OBSERVATIONS);
		return names;
	}

	/**
	 * Return the names of the meters that are not timers.
	 */
	static Set<String> registered() {
		Set<String> names = new TreeSet<>();
		meters().forEach((meter) -> names.add(meter.getId().getName()));
		return names;
	}

	/**
	 * Return the names that Prometheus has for all of them.
	 */
	static Set<String> inPrometheus() {
		Set<String> names = new TreeSet<>();
		meters().forEach((meter) -> names.add(inPrometheus(meter.getId())));
		for (String statistic : List.of("count", "sum", "max")) {
			OBSERVATIONS.forEach((name) -> names.add(name.replace('.', '_') + "_seconds_" + statistic));
		}
		return names;
	}

	private static String inPrometheus(Meter.Id id) {
		String unit = (id.getBaseUnit() != null) ? "_" + id.getBaseUnit() : "";
		return id.getName().replace('.', '_') + unit + ((id.getType() == Meter.Type.COUNTER) ? "_total" : "");
	}

	private static List<Meter> meters() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
			.run((context) -> {
				ReceiverRegistry receivers = context.getBean(ReceiverRegistry.class);
				new SignalsMeters(receivers, () -> 0, context.getBean(Signals.class)::durable, () -> 0).bindTo(meters);
				SignalCounts counts = new SignalCounts(receivers);
				counts.bindTo(meters);
				counts.of(PostSave.class, Object.class);
			});
		return meters.getMeters();
	}

}
