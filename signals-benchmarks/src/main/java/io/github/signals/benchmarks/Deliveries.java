package io.github.signals.benchmarks;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * For which items a receiver was called, on whatever node.
 */
final class Deliveries {

	private final Set<Long> items = ConcurrentHashMap.newKeySet();

	private final Set<Long> failed = ConcurrentHashMap.newKeySet();

	private final LongAdder calls = new LongAdder();

	void add(long item) {
		this.items.add(item);
		this.calls.increment();
	}

	/**
	 * Fail, whatever else was to be done.
	 */
	void fail(long item) {
		this.failed.add(item);
		throw new IllegalStateException("poison");
	}

	/**
	 * Return for how many items a receiver has failed, each time.
	 */
	long failed() {
		return this.failed.size();
	}

	boolean contains(long item) {
		return this.items.contains(item);
	}

	/**
	 * Return for how many items it was called.
	 */
	long items() {
		return this.items.size();
	}

	/**
	 * Return how many calls were one more for an item that it had been called for.
	 */
	long repeated() {
		return this.calls.sum() - items();
	}

}
