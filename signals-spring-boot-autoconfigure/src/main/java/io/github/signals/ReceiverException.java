package io.github.signals;

import java.io.Serial;

/**
 * Tells the caller of a save or delete that a receiver in its transaction has failed. The
 * message names the receiver, the signal and the sender; the cause is what the receiver
 * threw. As a runtime exception it rolls transactions back, also where the receiver threw
 * a checked one. An {@link Error} reaches the caller as it is, with this exception, which
 * then has no cause, among those that it suppresses.
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
		// Other messages may have values of the instance in them.
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
