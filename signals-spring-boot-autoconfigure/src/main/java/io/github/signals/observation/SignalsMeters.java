package io.github.signals.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import io.github.signals.DurableCalls;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Measures who is connected, and what waits. What is durable is counted in the database,
 * each time somebody asks, and only if there is a durable receiver.
 *
 * @since 0.1.0
 */
public final class SignalsMeters implements MeterBinder {

	private final ReceiverRegistry registry;

	private final IntSupplier async;

	private final Supplier<DurableCalls> durable;

	private final LongSupplier gone;

	/**
	 * Create it.
	 * @param registry who is connected
	 * @param async how many asynchronous calls wait or run
	 * @param durable the durable calls
	 * @param gone how many durable calls this node has ended because their row is gone
	 */
	public SignalsMeters(ReceiverRegistry registry, IntSupplier async, Supplier<DurableCalls> durable,
			LongSupplier gone) {
		this.registry = registry;
		this.async = async;
		this.durable = durable;
		this.gone = gone;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("signals.receivers", this.registry, (all) -> all.receivers().size())
			.description("Receivers that are connected")
			.register(registry);
		Gauge.builder("signals.async.calls", this.async, IntSupplier::getAsInt)
			.description("Calls of ASYNC receivers that wait or run")
			.register(registry);
		Gauge.builder("signals.durable.waiting", this, ifAny(DurableCalls::waiting))
			.description("Durable calls that are recorded and have not ended")
			.register(registry);
		Gauge.builder("signals.durable.parked", this, ifAny(DurableCalls::parked))
			.description("Durable calls that have failed too often, and wait for somebody to decide")
			.register(registry);
		TimeGauge
			.builder("signals.durable.oldest", this, TimeUnit.SECONDS, ifAny((durable) -> age(durable.oldestWaiting())))
			.description("How long the oldest durable call has been waiting")
			.register(registry);
		FunctionCounter.builder("signals.durable.gone", this.gone, LongSupplier::getAsLong)
			.description("Durable calls that this node has ended, as the row that they are about is gone")
			.register(registry);
	}

	private static ToDoubleFunction<SignalsMeters> ifAny(ToDoubleFunction<DurableCalls> measure) {
		return (meters) -> meters.registry.hasDurable() ? measure.applyAsDouble(meters.durable.get()) : 0;
	}

	private static double age(@Nullable Instant recorded) {
		return (recorded != null) ? Duration.between(recorded, Instant.now()).toMillis() / 1000.0 : 0;
	}

}
