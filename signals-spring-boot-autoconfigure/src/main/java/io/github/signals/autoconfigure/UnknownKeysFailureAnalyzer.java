package io.github.signals.autoconfigure;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints all keys that cannot be used, with their places and the keys that were probably
 * meant.
 */
class UnknownKeysFailureAnalyzer extends AbstractFailureAnalyzer<UnknownKeysException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownKeysException cause) {
		String description = cause.keys()
			.stream()
			.map((key) -> "- '" + key.key() + "'" + ((key.place() != null) ? " in " + key.place() : "") + " "
					+ key.rule())
			.collect(Collectors.joining("\n", "The following keys cannot be used:\n\n", ""));
		String action = cause.keys()
			.stream()
			.map((key) -> "- '" + key.key() + "': " + key.remedy())
			.collect(Collectors.joining("\n"));
		return new FailureAnalysis(description, action, cause);
	}

}
