package io.github.signals.dispatch;

import io.github.signals.Signal;

/**
 * The calls that a commit would lead to, recorded for nobody, and made at once.
 *
 * @since 0.1.0
 */
public interface CallRehearsal extends CallRecording {

	/**
	 * Make a call with that around it which its record would have around it.
	 * @param signal what is heard
	 * @param call makes the call
	 */
	void call(Signal<?> signal, Runnable call);

}
