package io.github.signals.delivery.durable;

import org.jspecify.annotations.Nullable;

/**
 * Says why a call cannot be made, however often it is tried: it is parked at once.
 */
@SuppressWarnings("serial")
final class ImpossibleCallException extends RuntimeException {

	ImpossibleCallException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
