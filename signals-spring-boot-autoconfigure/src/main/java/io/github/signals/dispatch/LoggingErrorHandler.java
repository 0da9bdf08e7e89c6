package io.github.signals.dispatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverFailure;

/**
 * Logs each failure at error level, with the receiver, the signal and the sender.
 *
 * @since 0.1.0
 */
public final class LoggingErrorHandler implements ReceiverErrorHandler {

	private static final Logger logger = LoggerFactory.getLogger(LoggingErrorHandler.class);

	/**
	 * Create the handler.
	 */
	public LoggingErrorHandler() {
	}

	@Override
	public void handle(ReceiverFailure failure) {
		// The code that parks a call logs it, together with the remedy.
		if (!failure.parked()) {
			logger.error(failure.describe(), failure.cause());
		}
	}

}
