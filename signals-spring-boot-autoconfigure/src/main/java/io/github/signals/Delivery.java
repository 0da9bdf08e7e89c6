package io.github.signals;

/**
 * When and on which thread a receiver runs, from the most tightly to the most loosely
 * coupled.
 * <p>
 * All but {@link #IN_TRANSACTION} hear the <em>net change</em> of a transaction: each
 * changed entity once, from its first old value to its last new one. Created and updated
 * is created; created and deleted is nothing; updated and deleted is deleted; updated
 * back to the old values, or saved without a change, is nothing. Signals that the
 * application itself sends are delivered one by one.
 * <p>
 * Without a transaction every receiver runs at once, except for {@link #AFTER_ROLLBACK},
 * which then never runs. If the connection is lost before the database has acknowledged
 * the commit, the outcome of the transaction is unknown: {@link #AFTER_COMMIT},
 * {@link #ASYNC} and {@link #AFTER_ROLLBACK} receivers do not run, and an error is logged
 * that names them.
 * <p>
 * The changes that a JPA session writes belong to the transaction of that session: a
 * Spring or JTA transaction, or one that the application itself has begun on the session.
 * <p>
 * If a receiver hears the net change of an entity, the entity is kept in memory until its
 * transaction has ended, even if the application clears the persistence context. If a
 * transaction writes more than fits into memory, split it into smaller ones, or use an
 * {@link #IN_TRANSACTION} receiver and collect the identifiers: nothing is kept for such
 * a receiver.
 * <p>
 * Receivers stay connected until everything that can commit is closed, even while the
 * application context closes. A receiver whose bean has already been destroyed is not
 * called: before the commit, the caller fails; after the commit, the
 * {@link ReceiverErrorHandler} is called with a {@link ReceiverGoneException}. A
 * {@link #DURABLE} call is still recorded.
 *
 * @since 0.1.0
 */
public enum Delivery {

	/**
	 * At once, on the caller's thread and in its transaction, for each save. An exception
	 * of the receiver reaches the caller as a {@link ReceiverException}, which rolls the
	 * transaction back; later receivers are not called.
	 */
	IN_TRANSACTION,

	/**
	 * Just before the commit, on the caller's thread and in its transaction, when all
	 * changes have been written and all other synchronizations of the transaction have
	 * been called. The receiver can still veto the commit: an exception makes it fail.
	 */
	BEFORE_COMMIT,

	/**
	 * After the commit, on the caller's thread and without a transaction: a transaction
	 * that the receiver begins is a new one, which commits by itself. The caller waits
	 * and still holds its database connection, so a receiver that uses the database needs
	 * a second one. An exception of the receiver is passed to the
	 * {@link ReceiverErrorHandler}, which logs it by default; the other receivers still
	 * run, and the caller does not fail. The instance is kept until then, even if the
	 * persistence context has been cleared.
	 */
	AFTER_COMMIT,

	/**
	 * After the commit, on an executor; otherwise like {@link #AFTER_COMMIT}. When the
	 * queue is full, the receiver runs on the caller's thread. Queued calls are lost if
	 * the process dies.
	 */
	ASYNC,

	/**
	 * After the commit, on any node of the application, and at least once even after a
	 * crash: the call is recorded in the transaction of the change. The receiver runs in
	 * its own new transaction, with the instance read again by its identifier, and its
	 * writes are committed together with the completion of the record. Calls of one
	 * receiver for one entity run one after the other, in the order of the commits,
	 * provided that the changes lock a row of the entity, as changes to its own row do.
	 * An exception of the receiver rolls its transaction back. The receiver is called
	 * again after a delay, and after a number of attempts the call is parked, see
	 * {@link Signals#durable()} and {@link ParkedReceiver}. Needs an explicit
	 * {@link Receiver#dispatchUid() dispatchUid}, a {@code DataSource} and db-scheduler.
	 */
	DURABLE,

	/**
	 * After a rollback, whether it was requested or caused by a failed commit, on the
	 * caller's thread and with the changes that were undone; otherwise like
	 * {@link #AFTER_COMMIT}. Changes that were undone by a rollback to a savepoint are
	 * heard when the transaction has ended.
	 */
	AFTER_ROLLBACK;

	/**
	 * Return whether the receiver runs at the end of the transaction instead of at once.
	 * @return whether the delivery waits for the end of the transaction
	 */
	public boolean isDeferred() {
		return this != IN_TRANSACTION;
	}

	/**
	 * Return whether the receiver can still fail the caller.
	 * @return whether it runs before the transaction has ended
	 */
	public boolean isTransactional() {
		return this == IN_TRANSACTION || this == BEFORE_COMMIT;
	}

}
