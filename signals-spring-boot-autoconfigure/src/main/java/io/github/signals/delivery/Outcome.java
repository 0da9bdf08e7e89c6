package io.github.signals.delivery;

/**
 * How a transaction has ended.
 */
enum Outcome {

	COMMITTED,

	ROLLED_BACK,

	/**
	 * Its session was closed in the middle of it.
	 */
	ABANDONED,

	/**
	 * The commit was asked for, and its answer is lost: nobody knows.
	 */
	UNKNOWN,

	/**
	 * What was signalled is not part of the transaction, which had completed before.
	 */
	TOO_LATE

}
