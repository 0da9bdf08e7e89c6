package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.spel.ast.Operator;
import org.springframework.expression.spel.support.StandardEvaluationContext;

import io.github.signals.Changes;
import io.github.signals.DataSignal;
import io.github.signals.SaveSignal;
import io.github.signals.Signal;

/**
 * What an expression can use: the root object of a {@link Condition}. Public, so that the
 * expression can be compiled.
 *
 * @param instance the object that the signal is about
 * @param created whether a row is created; {@code null} if the signal does not report it
 * @param changes what has changed; empty if the signal does not report it
 * @param signal the signal
 * @since 0.1.0
 */
public record ConditionRoot(Object instance, @Nullable Boolean created, Changes changes, Signal<?> signal) {

	private static final StandardEvaluationContext EQUALITY = new StandardEvaluationContext();

	static ConditionRoot of(Signal<?> signal) {
		if (signal instanceof SaveSignal<?> save) {
			return new ConditionRoot(save.instance(), save.created(), save.changes(), signal);
		}
		return new ConditionRoot(signal.instance(), null, Changes.none(), signal);
	}

	/**
	 * Return the old value of an attribute.
	 * @param attribute the name of the attribute, or the path into an embedded value
	 * @return the value before the change; the present one if the attribute did not
	 * change
	 */
	public @Nullable Object was(String attribute) {
		return changed(attribute) ? this.changes.before(attribute) : is(attribute);
	}

	/**
	 * Return the present value of an attribute.
	 * @param attribute the name of the attribute, or the path into an embedded value
	 * @return the value as changes report it; {@code null} if it is not loaded
	 */
	public @Nullable Object is(String attribute) {
		Object after = this.changes.after(attribute);
		if (after != null || this.changes.attributes().contains(attribute)) {
			return after;
		}
		return (this.signal instanceof DataSignal<?> data && data.context() instanceof EntityAccess access)
				? access.identifiers().state(this.instance).get(attribute) : null;
	}

	/**
	 * Return whether an attribute has changed.
	 * @param attribute the name of the attribute, or the path into an embedded value
	 * @return whether it has; for a creation, every attribute has
	 */
	public boolean changed(String attribute) {
		return this.changes.contains(attribute);
	}

	/**
	 * Return whether an attribute has changed to a value.
	 * @param attribute the name of the attribute, or the path into an embedded value
	 * @param value the new value, which is the name of its constant if it is an enum
	 * @return whether it has
	 */
	public boolean changedTo(String attribute, @Nullable Object value) {
		return changed(attribute) && isSame(is(attribute), value);
	}

	private static boolean isSame(@Nullable Object present, @Nullable Object value) {
		Object comparable = (present instanceof Enum<?> constant && value instanceof CharSequence) ? constant.name()
				: present;
		return Operator.equalityCheck(EQUALITY, comparable, value);
	}

}
