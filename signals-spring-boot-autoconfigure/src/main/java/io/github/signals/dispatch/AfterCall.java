package io.github.signals.dispatch;

import io.github.signals.EntitySignal;

/**
 * Follows the call of a receiver.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AfterCall {

	/**
	 * A receiver has returned.
	 * @param receiver the receiver
	 * @param signal the signal that it was called with
	 */
	void called(RegisteredReceiver receiver, EntitySignal<?> signal);

}
