package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * A transaction that the application has begun on a session itself, so that no
 * transaction manager of Spring knows it.
 *
 * @since 0.1.0
 */
public interface OwnTransaction {

	/**
	 * Tell somebody of the end.
	 * @param ending who is told
	 */
	void onEnd(Ending ending);

	/**
	 * Write what the session holds back.
	 */
	void flush();

	/**
	 * Return what the transaction works with.
	 * @param <T> the type
	 * @param type a JDBC connection, or the data source that it comes from
	 * @return the object, or {@code null} if it is not known
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
	 * Who is told how a transaction ends.
	 */
	interface Ending {

		/**
		 * The transaction is about to commit, and everything is flushed. What is thrown
		 * rolls it back.
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
		 * The transaction was going to be committed, and nobody knows whether it was: the
		 * database does not answer.
		 */
		void lost();

		/**
		 * The session was closed in the middle of the transaction, which nobody has
		 * ended.
		 */
		void abandoned();

	}

}
