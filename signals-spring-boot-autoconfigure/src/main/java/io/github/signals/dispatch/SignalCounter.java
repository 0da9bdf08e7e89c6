package io.github.signals.dispatch;

/**
 * Counts what becomes of the signals of one class for one sender. It is called for each
 * signal, on any thread. While a scope mutes everything, nothing is counted.
 *
 * @since 0.1.0
 */
public interface SignalCounter {

	/**
	 * A signal was created for receivers that run at once.
	 */
	void dispatched();

	/**
	 * A signal was kept for receivers that run at the end of the transaction.
	 */
	void deferred();

	/**
	 * A mute scope keeps a signal from a receiver.
	 */
	void muted();

	/**
	 * A signal is kept from a receiver that is already running for the instance.
	 */
	void reentered();

}
