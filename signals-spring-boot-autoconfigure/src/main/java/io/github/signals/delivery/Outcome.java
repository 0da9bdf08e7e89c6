package io.github.signals.delivery;

import io.github.signals.Delivery;

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
	 * The commit was requested, but its answer was lost.
	 */
	UNKNOWN,

	/**
	 * What was signalled is not part of the transaction, which had completed before.
	 */
	TOO_LATE;

	/**
	 * Return whether receivers of a delivery are called after this end, or would be if
	 * somebody knew it.
	 */
	boolean isHeardBy(Delivery delivery) {
		return switch (this) {
			case COMMITTED -> isAfterCommit(delivery);
			case ROLLED_BACK -> delivery == Delivery.AFTER_ROLLBACK;
			case UNKNOWN -> isAfterCommit(delivery) || delivery == Delivery.AFTER_ROLLBACK;
			case ABANDONED, TOO_LATE -> false;
		};
	}

	private static boolean isAfterCommit(Delivery delivery) {
		return delivery == Delivery.AFTER_COMMIT || delivery == Delivery.ASYNC;
	}

}
