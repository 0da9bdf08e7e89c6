package io.github.signals;

/**
 * The names of attributes that belong to others.
 */
final class AttributePath {

	private AttributePath() {
	}

	/**
	 * Return whether a name belongs to an attribute: as a path in its embedded value or
	 * its parts, with identifiers of parts or without.
	 */
	static boolean isWithin(String name, String attribute) {
		return isPathFrom(name, attribute) || name.indexOf('[') != -1 && isPathFrom(withoutKeys(name), attribute);
	}

	private static boolean isPathFrom(String name, String attribute) {
		return name.startsWith(attribute)
				&& (name.length() == attribute.length() || name.charAt(attribute.length()) == '.');
	}

	/**
	 * Return the path of an attribute of a part, without the identifiers of the parts.
	 */
	private static String withoutKeys(String name) {
		StringBuilder path = new StringBuilder(name.length());
		int depth = 0;
		for (int i = 0; i < name.length(); i++) {
			char character = name.charAt(i);
			depth += (character == '[') ? 1 : 0;
			if (depth == 0) {
				path.append(character);
			}
			depth -= (character == ']' && depth > 0) ? 1 : 0;
		}
		return path.toString();
	}

}
