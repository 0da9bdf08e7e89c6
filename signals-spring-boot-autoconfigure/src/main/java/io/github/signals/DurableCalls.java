package io.github.signals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The calls of {@link Delivery#DURABLE} receivers that are not done yet: those that wait
 * for their turn or for their next attempt, and those that are parked because they have
 * failed too often. They are the same on every node, as they are read from the databases.
 * <p>
 * Thread-safe. A parked call stays until somebody replays or discards it, and holds back
 * the later calls of its receiver for the same entity.
 *
 * @since 0.1.0
 * @see Signals#durable()
 */
public interface DurableCalls {

	/**
	 * Return how many calls wait for their turn or for their next attempt.
	 * @return the number, without those that are parked
	 */
	long waiting();

	/**
	 * Return since when the oldest call has been waiting.
	 * @return when it was recorded, or {@code null} if none waits
	 */
	@Nullable Instant oldestWaiting();

	/**
	 * Return how many calls are parked.
	 * @return the number
	 */
	long parked();

	/**
	 * Return all numbers at once, with one query of each database. It may be called
	 * often: if a database, or a connection to it, does not answer within two seconds,
	 * this fails, and the query is finished in the background.
	 * @return the numbers
	 * @throws IllegalStateException if the database does not answer in time
	 */
	default Counts counts() {
		return new Counts(waiting(), parked(), oldestWaiting());
	}

	/**
	 * Return parked calls, in the order in which they were recorded.
	 * @param offset how many to leave out
	 * @param limit how many to return at most
	 * @return the calls
	 */
	List<ParkedCall> parked(int offset, int limit);

	/**
	 * Try a parked call again, at once, with all its attempts.
	 * @param id the identifier of the call
	 * @return whether it was parked
	 */
	boolean replay(UUID id);

	/**
	 * Try all parked calls of a receiver again, at once, with all their attempts.
	 * @param uid the uid of the receiver
	 * @return how many there are
	 */
	int replayAll(String uid);

	/**
	 * Forget a parked call. It is never made.
	 * @param id the identifier of the call
	 * @return whether it was parked
	 */
	boolean discard(UUID id);

	/**
	 * Forget all parked calls of a receiver. They are never made.
	 * @param uid the uid of the receiver
	 * @return how many there were
	 */
	int discardAll(String uid);

	/**
	 * How many calls there are.
	 *
	 * @param waiting how many wait for their turn or for their next attempt
	 * @param parked how many wait for somebody to decide
	 * @param oldestWaiting when the oldest of the waiting calls was recorded, or
	 * {@code null} if none waits
	 */
	record Counts(long waiting, long parked, @Nullable Instant oldestWaiting) {

	}

}
