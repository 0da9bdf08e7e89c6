package io.github.signals.delivery.durable;

import java.io.Serial;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A receiver has not returned in time.
 */
class LateReceiverException extends IllegalStateException {

	@Serial
	private static final long serialVersionUID = 1L;

	LateReceiverException(Duration timeout, @Nullable Throwable cause) {
		super("The receiver took longer than " + timeout, cause);
	}

}
