package io.github.signals.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The last entries, in a ring where the newest replaces the oldest. Readers do not block
 * writers.
 */
final class TraceRing {

	private final int size;

	private final AtomicReferenceArray<@Nullable TraceEntry> ring;

	private final ConcurrentMap<Object, TraceEntry> entries = new ConcurrentHashMap<>();

	private final AtomicLong numbers = new AtomicLong();

	TraceRing(int size) {
		this.size = size;
		this.ring = new AtomicReferenceArray<>(size);
	}

	int size() {
		return this.size;
	}

	/**
	 * Return how many keys lead to an entry.
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

	@Nullable TraceEntry find(Object key) {
		return this.entries.get(key);
	}

	/**
	 * Return the entry that a key leads to, or a new one.
	 */
	TraceEntry findOrAdd(Object key, Supplier<TraceEntry> create) {
		TraceEntry known = find(key);
		if (known != null) {
			return known;
		}
		TraceEntry fresh = create.get();
		TraceEntry entry = this.entries.computeIfAbsent(key,
				(unknown) -> fresh.numbered(this.numbers.incrementAndGet(), key));
		if (entry == fresh) {
			keep(fresh);
		}
		return entry;
	}

	/**
	 * Let another key lead to an entry as long as it is here.
	 */
	void alias(Object key, TraceEntry entry) {
		this.entries.put(key, entry);
		if (!entry.addKey(key)) {
			this.entries.remove(key, entry);
		}
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
			left.leave().forEach((key) -> this.entries.remove(key, left));
		}
	}

}
