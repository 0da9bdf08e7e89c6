package io.github.signals;

/**
 * A receiver that is connected at run time.
 *
 * @param <S> the signal type
 * @since 0.1.0
 * @see Signals#connect(ReceiverSpec, SignalReceiver)
 */
@FunctionalInterface
public interface SignalReceiver<S extends Signal<?>> {

	/**
	 * Receive a signal.
	 * @param signal the signal
	 * @throws Exception if the receiver fails, which is handled as {@link Delivery}
	 * describes
	 */
	void receive(S signal) throws Exception;

}
