package io.github.signals.delivery;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

import io.github.signals.PostDelete;
import io.github.signals.Signal;
import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.CallRecording;
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

	private final ReceiverRegistry registry;

	private final JournalTransaction transaction;

	private final int maxRounds;

	private final ThreadLocal<@Nullable JournalSynchronization> current = new ThreadLocal<>();

	private final ThreadLocal<@Nullable JournalSynchronization> completing = new ThreadLocal<>();

	private final ThreadLocal<Boolean> flushing = ThreadLocal.withInitial(() -> false);

	private final Map<ConfigurableTransactionManager, SuspendedKey> managers = new IdentityHashMap<>();

	private final Map<String, SuspendedKey> suspendedKeys = new ConcurrentHashMap<>();

	/**
	 * Create the journals of an application.
	 * @param registry who is connected
	 * @param managers all transaction managers of the application
	 * @param recorder who records the calls of durable receivers
	 * @param maxRounds how often receivers before the commit may cause one another
	 */
	public TransactionJournals(ReceiverRegistry registry, Supplier<List<PlatformTransactionManager>> managers,
			Supplier<CallRecorder> recorder, int maxRounds) {
		this.registry = registry;
		this.transaction = new SpringTransaction(managers, recorder);
		this.maxRounds = maxRounds;
	}

	@Override
	public void defer(Signal<?> signal, DispatchContext context, SenderRoutes routes) {
		defer(JournalEntry.of(signal, context, routes, Map.of()), context);
	}

	@Override
	public void defer(PostDelete<?> signal, DispatchContext context, SenderRoutes routes,
			Map<String, ? extends @Nullable Object> last) {
		defer(JournalEntry.of(signal, context, routes, last), context);
	}

	@Override
	public Deferral forTransaction(@Nullable String using) {
		return isActive() ? new JournalDeferral(() -> journal(this.current.get(), using)) : this;
	}

	private void defer(JournalEntry entry, DispatchContext context) {
		JournalSynchronization bound = this.current.get();
		if (bound != null || isActive()) {
			journal(bound, context.using()).add(entry, entry);
		}
		else {
			try {
				JournalDelivery.deliverInTransaction(List.of(entry), true);
			}
			finally {
				deliverAtOnce(List.of(entry));
			}
		}
	}

	private void deliverAtOnce(List<JournalEntry> entries) {
		try {
			if (this.registry.hasDurable()) {
				CallRecording recording = this.transaction.openRecording();
				JournalDelivery.record(entries, true, recording);
				recording.committed();
			}
		}
		finally {
			JournalDelivery.deliverAfter(entries, true, JournalDelivery.AFTER_COMMIT, this.transaction::suspend);
		}
	}

	private Journal journal(@Nullable JournalSynchronization bound, @Nullable String using) {
		JournalSynchronization current = bound;
		SuspendedKey key = (using != null && this.managers.size() > 1) ? this.suspendedKeys.get(using) : null;
		if (key != null && (current == null || !current.isSuspendedAs(key))) {
			Object outer = TransactionSynchronizationManager.getResource(key);
			current = (outer != null) ? (JournalSynchronization) outer : current;
		}
		return ((current != null) ? current : begin(null)).journal();
	}

	@Override
	public void duringFlush(Runnable work) {
		JournalSynchronization completing = this.completing.get();
		boolean late = completing != null && this.current.get() == null && isCurrent(completing);
		boolean outer = this.flushing.get();
		this.flushing.set(true);
		if (late) {
			bind(completing);
		}
		try {
			work.run();
		}
		finally {
			this.flushing.set(outer);
			if (late) {
				this.current.set(null);
			}
		}
	}

	@Override
	public void deliverEarly() {
		Assert.state(isActive(), "There is no transaction that could be committed");
		EarlyCommit.run(journal(this.current.get(), null),
				TransactionSynchronizationManager.isCurrentTransactionReadOnly(), this.maxRounds);
	}

	@Override
	public void writePending() {
		if (isActive() && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			this.transaction.flush();
		}
	}

	/**
	 * Return whether it is the transaction of a journal that is flushed, and not another
	 * one, which something has begun while the first completes.
	 */
	private static boolean isCurrent(JournalSynchronization journal) {
		return isActive() && TransactionSynchronizationManager.getSynchronizations().contains(journal);
	}

	private static boolean isActive() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive();
	}

	private JournalSynchronization begin(@Nullable SuspendedKey key) {
		Journal journal = new Journal(this.transaction, this.registry, this.maxRounds);
		JournalSynchronization synchronization = new JournalSynchronization(key, this, journal, this.flushing.get());
		synchronization.begin();
		return synchronization;
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
			this.current.set(null);
		}
		return bound;
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
		listen(manager, key);
	}

	/**
	 * Return whether a transaction needs a journal before its first signal: it may be
	 * made by a flush when the transaction is already committing, or in a transaction
	 * that joins this one while another one is current.
	 */
	private boolean isJournalNeeded() {
		return this.registry.hasBeforeCommit() || this.managers.size() > 1 && this.registry.hasDeferred();
	}

	private void listen(ConfigurableTransactionManager manager, SuspendedKey key) {
		manager.addListener(new TransactionExecutionListener() {

			@Override
			public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
				if (failure == null && transaction.isNewTransaction() && isJournalNeeded()
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
