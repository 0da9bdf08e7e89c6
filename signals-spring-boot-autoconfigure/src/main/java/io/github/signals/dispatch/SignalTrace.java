package io.github.signals.dispatch;

import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.signals.DataSignal;
import io.github.signals.Signal;

/**
 * Notes what becomes of signals, for somebody who wants to look at it. Where nobody does,
 * there is none, and nothing is asked. It is called on the thread on which something
 * happens, and neither throws nor waits.
 *
 * @since 0.1.0
 * @see ReceiverRegistry#traceBy
 */
public interface SignalTrace {

	/**
	 * Begin to note a transaction.
	 * @param name what the application calls it, or {@code null}
	 * @return who notes what becomes of it
	 */
	TransactionTrace begin(@Nullable String name);

	/**
	 * A receiver of a signal does not hear it.
	 * @param receiver the receiver
	 * @param signal the signal
	 * @param context who and what led to it
	 * @param reason why not
	 */
	void leftOut(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context, LeftOut reason);

	/**
	 * A signal is kept for the end of its transaction, or of none.
	 * @param signal the signal
	 * @param context who and what led to it
	 * @param receivers who hears such signals at the end of a transaction
	 * @param admitted which of them may hear what becomes of it
	 * @param transaction the transaction, or {@code null}
	 */
	void kept(Signal<?> signal, DispatchContext context, List<RegisteredReceiver> receivers,
			Predicate<RegisteredReceiver> admitted, @Nullable TransactionTrace transaction);

	/**
	 * Receivers are going to hear the net change of several signals, and not each of
	 * them.
	 * @param signals the signals of one entity
	 * @param net their net change, or {@code null} if nothing has changed
	 * @param hearing which receivers
	 */
	void summedUp(List<DataSignal<?>> signals, @Nullable DataSignal<?> net, Predicate<RegisteredReceiver> hearing);

	/**
	 * Receivers are never going to hear a signal that is kept for them.
	 * @param signal the signal
	 * @param context who and what led to it
	 * @param missing which receivers
	 */
	void dropped(Signal<?> signal, DispatchContext context, Predicate<RegisteredReceiver> missing);

	/**
	 * Return who notes the calls that are recorded.
	 * @return the trace of durable calls
	 */
	RecordedCallTrace recordedCalls();

}
