package io.github.signals.delivery;

/**
 * How a transaction has ended.
 */
enum Outcome {

	COMMITTED,

	ROLLED_BACK,

	/**
	 * Nobody knows, or what was signalled was too late to be part of it.
	 */
	UNKNOWN

}
