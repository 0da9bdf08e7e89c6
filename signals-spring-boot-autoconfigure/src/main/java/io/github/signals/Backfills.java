package io.github.signals;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The back-fills of {@link Delivery#DURABLE} receivers. Every node sees the same ones,
 * because they are read from the databases, and any node on which the receiver is on goes
 * on with them.
 * <p>
 * Thread-safe. No method takes part in the transaction of the caller.
 *
 * @since 0.1.0
 * @see DurableCalls#backfills()
 */
public interface Backfills {

	/**
	 * Begin to call a receiver for each row that is already there, or join the back-fill
	 * of this receiver that is running. The calls are those of created rows, in the order
	 * of the identifiers and beside the other calls of the receiver. A back-fill that was
	 * done or stopped begins anew.
	 * @param uid the uid of the receiver
	 * @return how far it is
	 * @throws IllegalArgumentException if there is no such receiver, if it is not
	 * durable, if it does not hear of created rows, or if the rows of an entity that it
	 * hears cannot be read in the order of their identifiers
	 * @throws IllegalStateException if this node does not make the calls of the receiver
	 */
	Backfill start(String uid);

	/**
	 * Stop a back-fill. When this method returns, it records no more calls. Those that it
	 * has recorded are made.
	 * @param uid the uid of the receiver
	 * @return whether it was running
	 */
	boolean stop(String uid);

	/**
	 * Return how far the last back-fill of a receiver is.
	 * @param uid the uid of the receiver
	 * @return the back-fill, which may have ended; {@code null} if there was none
	 */
	@Nullable Backfill find(String uid);

	/**
	 * Return how far the last back-fill of each receiver is. This method may be called
	 * often: if a database or a connection to it does not respond within two seconds, it
	 * fails. An answer that has taken long is kept for some seconds.
	 * @return the back-fills by the uids of their receivers, also those that have ended
	 * @throws IllegalStateException if the database does not respond in time
	 */
	List<Backfill> all();

}
