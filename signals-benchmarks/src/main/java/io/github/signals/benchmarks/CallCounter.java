package io.github.signals.benchmarks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the calls of receivers, each thread for itself. A counter that all threads share
 * would wait until all that was written before is written, which takes a good part of
 * what is measured.
 */
final class CallCounter {

	private final List<AtomicLong> counts = new CopyOnWriteArrayList<>();

	private final ThreadLocal<AtomicLong> own = ThreadLocal.withInitial(this::add);

	private AtomicLong add() {
		AtomicLong count = new AtomicLong();
		this.counts.add(count);
		return count;
	}

	void increment() {
		AtomicLong count = this.own.get();
		count.setOpaque(count.getPlain() + 1);
	}

	/**
	 * Return how many calls there were, as far as this thread can tell.
	 */
	long sum() {
		long sum = 0;
		for (AtomicLong count : this.counts) {
			sum += count.getOpaque();
		}
		return sum;
	}

	/**
	 * Begin to count. No receiver may run.
	 */
	void reset() {
		this.counts.forEach((count) -> count.set(0));
	}

}
