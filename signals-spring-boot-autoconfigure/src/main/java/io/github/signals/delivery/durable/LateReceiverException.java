package io.github.signals.delivery.durable;

import java.io.Serial;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.Words;

/**
 * A receiver has not returned in time.
 */
class LateReceiverException extends IllegalStateException {

	@Serial
	private static final long serialVersionUID = 1L;

	LateReceiverException(Duration timeout, @Nullable Throwable cause) {
		super("The receiver took longer than " + Words.time(timeout), cause);
	}

}
