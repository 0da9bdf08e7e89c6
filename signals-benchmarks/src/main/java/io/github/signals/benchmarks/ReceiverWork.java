package io.github.signals.benchmarks;

/**
 * What a durable receiver does with an item, apart from counting it.
 */
public enum ReceiverWork {

	/** Nothing. */
	COUNT,

	/** It inserts a row, in the transaction of its call. */
	INSERT,

	/** It waits for five milliseconds, as for another system. */
	WAIT,

	/** It fails for one item in a thousand, each time. */
	POISON

}
