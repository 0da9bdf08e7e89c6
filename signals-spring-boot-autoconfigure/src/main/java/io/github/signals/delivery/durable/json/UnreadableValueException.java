package io.github.signals.delivery.durable.json;

import java.io.Serial;

/**
 * A value of a record that is not what the application expects there. Says what was
 * found, and never the value.
 *
 * @since 0.1.0
 */
public final class UnreadableValueException extends RuntimeException implements WithoutData {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what was found, without any value
	 */
	public UnreadableValueException(String message) {
		super(message);
	}

	/**
	 * Say where it was found.
	 * @param name what the value is
	 * @param sender the entity class
	 * @return the exception that says so
	 */
	public UnreadableValueException of(String name, Class<?> sender) {
		return new UnreadableValueException(name + " of " + sender.getName() + " cannot be read: " + getMessage());
	}

}
