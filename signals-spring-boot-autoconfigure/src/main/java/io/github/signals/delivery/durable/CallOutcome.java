package io.github.signals.delivery.durable;

/**
 * How a call has ended.
 */
enum CallOutcome {

	/** The receiver has returned. */
	DONE,

	/** The receiver has failed. */
	FAILED,

	/** It has not begun, and is to begin later. */
	WAITING,

	/** It must not share a transaction: it is to be called alone. */
	APART,

	/** Another node has done it. */
	LOST,

	/** The receiver could not be called. */
	UNAVAILABLE;

	/**
	 * Return whether the call is still to be made here.
	 */
	boolean isOpen() {
		return this == WAITING || this == APART;
	}

}
