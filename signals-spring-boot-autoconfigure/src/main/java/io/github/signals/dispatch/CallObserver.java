package io.github.signals.dispatch;

import io.github.signals.DataSignal;

/**
 * Watches how the receivers that run at once change the instance.
 *
 * @since 0.1.0
 */
public interface CallObserver {

	/**
	 * The receivers are about to be called.
	 * @param signal the signal
	 */
	void beforeCalls(DataSignal<?> signal);

	/**
	 * A receiver has returned.
	 * @param receiver the receiver
	 * @param signal the signal that it was called with
	 */
	void called(RegisteredReceiver receiver, DataSignal<?> signal);

}
