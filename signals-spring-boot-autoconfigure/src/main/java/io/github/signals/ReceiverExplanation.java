package io.github.signals;

/**
 * Whether a receiver would run if an entity were saved, deleted or loaded now, on this
 * thread.
 *
 * @param signal the class of the signal that the receiver hears
 * @param receiver the receiver
 * @param outcome whether it would run, or what keeps it from running
 * @since 0.1.0
 * @see Signals#explain(Class)
 */
public record ReceiverExplanation(Class<?> signal, ReceiverInfo receiver, Outcome outcome) {

	/**
	 * Whether a receiver would run.
	 */
	public enum Outcome {

		/** It would run, at the time that its delivery specifies. */
		RUNS,

		/**
		 * It depends on the change whether it would run: on {@code on}, on
		 * {@code changed}, or on a condition that needs more than the given instance.
		 */
		DEPENDS,

		/** Its condition is not met by the instance, or fails. */
		CONDITION,

		/** It does not hear imports, and an import scope is open. */
		IMPORTING,

		/** It is muted by a scope that is open. */
		MUTED,

		/**
		 * It is switched off, see {@code signals.receivers.<uid>.enabled} and
		 * {@link Signals#disable(String)}.
		 */
		DISABLED

	}

}
