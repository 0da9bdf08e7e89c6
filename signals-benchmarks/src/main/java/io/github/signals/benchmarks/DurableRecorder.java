package io.github.signals.benchmarks;

import java.util.List;

/**
 * Records calls where it takes more than an annotation, and makes them.
 */
interface DurableRecorder {

	/**
	 * Record calls in the current transaction.
	 */
	void record(List<Long> items);

	/**
	 * Make the calls that are committed, or leave them to {@link #deliver}.
	 */
	default void committed(List<Long> items) {
	}

	/**
	 * Make calls, or only record them.
	 */
	default void deliver(boolean active) {
	}

}
