package io.github.signals.declaration;

/**
 * A class that class loaders of their own define.
 */
final class Isolated {

	private String name(String name) {
		return "isolated " + name;
	}

}
