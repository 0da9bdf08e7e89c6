package io.github.signals.delivery;

import io.github.signals.dispatch.CallRecording;

/**
 * The transaction of a journal, whoever manages it.
 */
interface JournalTransaction {

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
