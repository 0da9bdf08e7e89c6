package io.github.signals.delivery;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Makes every call, whatever others throw. What the error handler of a receiver throws is
 * logged; what ends the virtual machine is thrown when all were called.
 */
final class IsolatedCalls implements CallDecoration {

	private static final Logger logger = LoggerFactory.getLogger(IsolatedCalls.class);

	private final CallDecoration inner;

	private @Nullable Error error;

	IsolatedCalls(CallDecoration inner) {
		this.inner = inner;
	}

	@Override
	public void run(RegisteredReceiver receiver, Runnable call) {
		try {
			this.inner.run(receiver, call);
		}
		catch (RuntimeException | Error ex) {
			if (ex instanceof Error fatal && Failures.isFatal(ex)) {
				// It was handled, and the others are called first.
				this.error = (this.error != null) ? this.error : fatal;
				return;
			}
			logger.error("The error handler of receiver '{}' threw an exception", receiver.uid(), ex);
		}
	}

	/**
	 * Rethrow the first fatal error.
	 */
	void throwError() {
		if (this.error != null) {
			throw this.error;
		}
	}

}
