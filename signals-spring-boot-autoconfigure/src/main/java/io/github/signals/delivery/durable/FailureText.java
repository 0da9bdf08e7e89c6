package io.github.signals.delivery.durable;

/**
 * What is told and stored of a failure. It comes from outside, and may be anything.
 */
final class FailureText {

	/** The size of the column. */
	private static final int MAX = 1000;

	private FailureText() {
	}

	/**
	 * Return the type and the message of a failure, without what is not text.
	 */
	static String of(Throwable failure) {
		String text = text(failure);
		StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX));
		text.codePoints().map(FailureText::clean).forEach((character) -> append(clean, Character.toString(character)));
		return clean.toString();
	}

	private static String text(Throwable failure) {
		try {
			String text = failure.toString();
			if (text != null) {
				return text;
			}
		}
		catch (RuntimeException | Error ex) {
			return failure.getClass().getName();
		}
		return failure.getClass().getName();
	}

	/**
	 * Replace what is no character, or one that tables do not take.
	 */
	private static int clean(int character) {
		boolean control = Character.isISOControl(character) && !Character.isWhitespace(character);
		return (control || Character.getType(character) == Character.SURROGATE) ? '?' : character;
	}

	/**
	 * Return a text as every encoding of a database can store it.
	 */
	static String ascii(String text) {
		StringBuilder ascii = new StringBuilder(text.length());
		text.chars().forEach((unit) -> append(ascii, (unit < 128) ? Character.toString(unit) : escape(unit)));
		return ascii.toString();
	}

	private static String escape(int unit) {
		return String.format("\\u%04x", unit);
	}

	private static void append(StringBuilder text, String next) {
		if (text.length() + next.length() <= MAX) {
			text.append(next);
		}
	}

}
