package io.github.signals.delivery;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.CallRecording;

/**
 * Has durable calls made on the thread of their commit, in tests that ask for it.
 */
final class InlineCalls {

	private InlineCalls() {
	}

	/**
	 * Make the calls of a transaction that has been committed, outside of it.
	 * @param recording its calls, or {@code null} if it has none
	 * @param suspend keeps receivers out of the transaction
	 */
	static void make(@Nullable CallRecording recording, Supplier<Suspension> suspend) {
		Runnable calls = (recording != null) ? recording.inlineCalls() : null;
		if (calls != null) {
			try (Suspension suspension = suspend.get()) {
				suspension.beforeCall();
				calls.run();
			}
		}
	}

}
