package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverFailure;

/**
 * Handles the exceptions that receivers throw.
 *
 * @since 0.1.0
 */
public final class Failures {

	private Failures() {
	}

	/**
	 * Have a failure handled, after which a fatal one is thrown whatever the handler has
	 * done.
	 */
	static void handle(ReceiverErrorHandler handler, ReceiverFailure failure) {
		try {
			handler.handle(failure);
		}
		finally {
			throwIfFatal(failure.cause());
		}
	}

	/**
	 * Rethrow an exception that has been handled, if it is fatal.
	 * @param thrown the exception, if there is one
	 */
	public static void throwIfFatal(@Nullable Throwable thrown) {
		if (thrown instanceof Error error && isFatal(error)) {
			throw error;
		}
	}

	/**
	 * Fail the caller, who is told of the innermost receiver.
	 */
	static void rethrow(ReceiverFailure failure) {
		if (failure.cause() instanceof Error error) {
			if (of(error) == null) {
				error.addSuppressed(new ReceiverException(failure));
			}
			throw error;
		}
		if (failure.cause() instanceof ReceiverException nested) {
			throw nested;
		}
		throw new ReceiverException(failure);
	}

	/**
	 * Return the receiver failure that has reached a caller.
	 * @param thrown the exception
	 * @return the failure, or {@code null} if it is not that of a receiver
	 */
	public static @Nullable ReceiverFailure of(Throwable thrown) {
		if (thrown instanceof ReceiverException failed) {
			return failed.failure();
		}
		for (Throwable suppressed : thrown.getSuppressed()) {
			if (suppressed instanceof ReceiverException named) {
				return named.failure();
			}
		}
		return null;
	}

	/**
	 * Return whether a failure is one of the virtual machine, which is rethrown after it
	 * has been handled.
	 * @param thrown the exception
	 * @return whether the process may not be able to continue
	 */
	public static boolean isFatal(Throwable thrown) {
		return thrown instanceof OutOfMemoryError || thrown instanceof InternalError;
	}

}
