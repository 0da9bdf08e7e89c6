package io.github.signals.dispatch;

import java.util.Collection;
import java.util.Comparator;

/**
 * Finds the name that was probably meant.
 *
 * @since 0.1.0
 */
public final class Distance {

	private Distance() {
	}

	/**
	 * Suggest a name.
	 * @param name the name that nobody knows
	 * @param candidates the names that are known
	 * @return a question, or nothing if no name is known
	 */
	public static String suggest(String name, Collection<String> candidates) {
		return candidates.stream()
			.min(Comparator.comparingInt((String candidate) -> between(name, candidate))
				.thenComparing((candidate) -> candidate))
			.map((nearest) -> "Did you mean " + nearest + "?")
			.orElse("");
	}

	private static int between(String one, String other) {
		int[] previous = new int[other.length() + 1];
		for (int j = 0; j <= other.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int[] current = new int[other.length() + 1];
			current[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int replaced = previous[j - 1] + ((one.charAt(i - 1) != other.charAt(j - 1)) ? 1 : 0);
				current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[other.length()];
	}

}
