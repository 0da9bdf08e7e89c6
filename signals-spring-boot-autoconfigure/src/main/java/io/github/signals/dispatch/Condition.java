package io.github.signals.dispatch;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationException;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.support.StandardEvaluationContext;

import io.github.signals.Changes;
import io.github.signals.SaveSignal;
import io.github.signals.Signal;

/**
 * A SpEL expression over a signal, parsed once.
 *
 * @since 0.1.0
 */
public final class Condition {

	/** The save, the root, beans, and other classes. */
	private static final List<String> MORE_THAN_THE_INSTANCE = List.of("created", "#", "@", "T(", "new ");

	private final Expression expression;

	private final StandardEvaluationContext evaluationContext;

	/**
	 * Create a condition.
	 * @param expression the expression, of which {@link Root} is the root
	 * @param evaluationContext where beans are found
	 */
	public Condition(Expression expression, StandardEvaluationContext evaluationContext) {
		this.expression = expression;
		this.evaluationContext = evaluationContext;
	}

	boolean matches(Signal<?> signal) {
		try {
			return Boolean.TRUE
				.equals(this.expression.getValue(this.evaluationContext, Root.of(signal), Boolean.class));
		}
		catch (EvaluationException ex) {
			throw ConditionFailure.of(text(), Root.class, ex);
		}
	}

	String text() {
		return this.expression.getExpressionString();
	}

	/**
	 * Return whether the expression may look at what has changed.
	 * @return whether it names the changes or the signal
	 */
	public boolean asksChanges() {
		String text = text();
		return text.contains("changes") || text.contains("signal");
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

	/**
	 * The root object of an expression. Public, so that the expression can be compiled.
	 *
	 * @param instance the object that the signal is about
	 * @param created whether a row is created; {@code null} if the signal does not report
	 * it
	 * @param changes what has changed; empty if the signal does not report it
	 * @param signal the signal
	 */
	public record Root(Object instance, @Nullable Boolean created, Changes changes, Signal<?> signal) {

		static Root of(Signal<?> signal) {
			if (signal instanceof SaveSignal<?> save) {
				return new Root(save.instance(), save.created(), save.changes(), signal);
			}
			return new Root(signal.instance(), null, Changes.none(), signal);
		}

	}

}
