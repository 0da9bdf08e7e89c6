package io.github.signals.delivery.durable;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a data source cannot hold the records of durable calls.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class UnusableTablesException extends IllegalStateException {

	/** What is wrong. */
	private final String description;

	/** What to do about it. */
	private final String action;

	UnusableTablesException(String description, String action, @Nullable Throwable cause) {
		super(description + " " + action, cause);
		this.description = description;
		this.action = action;
	}

	/**
	 * Return the description of the failure.
	 * @return the sentences
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return the remedy.
	 * @return the sentences
	 */
	public String action() {
		return this.action;
	}

}
