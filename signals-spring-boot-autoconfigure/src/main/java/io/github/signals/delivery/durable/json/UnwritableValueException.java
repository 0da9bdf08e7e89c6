package io.github.signals.delivery.durable.json;

import java.io.Serial;

/**
 * A value has no place in a record. The message names its type, never the value.
 *
 * @since 0.1.0
 */
public class UnwritableValueException extends IllegalStateException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what has no place, without its value
	 */
	public UnwritableValueException(String message) {
		super(message);
	}

}
