package io.github.signals.dispatch;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;

/**
 * The calls that one transaction leads to.
 *
 * @since 0.1.0
 */
public interface CallRecording {

	/**
	 * Record a call.
	 * @param receiver the durable receiver to call
	 * @param signal the signal to hear
	 * @param context who and what led to the signal
	 * @param last the attributes that were stored of an entity that was deleted, by name
	 * @param undecided whether the condition has failed and must be evaluated again
	 */
	void record(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context,
			Map<String, ? extends @Nullable Object> last, boolean undecided);

	/**
	 * Write the records that have not been written yet.
	 */
	void write();

	/**
	 * The transaction has been committed: make sure that the calls are made.
	 */
	void committed();

	/**
	 * Return what makes the calls on this thread, outside of the transaction that has
	 * ended.
	 * @return the work, or {@code null} if others make them
	 */
	default @Nullable Runnable inlineCalls() {
		return null;
	}

}
