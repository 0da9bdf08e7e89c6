package io.github.signals;

/**
 * Handles exceptions that receivers throw. A bean of this type handles the failures of
 * all deliveries after the end of the transaction, in place of the default, which logs
 * them at error level. If there are several such beans, the primary one is used; if none
 * is primary, the failures are logged. A class named by {@link Receiver#onError()}
 * handles the failures of its receiver, whatever the delivery.
 * <p>
 * For a {@link Delivery#DURABLE} call, the bean is called when the call is parked, see
 * {@link ReceiverFailure#parked()}: it is the single place for calls that have finally
 * failed. A {@link ParkedReceiver} hears of them even after a crash. A class named by
 * {@code onError} is also called for each failed attempt before that, and does not end
 * the call. Both are called after the failure has been stored, outside the transaction,
 * and exceptions that they throw are logged.
 * <p>
 * Called once for each failure, including an {@link Error}. An {@link OutOfMemoryError}
 * or {@link InternalError} is rethrown after the handler has returned.
 * <p>
 * Called on the thread of the receiver. After the end of a transaction, an exception of
 * the handler itself is logged and not propagated; before the end, it reaches the caller.
 * Implementations must be thread-safe.
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
