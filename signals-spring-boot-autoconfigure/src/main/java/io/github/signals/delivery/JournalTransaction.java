package io.github.signals.delivery;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.CallRecording;

/**
 * The transaction of a journal, whoever manages it.
 */
interface JournalTransaction {

	/**
	 * Return what the application calls the transaction that is current now.
	 * @return the name, or {@code null} if it has none
	 */
	@Nullable String name();

	/**
	 * Write what the transaction holds back, such as the changes of a persistence
	 * context.
	 */
	void flush();

	/**
	 * Begin to record durable calls on a connection of the transaction.
	 */
	CallRecording openRecording();

	/**
	 * Return what keeps receivers that are called after the end out of the transaction.
	 */
	Suspension suspend();

}
