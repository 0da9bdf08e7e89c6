package io.github.signals.dispatch;

/**
 * Decorates the calls of receivers when they are connected: a delivery around the whole
 * call with its error handling, who watches around the receiver itself.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallDecorator {

	/** Leaves every call as it is. */
	CallDecorator NONE = (receiver, call) -> call;

	/**
	 * Decorate the call of a receiver.
	 * @param receiver the receiver
	 * @param call the call: for a delivery, one that never throws if it is after the end
	 * of the transaction; for who watches, one that throws what the receiver throws
	 * @return the decorated call, or the same where there is nothing to add
	 */
	ReceiverCall decorate(RegisteredReceiver receiver, ReceiverCall call);

}
