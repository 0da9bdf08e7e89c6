package io.github.signals.delivery.durable;

/**
 * A setting names what is not there.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class WrongSettingException extends IllegalStateException {

	/** What is wrong. */
	private final String description;

	/** What to do about it; empty if nobody knows more. */
	private final String action;

	WrongSettingException(String description, String action) {
		super((description + " " + action.trim()).trim());
		this.description = description;
		this.action = action.trim();
	}

	/**
	 * Return what is wrong.
	 * @return the sentence
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return what to do about it.
	 * @return the sentence, empty if nobody knows more
	 */
	public String action() {
		return this.action;
	}

}
