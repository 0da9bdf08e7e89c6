package io.github.signals;

/**
 * Handles what receivers throw. A bean of this type handles the failures of all
 * deliveries after the end of the transaction, in place of the default, which logs them
 * at error level; of several such beans the primary one does, and if none is primary the
 * failures are logged. A class named by {@link Receiver#onError()} handles those of its
 * receiver, whatever the delivery.
 * <p>
 * The bean hears of a {@link Delivery#DURABLE} call when the call is parked, as
 * {@link ReceiverFailure#parked()} says: it is the one place for what has finally failed.
 * A class named by {@code onError} hears of each failed attempt before that, and does not
 * end the call. Both are called after the failure was stored, outside of the transaction,
 * and what they throw is logged.
 * <p>
 * Called once for each failure, also for an {@link Error}. An {@link OutOfMemoryError} or
 * {@link InternalError} is thrown on after the handler has returned.
 * <p>
 * Called on the thread of the receiver. After the end of a transaction, what the handler
 * itself throws is logged and goes no further; before it, what the handler throws reaches
 * the caller. Must be thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReceiverErrorHandler {

	/**
	 * Handle the failure of a receiver.
	 * @param failure what failed, and why
	 */
	void handle(ReceiverFailure failure);

}
