package io.github.signals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The calls of {@link Delivery#DURABLE} receivers that are not finished yet: those that
 * wait for their turn or for their next attempt, and those that are parked because they
 * have failed too often. Every node sees the same calls, because they are read from the
 * databases.
 * <p>
 * Thread-safe. A parked call stays until it is replayed or discarded, and it holds back
 * later calls of its receiver for the same entity.
 *
 * @since 0.1.0
 * @see Signals#durable()
 */
public interface DurableCalls {

	/**
	 * Return how many calls wait for their turn or for their next attempt.
	 * @return the number of calls, without parked calls
	 */
	long waiting();

	/**
	 * Return when the oldest waiting call was recorded.
	 * @return the time, or {@code null} if no call is waiting
	 */
	@Nullable Instant oldestWaiting();

	/**
	 * Return how many calls are parked.
	 * @return the number
	 */
	long parked();

	/**
	 * Return all numbers at once, with one query for each database. This method may be
	 * called often: if a database or a connection to it does not respond within two
	 * seconds, it fails, and the query is completed in the background. An answer that has
	 * taken long is kept for some seconds.
	 * @return the numbers
	 * @throws IllegalStateException if the database does not respond in time
	 */
	default Counts counts() {
		return new Counts(waiting(), parked(), oldestWaiting());
	}

	/**
	 * Return the numbers of each receiver and partition, with two queries for each
	 * database. A receiver's calls are divided into partitions, each of which one node at
	 * a time works on; calls for the same entity are in the same partition. This method
	 * may be called often: if a database or a connection to it does not respond within
	 * two seconds, it fails, and the queries are completed in the background. An answer
	 * that has taken long is kept for some seconds.
	 * @return the numbers of the partitions that have calls or are worked on
	 * @throws IllegalStateException if the database does not respond in time
	 */
	default List<PartitionCounts> partitions() {
		return List.of();
	}

	/**
	 * Return parked calls, in the order in which they were recorded.
	 * @param offset how many to skip
	 * @param limit the maximum number to return
	 * @return the calls
	 */
	List<ParkedCall> parked(int offset, int limit);

	/**
	 * Return parked calls that meet a query, in the order in which they were recorded.
	 * @param query which calls
	 * @param offset how many to skip
	 * @param limit the maximum number to return
	 * @return the calls
	 * @throws IllegalArgumentException if the query names an entity class that does not
	 * exist, or an identifier that it cannot have
	 */
	List<ParkedCall> parked(CallQuery query, int offset, int limit);

	/**
	 * Return calls that wait for their turn or for their next attempt, or that are
	 * running now, in the order in which they were recorded. Only a query for one
	 * receiver is answered with the help of an index; others may read the whole table.
	 * @param query which calls
	 * @param offset how many to skip
	 * @param limit the maximum number to return
	 * @return the calls
	 * @throws IllegalArgumentException if the query names an entity class that does not
	 * exist, or an identifier that it cannot have
	 */
	List<WaitingCall> waiting(CallQuery query, int offset, int limit);

	/**
	 * Try a parked call again, immediately and with all its attempts.
	 * @param id the identifier of the call
	 * @return whether it was parked
	 */
	boolean replay(UUID id);

	/**
	 * Try all parked calls of a receiver again, immediately and with all their attempts.
	 * @param uid the uid of the receiver
	 * @return how many calls are tried again
	 */
	int replayAll(String uid);

	/**
	 * Try all parked calls that meet a query again, immediately and with all their
	 * attempts.
	 * @param query which calls
	 * @return how many calls are tried again
	 * @throws IllegalArgumentException if the query names an entity class that does not
	 * exist, or an identifier that it cannot have
	 */
	int replay(CallQuery query);

	/**
	 * Delete a parked call, so that it is never made.
	 * @param id the identifier of the call
	 * @return whether it was parked
	 */
	boolean discard(UUID id);

	/**
	 * Delete all parked calls of a receiver, so that they are never made.
	 * @param uid the uid of the receiver
	 * @return how many calls were deleted
	 */
	int discardAll(String uid);

	/**
	 * Delete all parked calls that meet a query, so that they are never made. Calls that
	 * wait or are running are not deleted.
	 * @param query which calls
	 * @return how many calls were deleted
	 * @throws IllegalArgumentException if the query names an entity class that does not
	 * exist, or an identifier that it cannot have
	 */
	int discard(CallQuery query);

	/**
	 * Return the back-fills, to begin, watch or stop them.
	 * @return the back-fills
	 * @see Signals#backfill(String)
	 */
	default Backfills backfills() {
		throw new UnsupportedOperationException("These durable calls have no back-fills");
	}

	/**
	 * How many calls there are.
	 *
	 * @param waiting how many wait for their turn or for their next attempt
	 * @param parked how many must be replayed or discarded
	 * @param oldestWaiting when the oldest waiting call was recorded, or {@code null} if
	 * no call is waiting
	 */
	record Counts(long waiting, long parked, @Nullable Instant oldestWaiting) {

	}

	/**
	 * How many calls a partition of a receiver has.
	 *
	 * @param uid the uid of the receiver
	 * @param partition the number of the partition
	 * @param waiting how many wait for their turn or for their next attempt
	 * @param retrying how many of these have failed before
	 * @param parked how many must be replayed or discarded
	 * @param oldestWaiting when the oldest waiting call was recorded, or {@code null} if
	 * no call is waiting
	 * @param node the name of the node that works on the partition now, or {@code null}
	 */
	record PartitionCounts(String uid, int partition, long waiting, long retrying, long parked,
			@Nullable Instant oldestWaiting, @Nullable String node) {

	}

}
