package io.github.signals;

import java.util.List;

/**
 * A receiver that is connected at run time and hears all signals of a transaction in one
 * call.
 *
 * @param <S> the signal type
 * @since 0.1.0
 * @see Signals#connectBatch(ReceiverSpec, SignalBatchReceiver)
 */
@FunctionalInterface
public interface SignalBatchReceiver<S extends Signal<?>> {

	/**
	 * Receive signals.
	 * @param signals the signals, never empty
	 * @throws Exception if the receiver fails, which is handled as {@link Delivery}
	 * describes
	 */
	void receive(List<S> signals) throws Exception;

}
