package io.github.signals.dispatch;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Signal;

/**
 * Accepts the signals that are delivered at the end of the transaction.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Deferral {

	/**
	 * Accept a signal; without a transaction, its receivers are called at once.
	 * @param signal the signal
	 * @param context who and what led to it
	 * @param routes the current receivers
	 */
	void defer(Signal<?> signal, DispatchContext context, SenderRoutes routes);

	/**
	 * Refuse a signal that would have to be recorded and cannot be, before anybody hears
	 * it.
	 * @param signal the class of the signal
	 * @throws IllegalArgumentException if it cannot be recorded
	 */
	default void checkRecordable(Class<?> signal) {
	}

	/**
	 * Record a call that belongs to no transaction.
	 * @param receiver the durable receiver to call
	 * @param signal the signal to hear
	 * @param context who and what led to it
	 */
	default void record(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context) {
		throw new IllegalStateException("Nothing is recorded");
	}

	/**
	 * Accept a delete, whose row may be created again in the same transaction.
	 * @param signal the signal
	 * @param context who and what led to it
	 * @param routes the current receivers
	 * @param last the attributes that were stored, by name
	 */
	default void defer(PostDelete<?> signal, DispatchContext context, SenderRoutes routes,
			Map<String, ? extends @Nullable Object> last) {
		defer(signal, context, routes);
	}

	/**
	 * Accept what a change of a part means for the whole.
	 * @param signal the signal of the whole, whose changes are those of the part
	 * @param context who and what led to it
	 * @param routes the current receivers of the whole
	 * @param part where the part belongs; only those who hear it may hear the signal
	 */
	default void defer(PostSave<?> signal, DispatchContext context, SenderRoutes routes, Part part) {
	}

	/**
	 * Return a deferral that accepts many signals of the current transaction, one after
	 * the other. No two of them are saves of the same row.
	 * @param using the bean name of the transaction manager, or {@code null}
	 * @return a deferral for this transaction alone
	 */
	default Deferral forTransaction(@Nullable String using) {
		return this;
	}

	/**
	 * Return a deferral that accepts the signals of a transaction that no transaction
	 * manager knows, from now until it ends.
	 * @param transaction the transaction
	 * @return a deferral for this transaction alone
	 */
	default Deferral forTransaction(OwnTransaction transaction) {
		return this;
	}

	/**
	 * Return a deferral for signals that belong to no transaction, although one may be
	 * open on this thread: their receivers are called at once.
	 * @return a deferral for no transaction
	 */
	default Deferral outsideOfTransactions() {
		return this;
	}

	/**
	 * Write the pending changes of the current transaction, so that they belong to the
	 * scopes that are now open. A read-only transaction is not flushed.
	 */
	default void writePending() {
	}

	/**
	 * Deliver now, on this thread and in the current transaction, the signals that would
	 * be delivered before and after its commit. For tests whose transaction is rolled
	 * back.
	 * @throws IllegalStateException if there is no transaction
	 */
	default void simulateCommit() {
		throw new IllegalStateException("Nothing is delivered after a commit");
	}

	/**
	 * Call receivers whose signals belong to the transaction that this deferral is for,
	 * so that a trace knows the transaction.
	 * @param calls the work that calls them
	 */
	default void within(Runnable calls) {
		calls.run();
	}

	/**
	 * Do the work that follows a flush, which proves that the transaction has not ended,
	 * even if the flush is the one at commit.
	 * @param work the work that produces signals
	 */
	default void duringFlush(Runnable work) {
		work.run();
	}

	/**
	 * Do the work that follows the rollback of a transaction: its signals belong to that
	 * transaction, and only receivers after a rollback hear them.
	 * @param work the work that produces signals
	 */
	default void duringRollback(Runnable work) {
		work.run();
	}

}
