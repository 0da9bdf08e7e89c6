package io.github.signals.observation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.SignalCounter;
import io.github.signals.dispatch.SignalCounters;

/**
 * Counts signals by their class and sender once it is bound to a meter registry. Until
 * then, nothing is counted.
 *
 * @since 0.1.0
 */
public final class SignalCounts implements SignalCounters, MeterBinder {

	private final ReceiverRegistry receivers;

	private final Map<Key, Counts> counts = new LinkedHashMap<>();

	private final List<MeterRegistry> meters = new ArrayList<>();

	/**
	 * Create an instance.
	 * @param receivers the receivers whose signals to count
	 */
	public SignalCounts(ReceiverRegistry receivers) {
		this.receivers = receivers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		boolean first;
		synchronized (this) {
			first = this.meters.isEmpty();
			this.meters.add(registry);
			this.counts.forEach((key, count) -> count.bindTo(registry, key));
		}
		if (first) {
			this.receivers.countBy(this);
		}
	}

	@Override
	public synchronized SignalCounter of(Class<?> signal, Class<?> sender) {
		return this.counts.computeIfAbsent(new Key(signal, sender), this::create);
	}

	private Counts create(Key key) {
		Counts created = new Counts();
		this.meters.forEach((registry) -> created.bindTo(registry, key));
		return created;
	}

	private record Key(Class<?> signal, Class<?> sender) {

		Tags tags() {
			return Tags.of("signal", this.signal.getSimpleName(), "sender", this.sender.getName());
		}

	}

	/**
	 * The counts of one signal of a sender.
	 */
	private static final class Counts implements SignalCounter {

		private final LongAdder dispatched = new LongAdder();

		private final LongAdder deferred = new LongAdder();

		private final LongAdder muted = new LongAdder();

		private final LongAdder reentered = new LongAdder();

		void bindTo(MeterRegistry registry, Key key) {
			count("signals.dispatched", this.dispatched, "Signals created for receivers that run at once", key,
					registry);
			count("signals.deferred", this.deferred,
					"Signals kept for receivers that run at the end of the transaction", key, registry);
			count("signals.muted", this.muted, "Calls of receivers skipped because of a mute scope", key, registry);
			count("signals.reentered", this.reentered,
					"Calls of receivers skipped because the receiver was already running for the instance", key,
					registry);
		}

		private static void count(String name, LongAdder adder, String description, Key key, MeterRegistry registry) {
			FunctionCounter.builder(name, adder, LongAdder::sum)
				.tags(key.tags())
				.description(description)
				.register(registry);
		}

		@Override
		public void dispatched() {
			this.dispatched.increment();
		}

		@Override
		public void deferred() {
			this.deferred.increment();
		}

		@Override
		public void muted() {
			this.muted.increment();
		}

		@Override
		public void reentered() {
			this.reentered.increment();
		}

	}

}
