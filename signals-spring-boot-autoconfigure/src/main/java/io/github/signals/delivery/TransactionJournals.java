package io.github.signals.delivery;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

import io.github.signals.Signal;
import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.OwnTransaction;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RecursionLimit;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.TransactionTrace;

/**
 * Keeps deferred signals in the journal of the current transaction, which it opens for
 * the first of them. Without a transaction, the receivers are called immediately.
 *
 * @since 0.1.0
 */
public final class TransactionJournals extends EntryDeferral {

	private final ReceiverRegistry registry;

	private final SpringTransaction transaction;

	private final ImmediateDelivery immediate;

	private final Predicate<@Nullable Throwable> lostAnswers;

	private final Supplier<CallRecorder> recorder;

	private final RecursionLimit recursion;

	private final CurrentJournals journals = new CurrentJournals();

	private final ManagerKeys managers = new ManagerKeys();

	/**
	 * Create the journals of an application.
	 * @param registry the connected receivers
	 * @param managers all transaction managers of the application
	 * @param recorder records the calls of durable receivers
	 * @param lostAnswers tells of a commit that has failed, with what or {@code null},
	 * whether the answer was lost
	 * @param recursion how many times receivers before the commit may trigger one another
	 */
	public TransactionJournals(ReceiverRegistry registry, Supplier<List<PlatformTransactionManager>> managers,
			Supplier<CallRecorder> recorder, Predicate<@Nullable Throwable> lostAnswers, RecursionLimit recursion) {
		this.registry = registry;
		this.transaction = new SpringTransaction(managers, recorder);
		this.immediate = new ImmediateDelivery(this.transaction, registry);
		this.lostAnswers = lostAnswers;
		this.recorder = recorder;
		this.recursion = recursion;
	}

	@Override
	public Deferral forTransaction(@Nullable String using) {
		boolean active = CurrentJournals.isTransactionActive() || isJtaActive(this.managers.find(using));
		return active ? new JournalDeferral(() -> Objects.requireNonNull(journal(using))) : this;
	}

	@Override
	public Deferral forTransaction(OwnTransaction transaction) {
		this.transaction.prepare(this.registry.hasDurableReceivers());
		OwnJournal journal = new OwnJournal(transaction, this.transaction, this.recorder, this.registry, this.recursion,
				this.journals::within);
		transaction.onEnd(journal);
		return journal;
	}

	@Override
	public Deferral outsideOfTransactions() {
		return CurrentJournals.isTransactionActive() ? new SuspendedDeferral(this, this.transaction::suspend) : this;
	}

	@Override
	public void checkRecordable(Class<?> signal) {
		this.recorder.get().checkRecordable(signal);
	}

	@Override
	public void record(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context) {
		this.immediate.record(receiver, signal, context);
	}

	@Override
	void add(JournalEntry entry) {
		Journal journal = journal(entry.context().using());
		if (journal != null) {
			journal.add(entry, entry);
			return;
		}
		this.immediate.deliver(entry);
	}

	/**
	 * Return the journal of the current transaction.
	 * @param using the bean name of the transaction manager, or {@code null}
	 * @return the journal, or {@code null} without a transaction
	 */
	private @Nullable Journal journal(@Nullable String using) {
		ManagerKey key = this.managers.find(using);
		JournalSynchronization current = this.journals.current();
		if (key != null && (current == null || !current.isOf(key))) {
			Object outer = TransactionSynchronizationManager.getResource(key);
			current = (outer != null) ? (JournalSynchronization) outer : current;
		}
		if (current != null) {
			return current.journal();
		}
		if (isJtaActive(key)) {
			return jtaJournal();
		}
		return CurrentJournals.isTransactionActive() ? begin(null).journal() : null;
	}

	/**
	 * Return who notes what becomes of the transaction that is current on this thread.
	 * @param using the bean name of its transaction manager, or {@code null}
	 * @return the trace, or {@code null} without a transaction, or if nobody looks
	 */
	public @Nullable TransactionTrace trace(@Nullable String using) {
		if (this.registry.trace() == null) {
			return null;
		}
		Journal own = this.journals.own();
		Journal journal = (own != null) ? own : journal(using);
		return (journal != null) ? journal.trace() : null;
	}

	private boolean isJtaActive(@Nullable ManagerKey key) {
		JtaTransactions jta = (key != null) ? key.jta() : this.managers.jta();
		return jta != null && jta.isActive();
	}

	private @Nullable Journal jtaJournal() {
		// As long as JTA has not completed it, somebody may add to it.
		JournalSynchronization completing = this.journals.completing();
		if (completing != null) {
			return completing.journal();
		}
		JtaTransactions jta = this.managers.jta();
		return (jta != null) ? jta.journal(this::create) : null;
	}

	@Override
	public void duringFlush(Runnable work) {
		this.journals.flushing(work);
	}

	@Override
	public void duringRollback(Runnable work) {
		JournalSynchronization completing = this.journals.completing();
		if (completing != null) {
			this.journals.bound(completing, work);
			return;
		}
		// The journal of the transaction has told already what became of it.
		JournalSynchronization late = synchronization(null);
		this.journals.bound(late, work);
		late.journal().completed(Outcome.ROLLED_BACK);
	}

	@Override
	public void simulateCommit() {
		Journal journal = journal(null);
		Assert.state(journal != null, "There is no transaction to commit");
		SimulatedCommit.run(journal, TransactionSynchronizationManager.isCurrentTransactionReadOnly(), this.recursion,
				this.recorder);
	}

	@Override
	public void writePending() {
		if (CurrentJournals.isTransactionActive()
				&& !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			this.transaction.flush();
		}
	}

	private JournalSynchronization begin(@Nullable ManagerKey key) {
		this.transaction.prepare(this.registry.hasDurableReceivers());
		JournalSynchronization synchronization = synchronization(key);
		synchronization.begin();
		return synchronization;
	}

	private JournalSynchronization synchronization(@Nullable ManagerKey key) {
		return new JournalSynchronization(key, this.journals, create(), this.lostAnswers);
	}

	private Journal create() {
		return new Journal(this.transaction, this.registry, this.recursion);
	}

	/**
	 * Get to know a transaction manager. Where somebody hears the net change, each of its
	 * transactions has its journal from its beginning: a flush may make the first signal
	 * when the transaction is already committing, and where there are several managers, a
	 * save may join the transaction of one while that of another is the current one.
	 * @param manager the transaction manager
	 * @param flush writes what a transaction of it holds back, such as the changes of a
	 * persistence context
	 * @param name its bean name
	 * @param aliases other names of the bean
	 */
	public void manage(ConfigurableTransactionManager manager, Consumer<TransactionStatus> flush, String name,
			String... aliases) {
		ManagerKey key = this.managers.add(manager, name, aliases);
		if (key == null) {
			return;
		}
		// With JTA, persistence contexts are closed when all synchronizations were
		// called.
		manager
			.addListener(new CommitListener(this.journals, this.registry, () -> begin(key), flush, key.jta() == null));
	}

}
