package io.github.signals.delivery;

import io.github.signals.dispatch.RegisteredReceiver;

/**
 * A moment at which receivers hear what a transaction has changed, or at which it is
 * recorded for them.
 */
interface Phase {

	/**
	 * Return whether the delivery of a receiver is of this phase.
	 * @param receiver the receiver
	 */
	boolean isFor(RegisteredReceiver receiver);

	/**
	 * Deliver to a receiver of this phase.
	 * @param receiver the receiver
	 * @param net the net change of an entity
	 */
	void deliver(RegisteredReceiver receiver, JournalEntry net);

	/**
	 * Do what is done when all entities were delivered.
	 */
	void end();

}
