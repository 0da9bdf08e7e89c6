package io.github.signals.delivery;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.dispatch.CallRecording;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RecursionLimit;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.TransactionTrace;

/**
 * What was signalled in one transaction. It forgets what a savepoint takes back, and
 * calls receivers when the transaction is about to commit, and when it has ended.
 */
final class Journal {

	private static final Logger logger = LoggerFactory.getLogger(Journal.class);

	private final JournalTransaction transaction;

	private final ReceiverRegistry registry;

	private final JournalEntries entries = new JournalEntries();

	private final BeforeCommitRounds rounds;

	private final @Nullable JournalTrace trace;

	private boolean recorded;

	private @Nullable CallRecording recording;

	/**
	 * Create a journal.
	 * @param transaction the transaction
	 * @param registry the connected receivers
	 * @param recursion how often receivers before the commit may trigger one another
	 */
	Journal(JournalTransaction transaction, ReceiverRegistry registry, RecursionLimit recursion) {
		this.transaction = transaction;
		this.registry = registry;
		this.rounds = new BeforeCommitRounds(this.entries, recursion);
		this.trace = JournalTrace.of(registry.trace(), transaction);
	}

	/**
	 * Return whether somebody looks.
	 */
	boolean isTraced() {
		return this.trace != null;
	}

	/**
	 * Return who notes what becomes of the transaction.
	 * @return the trace, or {@code null} if nobody looks
	 */
	@Nullable TransactionTrace trace() {
		return (this.trace != null) ? this.trace.transaction() : null;
	}

	/**
	 * Add an entry.
	 * @param entry the entry
	 * @param source what saves each row only once: a flush, or one signal alone
	 */
	void add(JournalEntry entry, Object source) {
		this.entries.add(entry, source);
		if (this.trace != null) {
			this.trace.added(entry);
		}
		if (this.recorded) {
			// The flush at the commit, or another synchronization that came later.
			record(List.of(entry), true);
		}
	}

	private void record(List<JournalEntry> entries, boolean distinct) {
		if (this.recording == null) {
			this.recording = this.transaction.openRecording();
		}
		RecordingPhase.record(entries, distinct, this.recording);
	}

	void savepoint(Object savepoint) {
		this.entries.savepoint(savepoint);
	}

	void savepointRollback(Object savepoint) {
		List<JournalEntry> undone = this.entries.savepointRollback(savepoint);
		if (this.trace != null) {
			this.trace.takenBack(undone);
		}
		this.rounds.takenBack();
	}

	/**
	 * Do what is done before a commit: write what is pending, call the receivers before
	 * the commit, and record the calls of durable ones.
	 * @param readOnly whether nothing is to be written
	 */
	void settle(boolean readOnly) {
		if (this.registry.hasBeforeCommitReceivers()) {
			flush(readOnly);
			settleWritten(readOnly);
		}
	}

	/**
	 * Do what is done before a commit when all that was pending is written.
	 * @param readOnly whether nothing is to be written
	 */
	void settleWritten(boolean readOnly) {
		if (this.registry.hasBeforeCommitReceivers()) {
			callBeforeCommit(readOnly);
			record();
		}
	}

	/**
	 * Record the calls of durable receivers.
	 */
	void record() {
		// What comes after it was recorded, records itself.
		if (!this.recorded && this.registry.hasDurableReceivers()) {
			this.recorded = true;
			record(this.entries.all(), this.entries.isDistinct());
		}
	}

	/**
	 * Call the receivers before the commit until they change nothing any more.
	 */
	void callBeforeCommit(boolean readOnly) {
		Runnable flush = () -> flush(readOnly);
		for (int round = 0; callFresh(round, flush); round++) {
			flush.run();
		}
	}

	/**
	 * Call the receivers before the commit for what they have not heard yet.
	 * @param round how often they were called before
	 * @param flush what writes all that is pending
	 * @return whether there were any, who may have changed something
	 */
	boolean callFresh(int round, Runnable flush) {
		return this.rounds.call(round, flush);
	}

	/**
	 * Do what is done before a commit, and forget all of it.
	 * @param readOnly whether nothing is to be written
	 * @return what is to be delivered after the commit
	 */
	JournalEntries take(boolean readOnly) {
		flush(readOnly);
		callBeforeCommit(readOnly);
		JournalEntries taken = this.entries.take();
		this.rounds.takenBack();
		return taken;
	}

	/**
	 * Return whether it matters to a receiver that the transaction is about to be
	 * committed, and not only to somebody who looks on.
	 */
	boolean isCommitHeard() {
		return this.registry.hasCommitReceivers();
	}

	void flush(boolean readOnly) {
		// What a read-only transaction holds is not to be written.
		if (!readOnly) {
			this.transaction.flush();
		}
	}

	/**
	 * The transaction has ended: call the receivers that hear how.
	 * @param outcome how it has ended
	 */
	void completed(Outcome outcome) {
		if (this.trace != null) {
			this.trace.completed(outcome, () -> deliver(outcome));
		}
		else {
			deliver(outcome);
		}
	}

	private void deliver(Outcome outcome) {
		switch (outcome) {
			case COMMITTED -> committed();
			case ROLLED_BACK -> rolledBack();
			case ABANDONED -> UndeliveredSignals.warnOfAbandoned(this.entries.all());
			case UNKNOWN -> UndeliveredSignals.reportUnknown(this.entries.all());
			case TOO_LATE -> UndeliveredSignals.warnOfTooLate(this.entries.all());
		}
	}

	private void committed() {
		reportUnheard();
		if (this.recording != null) {
			this.recording.committed();
		}
		try {
			deliverAfter(this.entries.undone(), false, Outcome.ROLLED_BACK);
		}
		finally {
			try {
				deliverAfter(this.entries.all(), this.entries.isDistinct(), Outcome.COMMITTED);
			}
			finally {
				InlineCalls.make(this.recording, this.transaction::suspend);
			}
		}
	}

	private void rolledBack() {
		this.entries.rollback();
		deliverAfter(this.entries.undone(), false, Outcome.ROLLED_BACK);
	}

	private void deliverAfter(List<JournalEntry> entries, boolean distinct, Outcome outcome) {
		AfterCompletionPhase.deliver(entries, distinct, outcome, this.transaction::suspend);
	}

	private void reportUnheard() {
		if (!this.registry.hasBeforeCommitReceivers()) {
			return;
		}
		Set<RegisteredReceiver> unheard = this.rounds.unheard();
		if (!unheard.isEmpty()) {
			logger.error("Receivers {} could not be called before the commit: another synchronization made the"
					+ " changes while the transaction was already committing", unheard);
		}
	}

}
