package io.github.signals.dispatch;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.PostDelete;
import io.github.signals.Signal;

/**
 * Takes the signals that are delivered at the end of the transaction.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Deferral {

	/**
	 * Take a signal; without a transaction its receivers are called at once.
	 * @param signal the signal
	 * @param context who and what led to it
	 * @param routes the receivers as they are now
	 */
	void defer(Signal<?> signal, DispatchContext context, SenderRoutes routes);

	/**
	 * Take a delete, whose row may be created again in the same transaction.
	 * @param signal the signal
	 * @param context who and what led to it
	 * @param routes the receivers as they are now
	 * @param last the attributes that were stored, by name
	 */
	default void defer(PostDelete<?> signal, DispatchContext context, SenderRoutes routes,
			Map<String, ? extends @Nullable Object> last) {
		defer(signal, context, routes);
	}

	/**
	 * Return what takes many signals of the current transaction, one after the other. No
	 * two of them are saves of the same row.
	 * @param using the bean name of the transaction manager, or {@code null}
	 * @return a deferral for this transaction alone
	 */
	default Deferral forTransaction(@Nullable String using) {
		return this;
	}

	/**
	 * Return what takes the signals of a transaction that no transaction manager knows,
	 * from now on until it ends.
	 * @param transaction the transaction
	 * @return a deferral for this transaction alone
	 */
	default Deferral forTransaction(OwnTransaction transaction) {
		return this;
	}

	/**
	 * Return what takes the signals of what belongs to no transaction, although one may
	 * be open on this thread: their receivers are called at once.
	 * @return a deferral for no transaction
	 */
	default Deferral outsideOfTransactions() {
		return this;
	}

	/**
	 * Write what the current transaction holds back, so that it belongs to the scopes
	 * that are open now. A read-only transaction is left alone.
	 */
	default void writePending() {
	}

	/**
	 * Deliver at this moment, in this thread and in the current transaction, what would
	 * be delivered before and after its commit. For tests, whose transaction is rolled
	 * back.
	 * @throws IllegalStateException if there is no transaction
	 */
	default void deliverEarly() {
		throw new IllegalStateException("Nothing is delivered after a commit");
	}

	/**
	 * Do what a flush leads to: it proves that the transaction has not ended, even if the
	 * flush is the one at the commit.
	 * @param work what takes signals
	 */
	default void duringFlush(Runnable work) {
		work.run();
	}

	/**
	 * Do what the rollback of a transaction leads to: what is told belongs to it, and is
	 * heard by receivers after a rollback alone.
	 * @param work what takes signals
	 */
	default void duringRollback(Runnable work) {
		work.run();
	}

}
