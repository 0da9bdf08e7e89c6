package io.github.signals.dispatch;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.expression.EvaluationException;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.support.StandardEvaluationContext;

import io.github.signals.Signal;

/**
 * A SpEL expression over a signal, parsed once.
 *
 * @since 0.1.0
 */
public final class Condition {

	/** The functions that look at what has changed. */
	private static final Pattern FUNCTIONS = Pattern.compile("\\b(was|is|changed|changedTo)\\s*\\(");

	/** The save, the root, beans, and other classes. */
	private static final List<String> MORE_THAN_THE_INSTANCE = List.of("created", "#", "@", "T(", "new ");

	private final Expression expression;

	private final StandardEvaluationContext evaluationContext;

	/**
	 * Create a condition.
	 * @param expression the expression, of which {@link ConditionRoot} is the root
	 * @param evaluationContext where beans are found
	 */
	public Condition(Expression expression, StandardEvaluationContext evaluationContext) {
		this.expression = expression;
		this.evaluationContext = evaluationContext;
	}

	boolean matches(Signal<?> signal) {
		try {
			return Boolean.TRUE
				.equals(this.expression.getValue(this.evaluationContext, ConditionRoot.of(signal), Boolean.class));
		}
		catch (EvaluationException ex) {
			throw ConditionFailure.of(text(), ConditionRoot.class, ex);
		}
	}

	String text() {
		return this.expression.getExpressionString();
	}

	/**
	 * Return whether the expression may look at what has changed.
	 * @return whether it names the changes or the signal, or calls a function of changes
	 */
	public boolean asksChanges() {
		String text = text();
		return text.contains("changes") || text.contains("signal") || FUNCTIONS.matcher(text).find();
	}

	/**
	 * Return whether the expression may look at whether a row is created.
	 * @return whether it names that, the changes or the signal
	 */
	public boolean asksCreation() {
		return asksChanges() || text().contains("created");
	}

	/**
	 * Return whether an instance is all that the condition depends on.
	 */
	boolean asksInstanceOnly() {
		String text = text();
		return !asksChanges() && MORE_THAN_THE_INSTANCE.stream().noneMatch(text::contains);
	}

	/**
	 * Return whether an instance meets a condition that asks for nothing else. One that
	 * fails is not met.
	 */
	boolean isMetBy(Object instance) {
		Signal<Object> signal = () -> instance;
		try {
			return matches(signal);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

}
