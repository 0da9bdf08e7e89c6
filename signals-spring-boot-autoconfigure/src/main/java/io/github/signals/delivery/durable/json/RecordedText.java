package io.github.signals.delivery.durable.json;

import org.jspecify.annotations.Nullable;

/**
 * What comes from outside, as text that every log and every table takes.
 *
 * @since 0.1.0
 */
public final class RecordedText {

	private static final int LONGEST_NAME = 200;

	private RecordedText() {
	}

	/**
	 * Return what a record calls something as a word of a message: it may be anything.
	 * @param recorded the name
	 * @return the word
	 */
	public static String name(@Nullable String recorded) {
		StringBuilder name = new StringBuilder();
		String.valueOf(recorded)
			.codePoints()
			.limit(LONGEST_NAME)
			.map((character) -> Character.isWhitespace(character) ? '?' : clean(character))
			.forEach(name::appendCodePoint);
		return name.toString();
	}

	/**
	 * Replace what is not a character, or is one that tables do not take.
	 * @param character the character
	 * @return the same, or a question mark
	 */
	public static int clean(int character) {
		boolean control = Character.isISOControl(character) && !Character.isWhitespace(character);
		return (control || Character.getType(character) == Character.SURROGATE) ? '?' : character;
	}

}
