package io.github.signals.delivery;

import java.util.IdentityHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The journals of the transactions of each thread.
 */
final class CurrentJournals {

	private final ThreadLocal<@Nullable JournalSynchronization> current = new ThreadLocal<>();

	private final ThreadLocal<@Nullable JournalSynchronization> completing = new ThreadLocal<>();

	private final ThreadLocal<@Nullable Map<TransactionExecution, JournalSynchronization>> awaiting = new ThreadLocal<>();

	private final ThreadLocal<@Nullable Own> own = new ThreadLocal<>();

	private final ThreadLocal<Boolean> flushing = ThreadLocal.withInitial(() -> false);

	static boolean isTransactionActive() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive();
	}

	@Nullable JournalSynchronization current() {
		return this.current.get();
	}

	/**
	 * Return the journal of the current transaction if that is about to complete, and not
	 * of another one, which something has begun meanwhile.
	 */
	@Nullable JournalSynchronization completing() {
		JournalSynchronization journal = this.completing.get();
		return (journal != null && isTransactionActive()
				&& TransactionSynchronizationManager.getSynchronizations().contains(journal)) ? journal : null;
	}

	/**
	 * Make a journal the one of the current transaction of this thread.
	 */
	void bind(JournalSynchronization journal) {
		this.current.set(journal);
	}

	boolean unbind(JournalSynchronization journal) {
		boolean bound = this.current.get() == journal;
		if (bound) {
			this.current.remove();
		}
		return bound;
	}

	/**
	 * Do work with a journal as that of the current transaction.
	 */
	void bound(JournalSynchronization journal, Runnable work) {
		bind(journal);
		try {
			work.run();
		}
		finally {
			unbind(journal);
		}
	}

	/**
	 * Do work in a transaction that no transaction manager knows.
	 */
	void within(Journal journal, Runnable work) {
		Own outer = this.own.get();
		this.own.set(new Own(journal, this.current.get()));
		try {
			work.run();
		}
		finally {
			if (outer != null) {
				this.own.set(outer);
			}
			else {
				this.own.remove();
			}
		}
	}

	/**
	 * Return the journal of such a transaction, unless the work has begun another one
	 * meanwhile.
	 */
	@Nullable Journal own() {
		Own known = this.own.get();
		return (known != null && known.around == this.current.get()) ? known.journal : null;
	}

	/**
	 * A transaction is about to complete: only its own flush may still add to its
	 * journal.
	 */
	void completing(JournalSynchronization journal) {
		this.completing.set(journal);
	}

	void completed(JournalSynchronization journal) {
		if (this.completing.get() == journal) {
			this.completing.remove();
		}
	}

	/**
	 * Do work in a flush, which proves that the transaction has not ended.
	 */
	void flushing(Runnable work) {
		JournalSynchronization late = (this.current.get() == null) ? completing() : null;
		boolean outer = this.flushing.get();
		this.flushing.set(true);
		try {
			if (late != null) {
				bound(late, work);
			}
			else {
				work.run();
			}
		}
		finally {
			this.flushing.set(outer);
		}
	}

	boolean isFlushing() {
		return this.flushing.get();
	}

	/**
	 * Keep a journal until its transaction manager says what Spring's synchronization
	 * does not: whether it was rolled back.
	 */
	void await(TransactionExecution transaction, JournalSynchronization journal) {
		Map<TransactionExecution, JournalSynchronization> known = this.awaiting.get();
		Map<TransactionExecution, JournalSynchronization> all = (known != null) ? known : new IdentityHashMap<>(1);
		all.put(transaction, journal);
		this.awaiting.set(all);
	}

	@Nullable JournalSynchronization takeAwaiting(TransactionExecution transaction) {
		Map<TransactionExecution, JournalSynchronization> all = this.awaiting.get();
		JournalSynchronization journal = (all != null) ? all.remove(transaction) : null;
		if (all != null && all.isEmpty()) {
			this.awaiting.remove();
		}
		return journal;
	}

	/**
	 * A journal of a transaction that no transaction manager knows.
	 *
	 * @param journal the journal
	 * @param around the journal of Spring's transaction that is open around it
	 */
	private record Own(Journal journal, @Nullable JournalSynchronization around) {

	}

}
