package io.github.signals.delivery.durable;

/**
 * Thrown when a setting names something that does not exist.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class WrongSettingException extends IllegalStateException {

	/** What is wrong. */
	private final String description;

	/** What to do about it; empty if there is nothing to suggest. */
	private final String action;

	WrongSettingException(String description, String action) {
		super((description + " " + action.trim()).trim());
		this.description = description;
		this.action = action.trim();
	}

	/**
	 * Return the description of the failure.
	 * @return the sentence
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return the remedy.
	 * @return the sentence, empty if there is nothing to suggest
	 */
	public String action() {
		return this.action;
	}

}
