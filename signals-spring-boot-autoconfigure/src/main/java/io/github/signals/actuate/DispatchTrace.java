package io.github.signals.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.signals.DataSignal;
import io.github.signals.Signal;
import io.github.signals.dispatch.CallDecorator;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Remembers the last dispatches on this node in a ring of entries, where the newest entry
 * replaces the oldest.
 * <p>
 * An entry is one signal for which a receiver was called, with all of its receiver calls
 * that have ended, in the transaction or later, on any thread. Every separate signal has
 * its own entry: the net change that sums up several saves, each attempt of a durable
 * call, and a signal that is heard again after its entry has been replaced. A signal that
 * no receiver hears has no entry.
 * <p>
 * It holds names and identifiers, but neither instances nor attribute values.
 * Thread-safe; readers do not block writers.
 *
 * @since 0.1.0
 */
public final class DispatchTrace implements CallDecorator {

	private static final int MAX_SIZE = 10_000;

	private final int size;

	private final AtomicReferenceArray<@Nullable TraceEntry> ring;

	private final ConcurrentMap<TraceKey, TraceEntry> entries = new ConcurrentHashMap<>();

	private final AtomicLong numbers = new AtomicLong();

	/**
	 * Create an instance.
	 * @param size how many entries to remember; with {@code 0}, no calls are watched
	 */
	public DispatchTrace(int size) {
		Assert.isTrue(size >= 0 && size <= MAX_SIZE,
				() -> "signals.trace.size must be between 0 and " + MAX_SIZE + ", but is " + size);
		this.size = size;
		this.ring = new AtomicReferenceArray<>(size);
	}

	/**
	 * Return how many entries are remembered at most.
	 */
	int size() {
		return this.size;
	}

	/**
	 * Return how many entries can be found by their signal.
	 */
	int remembered() {
		return this.entries.size();
	}

	/**
	 * Return the entries of this moment, from the newest to the oldest.
	 */
	List<TraceEntry> entries() {
		return IntStream.range(0, this.size)
			.mapToObj(this.ring::get)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.sorted(Comparator.comparingLong(TraceEntry::number).reversed())
			.toList();
	}

	@Override
	public ReceiverCall decorate(RegisteredReceiver receiver, ReceiverCall call) {
		return (this.size == 0) ? call : (payload, context) -> trace(receiver, call, payload, context);
	}

	private @Nullable Object trace(RegisteredReceiver receiver, ReceiverCall call, Object payload,
			DispatchContext context) throws Exception {
		List<TraceEntry> traced = entries(payload, context);
		Throwable failure = null;
		long start = System.nanoTime();
		try {
			return call.call(payload, context);
		}
		catch (Exception | Error ex) {
			failure = ex;
			throw ex;
		}
		finally {
			TraceEntry.Call ended = TraceEntry.Call.of(receiver, System.nanoTime() - start, failure);
			traced.forEach((entry) -> entry.add(ended));
		}
	}

	private List<TraceEntry> entries(Object payload, DispatchContext context) {
		if (!(payload instanceof List<?> batch)) {
			return List.of(entry((Signal<?>) payload, context));
		}
		return batch.subList(Math.max(0, batch.size() - this.size), batch.size())
			.stream()
			.map((signal) -> entry((Signal<?>) signal, contextOf((Signal<?>) signal, context)))
			.toList();
	}

	/**
	 * Of a batch the context is that of the last signal.
	 */
	private static DispatchContext contextOf(Signal<?> signal, DispatchContext last) {
		return (signal instanceof DataSignal<?> own && own.context() instanceof DispatchContext context) ? context
				: last;
	}

	private TraceEntry entry(Signal<?> signal, DispatchContext context) {
		TraceKey key = new TraceKey(signal, context);
		TraceEntry known = this.entries.get(key);
		if (known != null) {
			return known;
		}
		TraceEntry fresh = new TraceEntry(key, signal, context);
		TraceEntry entry = this.entries.computeIfAbsent(key,
				(unknown) -> fresh.numbered(this.numbers.getAndIncrement()));
		if (entry == fresh) {
			keep(fresh);
		}
		return entry;
	}

	/**
	 * Put an entry where it belongs, unless somebody who has overtaken has put a newer
	 * one there.
	 */
	private void keep(TraceEntry entry) {
		int place = (int) (entry.number() % this.size);
		TraceEntry previous = this.ring.getAndAccumulate(place, entry, TraceEntry::newer);
		TraceEntry left = (previous == null || previous.number() < entry.number()) ? previous : entry;
		if (left != null) {
			this.entries.remove(left.key(), left);
		}
	}

}
