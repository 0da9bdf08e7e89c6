package io.github.signals.delivery.durable;

import java.util.Objects;

import io.github.signals.delivery.durable.json.RecordedText;
import io.github.signals.delivery.durable.json.WithoutData;

/**
 * What is told and stored of a failure. It comes from outside, and may be anything: the
 * values of the entity too, so that its messages are left out unless somebody wants them.
 */
final class FailureText {

	/** The size of the column. */
	private static final int MAX = 1000;

	private final boolean messages;

	/**
	 * Create an instance.
	 * @param messages whether what exceptions say is told, too
	 */
	FailureText(boolean messages) {
		this.messages = messages;
	}

	/**
	 * Return the type of a failure, or its message too, without what is not text.
	 */
	String of(Throwable failure) {
		boolean own = failure instanceof WithoutData || failure instanceof LateReceiverException;
		String text = (this.messages || own) ? text(failure) : types(failure);
		StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX));
		text.codePoints().map(RecordedText::clean).forEach((character) -> append(clean, Character.toString(character)));
		return clean.toString();
	}

	/**
	 * Return what is logged to show where a failure comes from.
	 */
	Throwable trace(Throwable failure) {
		return this.messages ? failure : SilentFailure.of(failure, Causes.DEPTH);
	}

	/**
	 * Return the type of a failure, and that of what has caused it in the end.
	 */
	private static String types(Throwable failure) {
		Throwable root = failure;
		for (int i = 0; i < Causes.DEPTH && Causes.of(root) != null; i++) {
			root = Objects.requireNonNull(Causes.of(root));
		}
		String type = failure.getClass().getName();
		return (root != failure) ? type + ", caused by " + origin(root) : type;
	}

	private static String origin(Throwable root) {
		return (root instanceof WithoutData) ? text(root) : root.getClass().getName();
	}

	/**
	 * Return what a failure says of itself, always with its type at the beginning.
	 */
	private static String text(Throwable failure) {
		String type = failure.getClass().getName();
		try {
			String text = failure.toString();
			return (text == null) ? type : text.startsWith(type) ? text : type + ": " + text;
		}
		catch (RuntimeException | Error ex) {
			return type;
		}
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
