package io.github.signals.dispatch;

/**
 * Decorates the calls of receivers when they are connected: a delivery decorates the
 * whole call with its error handling, and an observer decorates the receiver itself.
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
	 * @param call the call: for a delivery, one that never throws after the end of the
	 * transaction; for an observer, one that throws what the receiver throws
	 * @return the decorated call, or the same call if there is nothing to add
	 */
	ReceiverCall decorate(RegisteredReceiver receiver, ReceiverCall call);

}
