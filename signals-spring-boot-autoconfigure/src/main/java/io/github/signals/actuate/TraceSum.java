package io.github.signals.actuate;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.signals.DataSignal;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Several signals of one entity, of which receivers hear the net change: it has an entry
 * of its own, and who hears it is no longer listed in the entries of the others.
 */
final class TraceSum {

	private final TraceEntries entries;

	private final List<DataSignal<?>> signals;

	private final DataSignal<?> last;

	private final Predicate<RegisteredReceiver> hearing;

	/**
	 * Create an instance.
	 * @param entries the entries
	 * @param signals the signals, at least one
	 * @param hearing which receivers hear the net change
	 */
	TraceSum(TraceEntries entries, List<DataSignal<?>> signals, Predicate<RegisteredReceiver> hearing) {
		this.entries = entries;
		this.signals = signals;
		this.last = signals.get(signals.size() - 1);
		this.hearing = hearing;
	}

	/**
	 * Nothing has changed on the whole.
	 */
	void isNothing() {
		this.signals.stream().map(this::find).filter(Objects::nonNull).forEach((entry) -> entry.dropped(this.hearing));
	}

	/**
	 * There is a net change. The signal that tells it may be the last one.
	 */
	void is(DataSignal<?> net) {
		TraceEntry entry = find(this.last);
		List<RegisteredReceiver> moved = (entry != null) ? entry.waiting(this.hearing) : List.of();
		withdraw(this.signals.subList(0, this.signals.size() - 1), moved::contains);
		if (net == this.last) {
			return;
		}
		withdraw(List.of(this.last), moved::contains);
		TraceEntry sum = this.entries.add(TraceKey.ofSum(this.last, context(this.last), this.signals.size()), net,
				context(net), (entry != null) ? entry.transaction() : null, true);
		this.entries.ring().alias(TraceKey.ofNet(net, context(net)), sum);
		moved.forEach(sum::waiting);
	}

	/**
	 * Take those out of the entries who hear the net change. The others hear nothing: a
	 * receiver of saves, if the entity is deleted in the end.
	 */
	private void withdraw(List<DataSignal<?>> from, Predicate<RegisteredReceiver> moved) {
		for (DataSignal<?> signal : from) {
			TraceEntry entry = find(signal);
			if (entry != null) {
				entry.withdrawn(moved);
				entry.dropped(this.hearing);
			}
		}
	}

	private @Nullable TraceEntry find(DataSignal<?> signal) {
		return this.entries.find(signal, context(signal));
	}

	private static DispatchContext context(DataSignal<?> signal) {
		return (DispatchContext) signal.context();
	}

}
