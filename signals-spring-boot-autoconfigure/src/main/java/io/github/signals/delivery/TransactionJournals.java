package io.github.signals.delivery;

import java.util.List;
import java.util.Set;

import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.Delivery;
import io.github.signals.Signal;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Keeps deferred signals in the journal of the current transaction, which it opens with
 * the first one. Without a transaction the receivers are called at once.
 *
 * @since 0.1.0
 */
public final class TransactionJournals implements Deferral {

	private static final Set<Delivery> AFTER_COMMIT = Set.of(Delivery.AFTER_COMMIT, Delivery.ASYNC);

	private final int maxRounds;

	/**
	 * Create the journals of an application.
	 * @param maxRounds how often receivers before the commit may cause one another
	 */
	public TransactionJournals(int maxRounds) {
		this.maxRounds = maxRounds;
	}

	@Override
	public void defer(Signal<?> signal, DispatchContext context, SenderRoutes routes) {
		JournalEntry entry = JournalEntry.of(signal, context, routes);
		if (TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive()) {
			journal().add(entry);
		}
		else {
			JournalDelivery.deliverInTransaction(List.of(entry));
			JournalDelivery.deliverAfter(List.of(entry), AFTER_COMMIT);
		}
	}

	private Journal journal() {
		Journal journal = (Journal) TransactionSynchronizationManager.getResource(this);
		if (journal == null) {
			journal = new Journal(this, currentFlush(), this.maxRounds);
			journal.begin();
		}
		return journal;
	}

	private static Runnable currentFlush() {
		try {
			TransactionStatus status = TransactionInterceptor.currentTransactionStatus();
			return status::flush;
		}
		catch (NoTransactionException ex) {
			return () -> {
			};
		}
	}

}
