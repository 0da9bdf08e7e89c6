package io.github.signals;

import java.io.Serial;

/**
 * Thrown when receivers have triggered one another more often than
 * {@code signals.recursion.max-depth} allows. The message contains the chain of their
 * uids.
 *
 * @since 0.1.0
 */
public class ReceiverRecursionException extends IllegalStateException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message the limit and the chain
	 */
	public ReceiverRecursionException(String message) {
		super(message);
	}

}
