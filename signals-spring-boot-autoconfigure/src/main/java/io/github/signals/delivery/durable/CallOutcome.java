package io.github.signals.delivery.durable;

/**
 * How a call has ended.
 */
enum CallOutcome {

	/** The receiver has returned. */
	DONE,

	/** The receiver has failed. */
	FAILED,

	/** Another node has done it. */
	LOST,

	/** The receiver could not be called. */
	UNAVAILABLE

}
