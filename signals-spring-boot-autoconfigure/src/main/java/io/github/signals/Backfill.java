package io.github.signals;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far a back-fill is: the work of calling a {@link Delivery#DURABLE} receiver for
 * each row that was already there.
 *
 * @param uid the uid of the receiver
 * @param state whether it runs
 * @param rows how many rows it has read
 * @param total about how many rows there are, counted when it began; {@code null} before
 * that
 * @param calls how many calls it has recorded: fewer than rows if the receiver has a
 * condition
 * @param rowsPerSecond how many rows it has read per second on average, pauses included
 * @param startedAt when it was asked for
 * @param endedAt when it was done or stopped, or {@code null} while it runs
 * @since 0.1.0
 * @see Signals#backfill(String)
 */
public record Backfill(String uid, State state, long rows, @Nullable Long total, long calls, double rowsPerSecond,
		Instant startedAt, @Nullable Instant endedAt) {

	/**
	 * Whether a back-fill runs.
	 */
	public enum State {

		/** It has rows left to read, whichever node reads them. */
		RUNNING,

		/**
		 * It has read all rows. The last calls, at most
		 * {@code signals.durable.backfill.max-waiting}, may still be waiting.
		 */
		DONE,

		/** Somebody has stopped it. */
		STOPPED

	}

}
