package io.github.signals.delivery.durable;

import org.jspecify.annotations.Nullable;

/**
 * Follows the causes of a failure, which come from outside too.
 */
final class Causes {

	/** Causes that cause one another are not followed for ever. */
	static final int DEPTH = 10;

	private Causes() {
	}

	static @Nullable Throwable of(Throwable failure) {
		try {
			return failure.getCause();
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

}
