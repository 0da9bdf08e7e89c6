package io.github.signals.dispatch;

import java.util.Collection;
import java.util.Set;

import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;

/**
 * What a receiver wants to hear, whether a bean method declares it or it is connected at
 * run time.
 */
interface Declared {

	Set<Class<?>> signals();

	Set<Class<?>> senders();

	/**
	 * Return the attributes of which one has to change.
	 */
	Collection<String> changed();

	/**
	 * Return the expression that says which signals to hear, or nothing.
	 */
	String condition();

	/**
	 * Return whether a sender that is not stored can only be a mistake.
	 */
	boolean namesStoredSenders();

	DeclarationProblem problem(String rule, String remedy);

	default boolean hearsEntities() {
		for (Class<?> signal : signals()) {
			if (ReceiverDeclaration.isEntitySignal(signal) || signal == Signal.class) {
				return true;
			}
		}
		return false;
	}

	default boolean hearsOnly(Class<?> signal) {
		return signals().size() == 1 && signals().contains(signal);
	}

	static Declared of(ReceiverSpec<?> spec) {
		return new OfSpec(Set.of(spec.getSignal()), Set.of(spec.getSender()), spec.getChanged(), "");
	}

	/**
	 * What is connected at run time, maybe by a library that does not know what the
	 * application stores.
	 *
	 * @param signals its signals
	 * @param senders its senders
	 * @param changed the attributes of which one has to change
	 * @param condition the expression that says which signals to hear, or nothing
	 */
	record OfSpec(Set<Class<?>> signals, Set<Class<?>> senders, Collection<String> changed,
			String condition) implements Declared {

		@Override
		public boolean namesStoredSenders() {
			return false;
		}

		@Override
		public DeclarationProblem problem(String rule, String remedy) {
			return new DeclarationProblem("signals", "ReceiverSpec", rule, remedy);
		}

	}

}
