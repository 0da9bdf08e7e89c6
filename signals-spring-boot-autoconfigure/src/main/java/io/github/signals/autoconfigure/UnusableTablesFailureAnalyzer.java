package io.github.signals.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

import io.github.signals.delivery.durable.UnusableTablesException;

/**
 * Prints why durable calls cannot be recorded, and what to do about it.
 */
class UnusableTablesFailureAnalyzer extends AbstractFailureAnalyzer<UnusableTablesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnusableTablesException cause) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
		String reason = (root != cause) ? "\n\nReason: " + root.getMessage() : "";
		return new FailureAnalysis("Durable receivers cannot be called. " + cause.description() + reason,
				cause.action(), cause);
	}

}
