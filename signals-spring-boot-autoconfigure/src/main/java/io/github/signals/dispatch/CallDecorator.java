package io.github.signals.dispatch;

/**
 * Decorates the calls of receivers when they are connected, by their delivery.
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
	 * @param call the call, which never throws if the delivery is after the end of the
	 * transaction
	 * @return the decorated call
	 */
	ReceiverCall decorate(RegisteredReceiver receiver, ReceiverCall call);

}
