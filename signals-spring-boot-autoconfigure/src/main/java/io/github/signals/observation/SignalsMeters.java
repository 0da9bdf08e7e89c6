package io.github.signals.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;

import io.github.signals.DurableCalls;
import io.github.signals.DurableCalls.Counts;
import io.github.signals.ReceiverInfo;
import io.github.signals.dispatch.ReceiverKey;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.observation.ReceiverObservationDocumentation.LowCardinalityKeyNames;

/**
 * Measures the connected receivers and the waiting calls. Durable calls are counted in
 * the database, with one query for all meters, at most every five seconds and only on
 * demand, and only if there is a durable receiver. The meters of a receiver are removed
 * when it is disconnected.
 *
 * @since 0.1.0
 */
public final class SignalsMeters implements MeterBinder, DisposableBean {

	/** What a scrape has asked is good for those after it, too. */
	private static final long KEPT = TimeUnit.SECONDS.toNanos(5);

	private static final Logger logger = LoggerFactory.getLogger(SignalsMeters.class);

	private final ReceiverRegistry registry;

	private final IntSupplier async;

	private final Supplier<DurableCalls> durable;

	private final LongSupplier gone;

	private final BackfillCounts backfills;

	private final List<Runnable> ends = new CopyOnWriteArrayList<>();

	private @Nullable Long counted;

	private @Nullable Counts counts;

	/**
	 * Create an instance.
	 * @param registry the connected receivers
	 * @param async how many asynchronous calls are waiting or running
	 * @param durable the durable calls
	 * @param gone how many durable calls this node has ended because their row is gone
	 */
	public SignalsMeters(ReceiverRegistry registry, IntSupplier async, Supplier<DurableCalls> durable,
			LongSupplier gone) {
		this.registry = registry;
		this.async = async;
		this.durable = durable;
		this.gone = gone;
		this.backfills = new BackfillCounts(registry, durable);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.ends.add(this.registry.onDisconnect((receiver) -> remove(receiver, registry)));
		Gauge.builder("signals.receivers", this.registry, (all) -> all.receivers().size())
			.description("Connected receivers")
			.register(registry);
		Gauge.builder("signals.async.calls", this.async, IntSupplier::getAsInt)
			.description("Calls of ASYNC receivers that are waiting or running")
			.register(registry);
		Gauge.builder("signals.durable.waiting", this, ifAny(Counts::waiting))
			.description("Durable calls that are recorded and not yet finished")
			.register(registry);
		Gauge.builder("signals.durable.parked", this, ifAny(Counts::parked))
			.description("Durable calls that have failed too often and must be replayed or discarded")
			.register(registry);
		TimeGauge
			.builder("signals.durable.oldest", this, TimeUnit.SECONDS, ifAny((counts) -> age(counts.oldestWaiting())))
			.description("How long the oldest durable call has been waiting")
			.register(registry);
		FunctionCounter.builder("signals.durable.gone", this.gone, LongSupplier::getAsLong)
			.description("Durable calls that this node has ended because their row is gone")
			.register(registry);
		this.backfills.bindTo(registry);
	}

	/**
	 * Leave the registry, which may be that of a parent.
	 */
	@Override
	public void destroy() {
		this.ends.forEach(Runnable::run);
	}

	private static ToDoubleFunction<SignalsMeters> ifAny(ToDoubleFunction<Counts> measure) {
		return (meters) -> meters.registry.hasDurableReceivers() ? meters.measure(measure) : 0;
	}

	private double measure(ToDoubleFunction<Counts> measure) {
		Counts counts = counts();
		return (counts != null) ? measure.applyAsDouble(counts) : Double.NaN;
	}

	/**
	 * Return what was counted, or {@code null} if that has failed: for all gauges of a
	 * scrape, and for those of other registries.
	 */
	private synchronized @Nullable Counts counts() {
		if (this.counted == null || System.nanoTime() - this.counted > KEPT) {
			this.counts = count();
			this.counted = System.nanoTime();
		}
		return this.counts;
	}

	private @Nullable Counts count() {
		try {
			return this.durable.get().counts();
		}
		catch (RuntimeException ex) {
			logger.debug("Durable calls could not be counted", ex);
			return null;
		}
	}

	/**
	 * Remove the times of a receiver that is not there any more.
	 */
	private void remove(ReceiverInfo receiver, MeterRegistry meters) {
		String uid = ReceiverKey.of(receiver);
		if (this.registry.receivers().stream().map(ReceiverKey::of).noneMatch(uid::equals)) {
			meters.find(DefaultReceiverObservationConvention.NAME)
				.tag(LowCardinalityKeyNames.UID.asString(), uid)
				.meters()
				.forEach(meters::remove);
		}
	}

	private static double age(@Nullable Instant recorded) {
		return (recorded != null) ? Duration.between(recorded, Instant.now()).toMillis() / 1000.0 : 0;
	}

}
