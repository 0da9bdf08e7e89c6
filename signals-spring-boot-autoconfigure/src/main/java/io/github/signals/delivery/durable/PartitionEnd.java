package io.github.signals.delivery.durable;

import org.jspecify.annotations.Nullable;

/**
 * Why this node does not look after a partition any more.
 */
enum PartitionEnd {

	/** There is nothing to do now. */
	EMPTY(0, 0),

	/** Others wait for a turn. */
	TURN_OVER(1, 0),

	/** This node shuts down. */
	STOPPED(2, 0),

	/** This node has no thread; another one may have. */
	NO_THREAD(3, 500),

	/** Another node does it. */
	LOST(4, 500),

	/** The database is not there. */
	UNAVAILABLE(5, 1000),

	/** The receiver is switched off on this node; on another one it may run. */
	HELD(6, 5000);

	private final int rank;

	private final int delay;

	PartitionEnd(int rank, int delay) {
		this.rank = rank;
		this.delay = delay;
	}

	/**
	 * Return the reason that counts where there are two: what keeps this node from the
	 * partition for longer.
	 * @param before the reason that is known, or {@code null} for none
	 */
	PartitionEnd or(@Nullable PartitionEnd before) {
		return (before == null || this.rank > before.rank) ? this : before;
	}

	/**
	 * Return how many milliseconds later the partition may be looked after again.
	 */
	int delay() {
		return this.delay;
	}

}
