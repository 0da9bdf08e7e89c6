package io.github.signals.dispatch;

/**
 * Notes what becomes of one transaction. Called on the threads of the transaction; it
 * neither throws nor waits.
 *
 * @since 0.1.0
 */
public interface TransactionTrace {

	/**
	 * The transaction has ended, and the receivers that hear how are about to be called.
	 * @param end how it has ended
	 */
	void ended(End end);

	/**
	 * Every receiver that hears how the transaction has ended has been called, or handed
	 * to whoever calls it. What still waits for the transaction is not delivered.
	 */
	void settled();

	/**
	 * How a transaction has ended.
	 */
	enum End {

		/** It has been committed. */
		COMMITTED,

		/** It has been rolled back. */
		ROLLED_BACK,

		/** Nobody knows: the answer was lost, or the session was closed in between. */
		UNKNOWN

	}

}
