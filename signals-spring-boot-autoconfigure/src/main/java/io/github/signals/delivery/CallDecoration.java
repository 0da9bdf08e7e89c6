package io.github.signals.delivery;

import io.github.signals.dispatch.RegisteredReceiver;

/**
 * What a phase puts around each call of a receiver.
 */
@FunctionalInterface
interface CallDecoration {

	/**
	 * Make a call.
	 * @param receiver who is called
	 * @param call makes the call
	 */
	void run(RegisteredReceiver receiver, Runnable call);

}
