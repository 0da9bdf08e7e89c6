package io.github.signals.dispatch;

import java.util.Collection;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * Finds the name that was probably meant.
 *
 * @since 0.1.0
 */
public final class Suggestion {

	private Suggestion() {
	}

	/**
	 * Return the nearest name, if it is near enough: no more than a third of its letters
	 * differ or are in another place.
	 * @param name the name that does not exist
	 * @param candidates the names that exist
	 * @return one of them, or {@code null} if none is near enough
	 */
	public static @Nullable String nearest(String name, Collection<String> candidates) {
		return candidates.stream()
			.filter((candidate) -> between(name, candidate) <= Math.max(name.length(), candidate.length()) / 3)
			.min(Comparator.comparingInt((String candidate) -> between(name, candidate))
				.thenComparing(Comparator.naturalOrder()))
			.orElse(null);
	}

	/**
	 * Ask whether the nearest name was meant.
	 * @param name the name that does not exist
	 * @param candidates the names that exist
	 * @return the question after a space, or an empty string if none is near enough
	 */
	public static String suggest(String name, Collection<String> candidates) {
		String nearest = nearest(name, candidates);
		return (nearest != null) ? " Did you mean " + nearest + "?" : "";
	}

	/**
	 * Ask whether the class was meant whose simple name is the nearest.
	 * @param name the name that no class has, with or without a package
	 * @param candidates the names that classes have, all with or all without a package
	 * @return the question after a space, or an empty string if none is near enough
	 */
	public static String suggestLast(String name, Collection<String> candidates) {
		String nearest = nearestLast(name, candidates);
		return (nearest != null) ? " Did you mean " + nearest + "?" : "";
	}

	/**
	 * Return the class or the path whose last part is the nearest.
	 * @param name the name that does not exist
	 * @param candidates the names that exist
	 * @return one of them, or {@code null} if none is near enough
	 */
	public static @Nullable String nearestLast(String name, Collection<String> candidates) {
		String nearest = nearest(last(name), candidates.stream().map(Suggestion::last).toList());
		return candidates.stream().filter((candidate) -> last(candidate).equals(nearest)).findFirst().orElse(null);
	}

	private static String last(String name) {
		return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
	}

	/**
	 * Return how many letters are replaced, missing, too many, or exchanged with the next
	 * one.
	 */
	private static int between(String one, String other) {
		int[][] distance = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				distance[i][j] = (i == 0 || j == 0) ? i + j : next(distance, one, i, other, j);
			}
		}
		return distance[one.length()][other.length()];
	}

	private static int next(int[][] distance, String one, int i, String other, int j) {
		int replaced = distance[i - 1][j - 1] + ((one.charAt(i - 1) != other.charAt(j - 1)) ? 1 : 0);
		int next = Math.min(replaced, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
		boolean exchanged = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
				&& one.charAt(i - 2) == other.charAt(j - 1);
		return exchanged ? Math.min(next, distance[i - 2][j - 2] + 1) : next;
	}

}
