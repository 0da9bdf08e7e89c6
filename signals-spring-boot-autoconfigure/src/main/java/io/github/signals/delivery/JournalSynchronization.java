package io.github.signals.delivery;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Ties a journal to a transaction of Spring's, as its only synchronization. The journal
 * goes out of sight while the transaction is suspended, and believes in a commit only if
 * it was there before the transaction completed.
 */
final class JournalSynchronization implements TransactionSynchronization {

	private final @Nullable Object suspendedKey;

	private final TransactionJournals journals;

	private final Journal journal;

	private final boolean trusted;

	private @Nullable Object shadowed;

	private boolean bound;

	private boolean completing;

	/**
	 * Create a synchronization.
	 * @param suspendedKey under which it can be found while another transaction is the
	 * current one, or {@code null}
	 * @param journals where the journal of the current transaction is found
	 * @param journal the journal
	 * @param trusted whether the transaction is known not to have completed yet
	 */
	JournalSynchronization(@Nullable Object suspendedKey, TransactionJournals journals, Journal journal,
			boolean trusted) {
		this.suspendedKey = suspendedKey;
		this.journals = journals;
		this.journal = journal;
		this.trusted = trusted;
	}

	void begin() {
		TransactionSynchronizationManager.registerSynchronization(this);
		this.journals.bind(this);
	}

	Journal journal() {
		return this.journal;
	}

	boolean isSuspendedAs(Object key) {
		return key.equals(this.suspendedKey);
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
		else if (this.suspendedKey != null) {
			this.shadowed = TransactionSynchronizationManager.unbindResourceIfPossible(this.suspendedKey);
			TransactionSynchronizationManager.bindResource(this.suspendedKey, this);
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
		else if (this.suspendedKey != null) {
			TransactionSynchronizationManager.unbindResourceIfPossible(this.suspendedKey);
			if (this.shadowed != null) {
				TransactionSynchronizationManager.bindResource(this.suspendedKey, this.shadowed);
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
		this.journal.settle(readOnly);
	}

	@Override
	public void beforeCompletion() {
		this.completing = true;
		this.journals.unbind(this);
		this.journals.completing(this);
	}

	@Override
	public void afterCompletion(int status) {
		this.journals.unbind(this);
		this.journals.completed(this);
		this.journal.completed(outcome(status));
	}

	private Outcome outcome(int status) {
		if (status == STATUS_ROLLED_BACK) {
			return Outcome.ROLLED_BACK;
		}
		boolean believed = status == STATUS_COMMITTED && (this.completing || this.trusted);
		return believed ? Outcome.COMMITTED : Outcome.UNKNOWN;
	}

}
