package io.github.signals.delivery;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionStatus;

import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Hears of the transactions that one manager begins: settles each after all
 * synchronizations, so that what they have written is heard and recorded with the rest,
 * and can be refused; and learns what became of one whose commit has failed.
 */
final class CommitListener implements TransactionExecutionListener {

	private final CurrentJournals journals;

	private final ReceiverRegistry registry;

	private final Runnable begin;

	private final Consumer<TransactionStatus> flush;

	private final boolean settles;

	/**
	 * Create a listener.
	 * @param journals where the journals of the thread are found
	 * @param registry the connected receivers
	 * @param begin begins the journal of the current transaction
	 * @param flush writes what a transaction holds back
	 * @param settles whether the transaction can still be used when all synchronizations
	 * were called
	 */
	CommitListener(CurrentJournals journals, ReceiverRegistry registry, Runnable begin,
			Consumer<TransactionStatus> flush, boolean settles) {
		this.journals = journals;
		this.registry = registry;
		this.begin = begin;
		this.flush = flush;
		this.settles = settles;
	}

	@Override
	public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
		if (failure == null && isOwn(transaction) && isJournalNeeded() && CurrentJournals.isTransactionActive()) {
			this.begin.run();
		}
	}

	/**
	 * Return whether a transaction needs a journal from its beginning: to hear of all of
	 * it, to flush it in time where this listener comes too late for that, and to note
	 * what becomes of it.
	 */
	private boolean isJournalNeeded() {
		return this.registry.trace() != null
				|| (this.settles ? this.registry.hasDeferredReceivers() : this.registry.hasCommitReceivers());
	}

	@Override
	public void beforeCommit(TransactionExecution transaction) {
		if (isOwn(transaction) && !transaction.isRollbackOnly() && isCommitHeard()) {
			prepare(transaction);
		}
	}

	/**
	 * Return whether the end matters to anybody: to a receiver, to somebody who looks on,
	 * or to work that waits for it where there are no receivers.
	 */
	private boolean isCommitHeard() {
		return this.registry.hasCommitReceivers() || this.registry.trace() != null
				|| this.journals.completing() != null;
	}

	/**
	 * Return whether the transaction has synchronizations of its own.
	 */
	private static boolean isOwn(TransactionExecution transaction) {
		return transaction.isNewTransaction()
				&& (!(transaction instanceof DefaultTransactionStatus status) || status.isNewSynchronization());
	}

	private void prepare(TransactionExecution transaction) {
		JournalSynchronization known = this.journals.completing();
		if (known != null) {
			this.journals.bound(known, () -> settle(transaction));
			known.committing(transaction);
			return;
		}
		settle(transaction);
		JournalSynchronization begun = this.journals.current();
		if (begun != null) {
			begun.committing(transaction);
		}
	}

	private void settle(TransactionExecution transaction) {
		if (!this.settles || !this.registry.hasCommitReceivers()) {
			return;
		}
		boolean readOnly = transaction.isReadOnly();
		if (!readOnly && transaction instanceof TransactionStatus status) {
			this.journals.flushing(() -> this.flush.accept(status));
		}
		JournalSynchronization current = this.journals.current();
		if (current != null) {
			current.journal().settleWritten(readOnly);
		}
	}

	@Override
	public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
		told(transaction, failure);
	}

	@Override
	public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
		told(transaction, failure);
	}

	private void told(TransactionExecution transaction, @Nullable Throwable failure) {
		JournalSynchronization journal = (failure != null) ? this.journals.takeAwaiting(transaction) : null;
		if (journal != null) {
			journal.told(failure);
		}
	}

}
