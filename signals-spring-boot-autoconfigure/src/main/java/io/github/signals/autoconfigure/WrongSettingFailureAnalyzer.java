package io.github.signals.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.github.signals.delivery.durable.WrongSettingException;

/**
 * Prints which setting names something that does not exist, and what was probably meant.
 */
class WrongSettingFailureAnalyzer extends AbstractFailureAnalyzer<WrongSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, WrongSettingException cause) {
		String action = cause.action().isEmpty() ? "Correct the name, or remove the setting." : cause.action();
		return new FailureAnalysis(cause.description(), action, cause);
	}

}
