package io.github.signals;

/**
 * When and on which thread a receiver runs, from tight to loose.
 * <p>
 * All but {@link #IN_TRANSACTION} hear the <em>net change</em> of a transaction: each
 * changed entity once, from its first old value to its last new one. Created and updated
 * is created; created and deleted is nothing; updated and deleted is deleted; updated
 * back to the old values, or saved without a change, is nothing. Signals that the
 * application itself sends are delivered one by one.
 * <p>
 * Without a transaction every receiver runs at once, except for {@link #AFTER_ROLLBACK},
 * which then never runs. If the answer to a commit is lost with the connection, nobody
 * knows whether there is anything to tell: neither {@link #AFTER_COMMIT} and
 * {@link #ASYNC} nor {@link #AFTER_ROLLBACK} run, and an error that is logged names the
 * receivers.
 * <p>
 * What a session of JPA writes follows the transaction of that session: one of Spring's,
 * of JTA, or one that the application itself has begun on it.
 * <p>
 * An entity whose net change somebody hears is kept until its transaction has ended, also
 * if the application clears the persistence context. If a transaction writes more than
 * fits into the memory, split it into smaller ones, or hear it {@link #IN_TRANSACTION}
 * and note the identifiers: for such a receiver nothing is kept.
 * <p>
 * Receivers stay connected until all that can commit is closed, also while the
 * application context closes. A receiver whose bean is destroyed by then is not called:
 * before the commit this fails the caller, after it the {@link ReceiverErrorHandler} is
 * called with a {@link ReceiverGoneException}; a {@link #DURABLE} call is recorded.
 *
 * @since 0.1.0
 */
public enum Delivery {

	/**
	 * At once, in the caller's thread and transaction, for each save. What the receiver
	 * throws reaches the caller as a {@link ReceiverException}, which rolls the
	 * transaction back; later receivers are not called.
	 */
	IN_TRANSACTION,

	/**
	 * When the work of the transaction is done and written, and all other
	 * synchronizations of it were called, in the caller's thread and transaction, still
	 * able to veto: what the receiver throws makes the commit fail.
	 */
	BEFORE_COMMIT,

	/**
	 * After the commit, in the caller's thread, with no transaction of its own: whatever
	 * the receiver opens is new and commits. The caller waits, and still holds its
	 * database connection, so that a receiver that uses the database needs a second one.
	 * What it throws is handed to the {@link ReceiverErrorHandler}, which logs it by
	 * default; the other receivers run, and the caller does not fail. The instance is
	 * kept until then, also if the persistence context was cleared.
	 */
	AFTER_COMMIT,

	/**
	 * After the commit, on an executor; otherwise as {@link #AFTER_COMMIT}. When the
	 * queue is full, the caller's thread runs the receiver. What is queued when the
	 * process dies is lost.
	 */
	ASYNC,

	/**
	 * After the commit, on any node of the application, at least once, whatever crashes:
	 * from a record that is written in the transaction of the change. The receiver runs
	 * in a new transaction of its own, with the instance read anew by its identifier, and
	 * what it writes there is committed together with the end of the record. Calls of one
	 * receiver for one entity run one after the other, in the order of the commits,
	 * wherever the changes lock a row of the entity, as those of its own row do. What the
	 * receiver throws rolls its transaction back; it is called again after a while, and
	 * after some attempts the call is parked, see {@link Signals#durable()}. Needs an
	 * explicit {@link Receiver#dispatchUid() dispatchUid}, a {@code DataSource} and
	 * db-scheduler.
	 */
	DURABLE,

	/**
	 * After a rollback, asked for or because a commit has failed, in the caller's thread,
	 * with what was undone; otherwise as {@link #AFTER_COMMIT}. What a rolled back
	 * savepoint has undone is heard when its transaction has ended.
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
