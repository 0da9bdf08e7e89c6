package io.github.signals.dispatch;

/**
 * Why a receiver does not hear a signal of its sender and its class.
 *
 * @since 0.1.0
 */
public enum LeftOut {

	/** It hears saves of the other kind: creations or updates. */
	ON,

	/** No attribute that it hears has changed. */
	CHANGED,

	/** Its condition is not met, or has failed. */
	CONDITION,

	/** A scope mutes it. */
	MUTED,

	/** It does not hear imports. */
	IMPORT,

	/** It is switched off. */
	DISABLED,

	/** It is already running for the instance. */
	REENTERED

}
