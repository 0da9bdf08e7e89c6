package io.github.signals.observation;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.Backfill;
import io.github.signals.Backfill.State;
import io.github.signals.DurableCalls;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Measures the back-fills that run on any node. They are read with one query for both
 * meters, at most every five seconds and only on demand, and only if there is a durable
 * receiver.
 */
final class BackfillCounts {

	/** What a scrape has asked is good for those after it, too. */
	private static final long KEPT = TimeUnit.SECONDS.toNanos(5);

	private static final Logger logger = LoggerFactory.getLogger(BackfillCounts.class);

	private final ReceiverRegistry registry;

	private final Supplier<DurableCalls> durable;

	private @Nullable Long read;

	private @Nullable List<Backfill> running;

	BackfillCounts(ReceiverRegistry registry, Supplier<DurableCalls> durable) {
		this.registry = registry;
		this.durable = durable;
	}

	void bindTo(MeterRegistry meters) {
		Gauge.builder("signals.durable.backfill.rows", this, (counts) -> counts.sum(Backfill::rows))
			.description("Rows that the running back-fills have read")
			.register(meters);
		Gauge.builder("signals.durable.backfill.remaining", this, (counts) -> counts.sum(BackfillCounts::remaining))
			.description("About how many rows the running back-fills have yet to read")
			.register(meters);
	}

	private static long remaining(Backfill backfill) {
		return (backfill.total() != null) ? Math.max(0, backfill.total() - backfill.rows()) : 0;
	}

	private double sum(ToLongFunction<Backfill> measure) {
		if (!this.registry.hasDurableReceivers()) {
			return 0;
		}
		List<Backfill> known = running();
		return (known != null) ? known.stream().mapToLong(measure).sum() : Double.NaN;
	}

	private synchronized @Nullable List<Backfill> running() {
		if (this.read == null || System.nanoTime() - this.read > KEPT) {
			this.running = read();
			this.read = System.nanoTime();
		}
		return this.running;
	}

	private @Nullable List<Backfill> read() {
		try {
			return this.durable.get()
				.backfills()
				.all()
				.stream()
				.filter((backfill) -> backfill.state() == State.RUNNING)
				.toList();
		}
		catch (RuntimeException ex) {
			logger.debug("Back-fills could not be read", ex);
			return null;
		}
	}

}
