package io.github.signals.dispatch;

import java.util.function.Supplier;

import io.github.signals.ReceiverCondition;
import io.github.signals.ReceiverConditionException;
import io.github.signals.Signal;

/**
 * A condition in Java, which is looked up when it is asked for the first time.
 *
 * @param name its name in descriptions and messages
 * @param condition supplies it
 * @since 0.1.0
 */
public record TypedCondition(String name, Supplier<? extends ReceiverCondition<?>> condition) {

	/**
	 * Return whether a signal meets the condition, which can test it by its type.
	 */
	@SuppressWarnings("unchecked")
	boolean matches(Signal<?> signal) {
		try {
			return ((ReceiverCondition<Signal<?>>) this.condition.get()).test(signal);
		}
		catch (RuntimeException ex) {
			// The messages of its causes may contain values of the instance.
			throw new ReceiverConditionException(
					"The condition " + this.name + " could not be evaluated, because it has failed.", ex);
		}
	}

}
