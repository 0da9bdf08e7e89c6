package io.github.signals;

/**
 * Handles what receivers throw. A bean of this type handles the failures of all
 * deliveries after the end of the transaction, in place of the default, which logs them
 * at error level; of several such beans the primary one does, and if none is primary the
 * failures are logged. A class named by {@link Receiver#onError()} handles those of its
 * receiver, whatever the delivery.
 * <p>
 * Of a {@link Delivery#DURABLE} receiver the bean hears when a call is parked, which
 * {@link ReceiverFailure#parked()} says: the one place for what has finally failed. A
 * class named by {@code onError} hears of each attempt before that, and ends none; both
 * are called when the failure is stored, outside of the transaction, and what they throw
 * is logged.
 * <p>
 * Called once for each failure, an {@link Error} among them; {@link OutOfMemoryError} and
 * {@link InternalError} are thrown all the same when it has returned.
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
