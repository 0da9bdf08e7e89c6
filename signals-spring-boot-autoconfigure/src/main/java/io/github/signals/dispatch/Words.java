package io.github.signals.dispatch;

import java.time.Duration;
import java.util.Locale;

/**
 * Formats numbers and times for people.
 *
 * @since 0.1.0
 */
public final class Words {

	private Words() {
	}

	/**
	 * Format a number of things.
	 * @param number how many
	 * @param noun the singular noun
	 * @return the number and the noun, with an s unless the number is one
	 */
	public static String count(long number, String noun) {
		return number + " " + noun + ((number != 1) ? "s" : "");
	}

	/**
	 * Format a duration.
	 * @param time the duration
	 * @return the duration in a fitting unit: milliseconds, seconds, minutes or hours
	 */
	public static String time(Duration time) {
		if (time.compareTo(Duration.ofSeconds(1)) < 0) {
			return time.toMillis() + " ms";
		}
		if (time.compareTo(Duration.ofMinutes(1)) < 0) {
			return decimal(time.toMillis() / 1000.0) + " s";
		}
		return (time.compareTo(Duration.ofHours(1)) < 0) ? decimal(time.toSeconds() / 60.0) + " min"
				: decimal(time.toSeconds() / 3600.0) + " h";
	}

	private static String decimal(double number) {
		String text = String.format(Locale.ROOT, "%.1f", number);
		return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

}
