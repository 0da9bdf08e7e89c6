package io.github.signals;

import java.io.Serial;

/**
 * Thrown when the condition of a receiver could not be evaluated for a signal. The
 * message contains the expression and the reason, but no value of the entity.
 *
 * @since 0.1.0
 */
public class ReceiverConditionException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message the expression, the reason and the remedy
	 * @param cause the exception that the evaluation threw
	 */
	public ReceiverConditionException(String message, Throwable cause) {
		super(message, cause);
	}

}
