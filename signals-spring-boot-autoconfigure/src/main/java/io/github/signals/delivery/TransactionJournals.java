package io.github.signals.delivery;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.Delivery;
import io.github.signals.Signal;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Keeps deferred signals in the journal of the current transaction, which it opens with
 * the first one. Without a transaction the receivers are called at once.
 *
 * @since 0.1.0
 */
public final class TransactionJournals implements Deferral {

	private static final Set<Delivery> AFTER_COMMIT = Set.of(Delivery.AFTER_COMMIT, Delivery.ASYNC);

	private final ReceiverRegistry registry;

	private final PendingWrites pendingWrites;

	private final int maxRounds;

	private final Map<ConfigurableTransactionManager, SuspendedKey> managers = new IdentityHashMap<>();

	private final Map<String, SuspendedKey> suspendedKeys = new ConcurrentHashMap<>();

	/**
	 * Create the journals of an application.
	 * @param registry who is connected
	 * @param managers all transaction managers of the application
	 * @param maxRounds how often receivers before the commit may cause one another
	 */
	public TransactionJournals(ReceiverRegistry registry, Supplier<List<PlatformTransactionManager>> managers,
			int maxRounds) {
		this.registry = registry;
		this.pendingWrites = new PendingWrites(managers);
		this.maxRounds = maxRounds;
	}

	@Override
	public void defer(Signal<?> signal, DispatchContext context, SenderRoutes routes) {
		JournalEntry entry = JournalEntry.of(signal, context, routes);
		if (TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive()) {
			journal(context.using()).add(entry);
		}
		else {
			try {
				JournalDelivery.deliverInTransaction(List.of(entry));
			}
			finally {
				JournalDelivery.deliverAfter(List.of(entry), AFTER_COMMIT);
			}
		}
	}

	private Journal journal(@Nullable String using) {
		Journal current = (Journal) TransactionSynchronizationManager.getResource(this);
		SuspendedKey key = (using != null) ? this.suspendedKeys.get(using) : null;
		if (key != null && (current == null || !current.isSuspendedAs(key))) {
			Journal outer = (Journal) TransactionSynchronizationManager.getResource(key);
			current = (outer != null) ? outer : current;
		}
		return (current != null) ? current : begin(null);
	}

	private boolean hearsNetChange() {
		return this.registry.hasDeferred();
	}

	private Journal begin(@Nullable SuspendedKey key) {
		Journal journal = new Journal(this, key, this.pendingWrites::flush, this.maxRounds);
		journal.begin();
		return journal;
	}

	/**
	 * Get to know a transaction manager. Where there are several, a save may join the
	 * transaction of one while that of another is the current one. Each transaction then
	 * has its journal from its beginning, so that a signal is kept with the transaction
	 * that writes its row.
	 * @param manager the transaction manager
	 * @param name its bean name
	 * @param aliases other names of the bean
	 */
	public synchronized void manage(ConfigurableTransactionManager manager, String name, String... aliases) {
		SuspendedKey key = new SuspendedKey();
		if (this.managers.putIfAbsent(manager, key) != null) {
			return;
		}
		this.suspendedKeys.put(name, key);
		for (String alias : aliases) {
			this.suspendedKeys.put(alias, key);
		}
		if (this.managers.size() == 2) {
			this.managers.forEach(this::listen);
		}
		else if (this.managers.size() > 2) {
			listen(manager, key);
		}
	}

	private void listen(ConfigurableTransactionManager manager, SuspendedKey key) {
		manager.addListener(new TransactionExecutionListener() {

			@Override
			public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
				if (failure == null && transaction.isNewTransaction() && hearsNetChange()
						&& TransactionSynchronizationManager.isSynchronizationActive()) {
					begin(key);
				}
			}

		});
	}

	/**
	 * Where the journals of one manager are found. Every key is different.
	 */
	private static final class SuspendedKey {

	}

}
