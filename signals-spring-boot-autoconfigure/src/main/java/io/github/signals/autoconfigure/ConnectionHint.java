package io.github.signals.autoconfigure;

import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.CannotCreateTransactionException;

import io.github.signals.Delivery;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverFailure;

/**
 * Logs the likely cause when a receiver cannot get a connection while its caller holds
 * one.
 */
class ConnectionHint implements ReceiverErrorHandler {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionHint.class);

	private final Supplier<ReceiverErrorHandler> delegate;

	ConnectionHint(Supplier<ReceiverErrorHandler> delegate) {
		this.delegate = delegate;
	}

	static boolean holdsConnection(Delivery delivery) {
		return delivery == Delivery.AFTER_COMMIT || delivery == Delivery.AFTER_ROLLBACK;
	}

	@Override
	public void handle(ReceiverFailure failure) {
		if (holdsConnection(failure.receiver().delivery()) && lacksConnection(failure.cause())) {
			logger.error("""
					Receiver '{}' could not get a database connection. It runs {} while its caller still holds a \
					connection, and needs a second one. Make the connection pool large enough for two connections per \
					caller, or choose the delivery ASYNC.""", failure.receiver().uid(), failure.receiver().delivery());
		}
		this.delegate.get().handle(failure);
	}

	private static boolean lacksConnection(Throwable failure) {
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof CannotCreateTransactionException || cause instanceof SQLTransientConnectionException) {
				return true;
			}
		}
		return false;
	}

}
