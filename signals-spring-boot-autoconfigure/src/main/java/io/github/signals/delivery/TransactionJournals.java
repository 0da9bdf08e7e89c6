package io.github.signals.delivery;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.transaction.PlatformTransactionManager;
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

	private final PendingWrites pendingWrites;

	private final int maxRounds;

	/**
	 * Create the journals of an application.
	 * @param managers all transaction managers of the application
	 * @param maxRounds how often receivers before the commit may cause one another
	 */
	public TransactionJournals(Supplier<List<PlatformTransactionManager>> managers, int maxRounds) {
		this.pendingWrites = new PendingWrites(managers);
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
			journal = new Journal(this, this.pendingWrites::flush, this.maxRounds);
			journal.begin();
		}
		return journal;
	}

}
