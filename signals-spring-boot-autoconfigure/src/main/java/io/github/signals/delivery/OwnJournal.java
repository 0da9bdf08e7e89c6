package io.github.signals.delivery;

import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.CallRecording;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.OwnTransaction;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RecursionLimit;

/**
 * Ties a journal to a transaction that the application has begun itself: it takes the
 * signals of that transaction alone, whatever Spring's current one is.
 */
final class OwnJournal extends EntryDeferral implements JournalTransaction, OwnTransaction.Ending {

	private static final Logger logger = LoggerFactory.getLogger(OwnJournal.class);

	private final OwnTransaction transaction;

	private final JournalTransaction around;

	private final Supplier<CallRecorder> recorder;

	private final BiConsumer<Journal, Runnable> within;

	private final Journal journal;

	/**
	 * Create an instance.
	 * @param transaction the transaction
	 * @param around the one of Spring's that may be open around it
	 * @param recorder records the calls of durable receivers
	 * @param registry the connected receivers
	 * @param recursion how often receivers before the commit may trigger one another
	 * @param within lets a trace find the transaction while work is done in it
	 */
	OwnJournal(OwnTransaction transaction, JournalTransaction around, Supplier<CallRecorder> recorder,
			ReceiverRegistry registry, RecursionLimit recursion, BiConsumer<Journal, Runnable> within) {
		this.transaction = transaction;
		this.around = around;
		this.recorder = recorder;
		this.within = within;
		this.journal = new Journal(this, registry, recursion);
	}

	@Override
	void add(JournalEntry entry) {
		this.journal.add(entry, entry);
	}

	@Override
	public Deferral forTransaction(@Nullable String using) {
		return new JournalDeferral(() -> this.journal);
	}

	@Override
	public void within(Runnable calls) {
		if (this.journal.isTraced()) {
			this.within.accept(this.journal, calls);
		}
		else {
			calls.run();
		}
	}

	@Override
	public void duringFlush(Runnable work) {
		within(work);
	}

	@Override
	public @Nullable String name() {
		return null;
	}

	@Override
	public void flush() {
		this.transaction.flush();
	}

	@Override
	public CallRecording openRecording() {
		return this.recorder.get().open(this.transaction);
	}

	@Override
	public Suspension suspend() {
		return this.around.suspend();
	}

	@Override
	public void beforeCommit() {
		this.journal.settleWritten(false);
	}

	@Override
	public void committed() {
		completed(Outcome.COMMITTED);
	}

	@Override
	public void rolledBack() {
		completed(Outcome.ROLLED_BACK);
	}

	@Override
	public void lost() {
		completed(Outcome.UNKNOWN);
	}

	@Override
	public void abandoned() {
		completed(Outcome.ABANDONED);
	}

	private void completed(Outcome outcome) {
		try {
			this.journal.completed(outcome);
		}
		catch (RuntimeException | Error ex) {
			// The transaction has ended, and its caller must not believe that it has
			// failed.
			logger.error("Failed to deliver signals after the end of a transaction", ex);
		}
	}

}
