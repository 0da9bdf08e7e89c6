package io.github.signals.delivery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The transactions of a JTA manager. One that somebody else has begun has one journal,
 * however many of Spring's scopes come and go in it, and JTA itself says what becomes of
 * it.
 */
final class JtaTransactions {

	private final TransactionManager manager;

	private final TransactionTemplate scope;

	private final Map<Transaction, Journal> journals = new ConcurrentHashMap<>();

	private JtaTransactions(JtaTransactionManager manager, TransactionManager transactions) {
		this.manager = transactions;
		this.scope = new TransactionTemplate(manager);
	}

	/**
	 * Return the transactions of a manager, if it can tell them apart. Not to be asked
	 * where JTA is missing, without which this class cannot be loaded.
	 */
	static @Nullable JtaTransactions of(Object manager) {
		if (!(manager instanceof JtaTransactionManager jta) || jta.getTransactionManager() == null) {
			return null;
		}
		return new JtaTransactions(jta, jta.getTransactionManager());
	}

	boolean isActive() {
		return current() != null;
	}

	boolean isRollbackOnly() {
		try {
			return this.manager.getStatus() == Status.STATUS_MARKED_ROLLBACK;
		}
		catch (SystemException ex) {
			throw unavailable(ex);
		}
	}

	private @Nullable Transaction current() {
		try {
			Transaction transaction = this.manager.getTransaction();
			return (transaction != null && isOpen(transaction.getStatus())) ? transaction : null;
		}
		catch (SystemException ex) {
			throw unavailable(ex);
		}
	}

	private static boolean isOpen(int status) {
		return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
	}

	private static TransactionSystemException unavailable(Exception ex) {
		return new TransactionSystemException("Could not obtain the current JTA transaction", ex);
	}

	/**
	 * Return the journal of the current transaction.
	 * @param create creates it for the first signal
	 * @return the journal, or {@code null} without a transaction
	 */
	@Nullable Journal journal(Supplier<Journal> create) {
		Transaction transaction = current();
		if (transaction == null) {
			return null;
		}
		Journal known = this.journals.get(transaction);
		return (known != null) ? known : begin(transaction, create.get());
	}

	private Journal begin(Transaction transaction, Journal journal) {
		this.journals.put(transaction, journal);
		if (!register(transaction, new End(transaction, journal))) {
			// It is marked for rollback.
			this.journals.remove(transaction);
		}
		return journal;
	}

	/**
	 * Settle a journal when all that the transaction has to do before its commit is done.
	 * @param journal the journal
	 * @param within lets receivers find the transaction
	 */
	void settleAtTheEnd(Journal journal, Consumer<Runnable> within) {
		new Settlement(journal, within, 0, false).goToTheEnd();
	}

	private static boolean register(Transaction transaction, Synchronization synchronization) {
		try {
			transaction.registerSynchronization(synchronization);
			return true;
		}
		catch (RollbackException | IllegalStateException ex) {
			return false;
		}
		catch (SystemException ex) {
			throw unavailable(ex);
		}
	}

	/**
	 * Ends a journal with its transaction.
	 */
	private final class End implements Synchronization {

		private final Transaction transaction;

		private final Journal journal;

		End(Transaction transaction, Journal journal) {
			this.transaction = transaction;
			this.journal = journal;
		}

		@Override
		public void beforeCompletion() {
			settleAtTheEnd(this.journal,
					(work) -> JtaTransactions.this.scope.executeWithoutResult((status) -> work.run()));
		}

		@Override
		public void afterCompletion(int status) {
			JtaTransactions.this.journals.remove(this.transaction);
			this.journal.completed(switch (status) {
				case Status.STATUS_COMMITTED -> Outcome.COMMITTED;
				case Status.STATUS_ROLLEDBACK -> Outcome.ROLLED_BACK;
				default -> Outcome.UNKNOWN;
			});
		}

	}

	/**
	 * Goes to the end of the queue, so that what has joined the transaction meanwhile,
	 * such as the sessions of the receivers, is flushed first; until nothing is left to
	 * be heard.
	 */
	private final class Settlement implements Synchronization {

		private final Journal journal;

		private final Consumer<Runnable> within;

		private final int round;

		private final boolean last;

		Settlement(Journal journal, Consumer<Runnable> within, int round, boolean last) {
			this.journal = journal;
			this.within = within;
			this.round = round;
			this.last = last;
		}

		void goToTheEnd() {
			Transaction transaction = current();
			if (transaction == null || !register(transaction, this)) {
				settle();
			}
		}

		@Override
		public void beforeCompletion() {
			if (this.last) {
				settle();
			}
			else {
				new Settlement(this.journal, this.within, this.round, true).goToTheEnd();
			}
		}

		private void settle() {
			if (isRollbackOnly()) {
				return;
			}
			boolean[] called = new boolean[1];
			this.within.accept(() -> called[0] = this.journal.callFresh(this.round, () -> {
			}));
			if (called[0]) {
				new Settlement(this.journal, this.within, this.round + 1, true).goToTheEnd();
			}
			else {
				this.within.accept(this.journal::record);
			}
		}

		@Override
		public void afterCompletion(int status) {
		}

	}

}
