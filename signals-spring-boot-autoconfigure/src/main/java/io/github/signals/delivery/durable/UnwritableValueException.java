package io.github.signals.delivery.durable;

import java.io.Serial;

/**
 * A value has no place in a record. The message names its type, never the value.
 */
class UnwritableValueException extends IllegalStateException {

	@Serial
	private static final long serialVersionUID = 1L;

	UnwritableValueException(String message) {
		super(message);
	}

}
