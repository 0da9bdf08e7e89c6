package io.github.signals.declaration;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.github.signals.DataSignal;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.ReceiverCondition;
import io.github.signals.SaveSignal;
import io.github.signals.Signal;
import io.github.signals.dispatch.DeclarationProblem;

/**
 * What a receiver declares to hear, whether it is a bean method or connected at run time.
 */
interface Declared {

	Set<Class<?>> signals();

	Set<Class<?>> senders();

	/**
	 * Return the attributes of which one has to change.
	 */
	Collection<String> changed();

	/**
	 * Return the associations whose entities count as parts.
	 */
	List<String> parts();

	/**
	 * Return the expression that says which signals to hear, or nothing.
	 */
	String condition();

	/**
	 * Return the classes of conditions that must be met.
	 */
	List<Class<?>> when();

	/**
	 * Return the conditions that must be met and that are there already.
	 */
	default List<ReceiverCondition<?>> givenConditions() {
		return List.of();
	}

	Collection<On> on();

	boolean ids();

	/**
	 * Return whether the instance is read anew for the call.
	 */
	boolean reload();

	Delivery delivery();

	int batchSize();

	/**
	 * Return whether all signals of a transaction are taken in one call.
	 */
	boolean isBatch();

	/**
	 * Return whether the notes of a write are taken.
	 */
	boolean takesNotes();

	DeclarationProblem problem(String rule, String remedy);

	/**
	 * Return whether it hears signals of entities.
	 * @return whether it does
	 */
	default boolean hearsEntities() {
		for (Class<?> signal : signals()) {
			if (DataSignal.class.isAssignableFrom(signal) || signal == Signal.class) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether it hears one class of signals, and this one.
	 * @param signal the class
	 * @return whether it does
	 */
	default boolean hearsOnly(Class<?> signal) {
		return signals().size() == 1 && signals().contains(signal);
	}

	/**
	 * Return whether all that it hears are saves, which tell what is created and changed.
	 * @return whether it does
	 */
	default boolean hearsOnlySaves() {
		return !signals().isEmpty() && signals().stream().allMatch(SaveSignal.class::isAssignableFrom);
	}

}
