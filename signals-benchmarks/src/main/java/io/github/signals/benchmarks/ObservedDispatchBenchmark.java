package io.github.signals.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelTracer;
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
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.benchmarks.ObservedReceivers.Off;
import io.github.signals.benchmarks.ObservedReceivers.On;
import io.github.signals.benchmarks.ObservedReceivers.Pouring;
import io.github.signals.benchmarks.ObservedReceivers.Tea;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.IdentifierAccessor;
import io.github.signals.dispatch.SenderRoutes;
import io.github.signals.observation.SignalCounts;

/**
 * What it takes to see the call of a receiver: an application where nobody could look,
 * one where everything is turned off, one where all is measured, one where each call is
 * an observation as well, and two where this is a span: of each call, and of the share
 * that Spring Boot samples by default. They take turns in the same process. After each
 * with spans comes the floor, a span made by hand with the same tracer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ObservedDispatchBenchmark {

	private static final String BOOT = "benchmark.sampled=0.1";

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

		BARE(Pouring.class), OFF(Off.class, "signals.observation.metrics=false"), ON(On.class),
		OBSERVED(On.class, "signals.observation.spans=true", "benchmark.traced=false"),
		SPANS(On.class, "signals.observation.spans=true"), SPANS_FLOOR(Off.class, "signals.observation.metrics=false"),
		SAMPLED(On.class, "signals.observation.spans=true", BOOT),
		SAMPLED_FLOOR(Off.class, "signals.observation.metrics=false", BOOT);

		private final Class<?> source;

		private final String[] properties;

		Turn(Class<?> source, String... properties) {
			this.source = source;
			this.properties = properties;
		}

		ConfigurableApplicationContext start() {
			boolean on = this.source == On.class;
			return new SpringApplicationBuilder(this.source).web(WebApplicationType.NONE)
				.properties("spring.main.banner-mode=off", "logging.level.root=error",
						"signals.slow-receiver-threshold=" + (on ? "500ms" : "0"),
						"signals.failure-rate-threshold=" + (on ? 10 : 0))
				.properties(this.properties)
				.run();
		}

	}

	/**
	 * One of the applications.
	 */
	private static final class Subject {

		private static final String SENDER = Tea.class.getName();

		private final Tea tea = new Tea("Assam");

		private final ConfigurableApplicationContext application;

		private final Pouring receivers;

		private final Dispatcher dispatcher;

		private final @Nullable OtelTracer byHand;

		private DispatchContext context;

		private long expected;

		Subject(Turn turn) {
			this.application = turn.start();
			this.receivers = this.application.getBean(Pouring.class);
			this.dispatcher = this.application.getBean(Dispatcher.class);
			this.context = this.dispatcher.context(null, Origin.APPLICATION, IdentifierAccessor.NONE);
			boolean floor = turn == Turn.SPANS_FLOOR || turn == Turn.SAMPLED_FLOOR;
			this.byHand = floor ? this.application.getBean(OtelTracer.class) : null;
			this.application.getBeanProvider(SignalCounts.class)
				.ifAvailable((counts) -> counts.bindTo(this.application.getBean(MeterRegistry.class)));
		}

		void reset() {
			this.context = this.dispatcher.context(null, Origin.APPLICATION, IdentifierAccessor.NONE);
			this.receivers.reset();
			this.expected = 0;
		}

		void dispatch() {
			if (this.byHand != null) {
				sendInSpan(this.byHand);
			}
			else {
				send();
			}
		}

		private void sendInSpan(OtelTracer tracer) {
			Span span = tracer.nextSpan()
				.name("receiver pour")
				.tag("signal", "PostSave")
				.tag("sender", SENDER)
				.tag("uid", "pour")
				.tag("delivery", "IN_TRANSACTION")
				.tag("outcome", "SUCCESS")
				.start();
			Tracer.SpanInScope scope = tracer.withSpan(span);
			try {
				send();
			}
			finally {
				scope.close();
				span.end();
			}
		}

		private void send() {
			SenderRoutes routes = this.dispatcher.registry().routes(Tea.class);
			this.dispatcher.now(new PostSave<>(Tea.class, this.tea, false, Changes.none(), this.context), routes);
			this.expected++;
		}

		void check() {
			if (this.receivers.calls() != this.expected) {
				throw new IllegalStateException(this.receivers.calls() + " calls instead of " + this.expected);
			}
		}

		void stop() {
			this.application.close();
		}

	}

}
