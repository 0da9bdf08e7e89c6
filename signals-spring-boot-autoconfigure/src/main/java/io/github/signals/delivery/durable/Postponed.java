package io.github.signals.delivery.durable;

import java.time.Duration;

/**
 * How long after they were recorded the calls of a receiver are due.
 *
 * @param delay after each of them
 * @param debounce after the last one of an entity, with which the others are merged
 * @since 0.1.0
 */
public record Postponed(Duration delay, Duration debounce) {

	/** At once. */
	public static final Postponed NONE = new Postponed(Duration.ZERO, Duration.ZERO);

	/** Many calls may wait, and looking for one that is due costs a look at each. */
	private static final long LONGEST_PAUSE = 1000;

	Duration time() {
		return isMerging() ? this.debounce : this.delay;
	}

	boolean isMerging() {
		return !this.debounce.isZero();
	}

	/**
	 * Return how many milliseconds pass at least until a partition is looked at again in
	 * which nothing is due.
	 */
	long pause() {
		return Math.min(LONGEST_PAUSE, time().toMillis());
	}

}
