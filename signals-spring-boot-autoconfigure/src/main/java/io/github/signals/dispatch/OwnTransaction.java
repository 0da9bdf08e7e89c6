package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * A transaction that the application itself has begun on a session, so that no Spring
 * transaction manager knows it.
 *
 * @since 0.1.0
 */
public interface OwnTransaction {

	/**
	 * Register a listener for the end.
	 * @param ending notified when the transaction ends
	 */
	void onEnd(Ending ending);

	/**
	 * Write the pending changes of the session.
	 */
	void flush();

	/**
	 * Return a resource of the transaction.
	 * @param <T> the type
	 * @param type a JDBC connection, or the data source that it comes from
	 * @return the resource, or {@code null} if it is unknown
	 */
	<T> @Nullable T resource(Class<T> type);

	/**
	 * Return the tenant that the session works for.
	 * @return the tenant as a string, or {@code null} if there is none
	 */
	default @Nullable String tenant() {
		return null;
	}

	/**
	 * A listener that is notified how a transaction ends.
	 */
	interface Ending {

		/**
		 * The transaction is about to commit, and everything has been flushed. An
		 * exception rolls it back.
		 */
		void beforeCommit();

		/**
		 * The transaction has been committed.
		 */
		void committed();

		/**
		 * The transaction has been rolled back.
		 */
		void rolledBack();

		/**
		 * The transaction was about to be committed, and its outcome is unknown because
		 * the database does not respond.
		 */
		void lost();

		/**
		 * The session was closed in the middle of the transaction, which was neither
		 * committed nor rolled back.
		 */
		void abandoned();

	}

}
