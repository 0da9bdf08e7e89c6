package io.github.signals.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext.Origin;
import io.github.signals.actuate.CallStatistics;
import io.github.signals.actuate.DispatchTrace;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.SignalsObservationAutoConfiguration;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.Identity;
import io.github.signals.dispatch.SenderRoutes;
import io.github.signals.observation.SignalCounts;

/**
 * What it takes to see the call of a receiver: an application where nobody could look,
 * one where everything is turned off, one where all is measured, and one where each call
 * is a span as well, by turns in the same process. The last turn is an observation made
 * by hand for the same handlers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ObservedDispatchBenchmark {

	private final List<Subject> subjects = new ArrayList<>();

	private int turn = -1;

	private Subject subject;

	/**
	 * Start the applications.
	 */
	public ObservedDispatchBenchmark() {
		for (Turn each : Turn.values()) {
			this.subjects.add(new Subject(each));
		}
		this.subject = this.subjects.get(0);
	}

	/**
	 * Go on to the next one.
	 */
	@Setup(Level.Iteration)
	public void next() {
		this.turn++;
		this.subject = this.subjects.get(this.turn % this.subjects.size());
		this.subject.reset();
	}

	/**
	 * Fail if a call is missing.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		this.subject.check();
	}

	/**
	 * Stop the applications.
	 */
	@TearDown
	public void stop() {
		this.subjects.forEach(Subject::stop);
	}

	/**
	 * One receiver in the transaction.
	 */
	@Benchmark
	public void dispatch() {
		this.subject.dispatch();
	}

	enum Turn {

		BARE(Pouring.class), OFF(Off.class, "signals.observation.metrics=false"),
		ON(On.class, "signals.slow-receiver-threshold=500ms", "signals.failure-rate-threshold=10"),
		SPANS(On.class, "signals.observation.spans=true", "signals.slow-receiver-threshold=500ms",
				"signals.failure-rate-threshold=10"),
		FLOOR(Off.class, "signals.observation.metrics=false");

		private final Class<?> source;

		private final String[] properties;

		Turn(Class<?> source, String... properties) {
			this.source = source;
			this.properties = properties;
		}

		ConfigurableApplicationContext start() {
			return new SpringApplicationBuilder(this.source).web(WebApplicationType.NONE)
				.properties("spring.main.banner-mode=off", "logging.level.root=error",
						"signals.slow-receiver-threshold=0", "signals.failure-rate-threshold=0")
				.properties(this.properties)
				.run();
		}

	}

	/**
	 * One of the applications.
	 */
	private static final class Subject {

		private static final KeyValues KEYS = KeyValues.of("signal", "PostSave", "sender", Tea.class.getName(), "uid",
				"pour", "delivery", "IN_TRANSACTION", "outcome", "SUCCESS");

		private final Tea tea = new Tea("Assam");

		private final ConfigurableApplicationContext application;

		private final Pouring receivers;

		private final Dispatcher dispatcher;

		private final @Nullable ObservationRegistry byHand;

		private DispatchContext context;

		private long expected;

		Subject(Turn turn) {
			this.application = turn.start();
			this.receivers = this.application.getBean(Pouring.class);
			this.dispatcher = this.application.getBean(Dispatcher.class);
			this.context = this.dispatcher.context(null, Origin.APPLICATION, Identity.NONE);
			this.byHand = (turn == Turn.FLOOR) ? this.application.getBean(ObservationRegistry.class) : null;
			if (turn == Turn.ON || turn == Turn.SPANS) {
				this.application.getBean(SignalCounts.class).bindTo(this.application.getBean(MeterRegistry.class));
			}
		}

		void reset() {
			this.context = this.dispatcher.context(null, Origin.APPLICATION, Identity.NONE);
			this.receivers.calls = 0;
			this.expected = 0;
		}

		void dispatch() {
			if (this.byHand != null) {
				Observation.createNotStarted("signals.receiver", this.byHand)
					.contextualName("receiver pour")
					.lowCardinalityKeyValues(KEYS)
					.observe(this::send);
			}
			else {
				send();
			}
		}

		private void send() {
			SenderRoutes routes = this.dispatcher.registry().routes(Tea.class);
			this.dispatcher.now(new PostSave<>(Tea.class, this.tea, false, Changes.none(), this.context), routes);
			this.expected++;
		}

		void check() {
			if (this.receivers.calls != this.expected) {
				throw new IllegalStateException(this.receivers.calls + " calls instead of " + this.expected);
			}
		}

		void stop() {
			this.application.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SignalsAutoConfiguration.class)
	static class Pouring {

		private long calls;

		@PostSaveReceiver
		void pour(Tea tea) {
			this.calls += tea.name().length() / 5;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pouring.class)
	@ImportAutoConfiguration(SignalsObservationAutoConfiguration.class)
	static class Off {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		ObservationRegistry observationRegistry(MeterRegistry meters) {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
			registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer()));
			return registry;
		}

		/**
		 * Makes spans that go nowhere.
		 */
		private static OtelTracer tracer() {
			return new OtelTracer(SdkTracerProvider.builder().build().get("benchmark"), new OtelCurrentTraceContext(),
					(event) -> {
					});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Off.class)
	static class On {

		private static final int TRACED = 100;

		/**
		 * As where the endpoint is exposed.
		 */
		@Bean
		CallStatistics callStatistics() {
			return new CallStatistics();
		}

		/**
		 * As where the endpoint shows the last dispatches.
		 */
		@Bean
		DispatchTrace dispatchTrace() {
			return new DispatchTrace(TRACED);
		}

	}

	record Tea(String name) {

	}

}
