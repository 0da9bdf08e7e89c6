package io.github.signals.autoconfigure;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;

/**
 * Prints all problems of the declared receivers at once.
 */
class InvalidReceiversFailureAnalyzer extends AbstractFailureAnalyzer<InvalidReceiversException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidReceiversException cause) {
		String description = cause.problems()
			.stream()
			.map((problem) -> "- " + problem.receiver() + ":\n  " + problem.rule())
			.collect(Collectors.joining("\n", "The following receivers are declared incorrectly:\n\n", "\n"));
		String action = cause.problems()
			.stream()
			.map((problem) -> "- " + problem.method() + ": " + remedy(problem))
			.collect(Collectors.joining("\n"));
		return new FailureAnalysis(description, action, cause);
	}

	private static String remedy(DeclarationProblem problem) {
		return problem.remedy().isEmpty() ? "Correct the declaration." : problem.remedy();
	}

}
