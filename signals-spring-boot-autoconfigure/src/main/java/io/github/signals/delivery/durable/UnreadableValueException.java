package io.github.signals.delivery.durable;

import java.io.Serial;

/**
 * A value of a record that is not what the application expects there. Says what was
 * found, and never the value.
 */
final class UnreadableValueException extends ImpossibleCallException {

	@Serial
	private static final long serialVersionUID = 1L;

	UnreadableValueException(String message) {
		super(message, null);
	}

	/**
	 * Say where it was found.
	 * @param name what the value is
	 * @param sender the entity class
	 */
	UnreadableValueException of(String name, Class<?> sender) {
		return new UnreadableValueException(name + " of " + sender.getName() + " cannot be read: " + getMessage());
	}

}
