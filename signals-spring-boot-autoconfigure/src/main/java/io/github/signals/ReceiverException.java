package io.github.signals;

import java.io.Serial;

/**
 * Thrown to the caller of a save or delete when a receiver in its transaction has failed.
 * The message names the receiver, the signal and the sender; the cause is the exception
 * that the receiver threw. As a runtime exception, it rolls the transaction back even if
 * the receiver threw a checked exception. An {@link Error} reaches the caller unchanged;
 * this exception is then added to it as a suppressed exception without a cause.
 *
 * @since 0.1.0
 */
public class ReceiverException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient ReceiverFailure failure;

	/**
	 * Create the exception.
	 * @param failure what failed
	 */
	public ReceiverException(ReceiverFailure failure) {
		super(describe(failure), (failure.cause() instanceof Error) ? null : failure.cause());
		this.failure = failure;
	}

	private static String describe(ReceiverFailure failure) {
		// Other messages may contain values of the instance.
		boolean ours = failure.cause() instanceof ReceiverRecursionException
				|| failure.cause() instanceof ReceiverGoneException
				|| failure.cause() instanceof ReceiverConditionException;
		return ours ? failure.describe() + ": " + failure.cause().getMessage() : failure.describe();
	}

	/**
	 * Return what failed.
	 * @return the failure
	 */
	public ReceiverFailure failure() {
		return this.failure;
	}

}
