package io.github.signals.delivery;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Ties a journal to a transaction of Spring's, as its only synchronization. The journal
 * goes out of sight while the transaction is suspended, and accepts a commit only if it
 * was there before the transaction completed.
 */
final class JournalSynchronization implements TransactionSynchronization {

	private final @Nullable ManagerKey key;

	private final CurrentJournals journals;

	private final Journal journal;

	private final Predicate<@Nullable Throwable> lostAnswers;

	private final boolean trusted;

	private @Nullable Object shadowed;

	private boolean bound;

	private boolean completing;

	private @Nullable TransactionExecution committing;

	/**
	 * Create a synchronization.
	 * @param key of the transaction manager that has begun the transaction and tells when
	 * it commits, or {@code null} if nobody does
	 * @param journals where the journals of the thread are found
	 * @param journal the journal
	 * @param lostAnswers tells of a commit that has failed whether the answer was lost
	 */
	JournalSynchronization(@Nullable ManagerKey key, CurrentJournals journals, Journal journal,
			Predicate<@Nullable Throwable> lostAnswers) {
		this.key = key;
		this.journals = journals;
		this.journal = journal;
		this.lostAnswers = lostAnswers;
		this.trusted = journals.isFlushing();
	}

	void begin() {
		TransactionSynchronizationManager.registerSynchronization(this);
		this.journals.bind(this);
	}

	Journal journal() {
		return this.journal;
	}

	boolean isOf(ManagerKey key) {
		return this.key == key;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void suspend() {
		this.bound = this.journals.unbind(this);
		if (this.completing) {
			this.journals.completed(this);
		}
		else if (this.key != null) {
			this.shadowed = TransactionSynchronizationManager.unbindResourceIfPossible(this.key);
			TransactionSynchronizationManager.bindResource(this.key, this);
		}
	}

	@Override
	public void resume() {
		if (this.bound) {
			this.journals.bind(this);
		}
		if (this.completing) {
			this.journals.completing(this);
		}
		else if (this.key != null) {
			TransactionSynchronizationManager.unbindResourceIfPossible(this.key);
			if (this.shadowed != null) {
				TransactionSynchronizationManager.bindResource(this.key, this.shadowed);
			}
		}
	}

	@Override
	public void savepoint(Object savepoint) {
		this.journal.savepoint(savepoint);
	}

	@Override
	public void savepointRollback(Object savepoint) {
		this.journal.savepointRollback(savepoint);
	}

	@Override
	public void beforeCommit(boolean readOnly) {
		JtaTransactions jta = (this.key != null) ? this.key.jta() : null;
		if (jta != null) {
			settle(jta, readOnly);
		}
		else if (this.key == null) {
			this.journal.settle(readOnly);
		}
	}

	/**
	 * Settle while the persistence contexts are open. What comes later, such as their
	 * last flush, is settled at the very end.
	 */
	private void settle(JtaTransactions jta, boolean readOnly) {
		if (!jta.isRollbackOnly() && this.journal.isCommitHeard()) {
			this.journal.flush(readOnly);
			this.journal.callBeforeCommit(readOnly);
			jta.settleAtTheEnd(this.journal, (work) -> this.journals.bound(this, work));
		}
	}

	@Override
	public void beforeCompletion() {
		this.completing = true;
		this.journals.unbind(this);
		this.journals.completing(this);
	}

	/**
	 * All that comes before the commit is done, and it is asked for.
	 */
	void committing(TransactionExecution transaction) {
		this.committing = transaction;
		beforeCompletion();
	}

	@Override
	public void afterCompletion(int status) {
		this.journals.unbind(this);
		this.journals.completed(this);
		if (status == STATUS_UNKNOWN && this.committing != null) {
			this.journals.await(this.committing, this);
		}
		else {
			this.journal.completed(outcome(status));
		}
	}

	private Outcome outcome(int status) {
		return switch (status) {
			case STATUS_COMMITTED -> (this.completing || this.trusted) ? Outcome.COMMITTED : Outcome.TOO_LATE;
			case STATUS_ROLLED_BACK -> (this.committing != null) ? failed(null) : Outcome.ROLLED_BACK;
			// What was never committed was rolled back.
			default -> (this.key != null) ? Outcome.ROLLED_BACK : Outcome.TOO_LATE;
		};
	}

	/**
	 * Return the outcome of a transaction whose commit has failed.
	 */
	private Outcome failed(@Nullable Throwable failure) {
		return this.lostAnswers.test(failure) ? Outcome.UNKNOWN : Outcome.ROLLED_BACK;
	}

	/**
	 * The transaction manager says what became of a transaction that was unknown.
	 */
	void told(@Nullable Throwable failure) {
		this.journal.completed(failed(failure));
	}

}
