package io.github.signals.dispatch;

import io.github.signals.Signal;

/**
 * The calls that a commit would lead to, made at once without storing their records.
 *
 * @since 0.1.0
 */
public interface CallRehearsal extends CallRecording {

	/**
	 * Make a call in the context that its record would have provided.
	 * @param signal the signal
	 * @param call makes the call
	 */
	void call(Signal<?> signal, Runnable call);

}
