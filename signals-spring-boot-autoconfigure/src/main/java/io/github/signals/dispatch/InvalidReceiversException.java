package io.github.signals.dispatch;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Stops the startup with all problems of the declared receivers.
 *
 * @since 0.1.0
 */
public class InvalidReceiversException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient List<DeclarationProblem> problems;

	/**
	 * Create the exception.
	 * @param problems the problems
	 */
	public InvalidReceiversException(List<DeclarationProblem> problems) {
		super(problems.stream().map(DeclarationProblem::toString).collect(Collectors.joining("\n")));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Return the problems.
	 * @return the problems, in an order that is the same in each run
	 */
	public List<DeclarationProblem> problems() {
		return this.problems;
	}

}
