package io.github.signals.benchmarks;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The auto-configurations of libraries: all are on the class path, and each application
 * is without those that it does not use.
 */
final class Libraries {

	/** Ours for durable receivers, and what makes JSON of their calls. */
	static final String DURABLE = "io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration,"
			+ "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration";

	/** Ours for Micrometer, which one benchmark alone is about. */
	private static final String OBSERVATION = "io.github.signals.autoconfigure.actuate.SignalsObservationAutoConfiguration";

	/** Ours. */
	static final String SIGNALS = Stream
		.of("Signals", "SignalsConnectionPool", "data.SignalsRepository", "jpa.SignalsPersistence",
				"durable.SignalsDurable")
		.map("io.github.signals.autoconfigure.%sAutoConfiguration"::formatted)
		.collect(Collectors.joining(","));

	/** Spring Modulith. */
	static final String MODULITH = Stream.of("core.config.ApplicationModuleInitializerRuntimeVerification",
			"events.config.EventExternalizationAutoConfiguration", "events.config.EventPublicationAutoConfiguration",
			"events.jackson.JacksonEventSerializationConfiguration",
			"events.jackson2.Jackson2EventSerializationConfiguration",
			"events.jdbc.JdbcEventPublicationAutoConfiguration", "moments.autoconfigure.MomentsAutoConfiguration",
			"moments.autoconfigure.MomentsJacksonAutoConfiguration")
		.map("org.springframework.modulith."::concat)
		.collect(Collectors.joining(","));

	private Libraries() {
	}

	/**
	 * Return the property that leaves them out.
	 */
	static String without(String... libraries) {
		return "spring.autoconfigure.exclude=" + Stream.concat(Stream.of(OBSERVATION), Stream.of(libraries))
			.filter((names) -> !names.isEmpty())
			.collect(Collectors.joining(","));
	}

}
