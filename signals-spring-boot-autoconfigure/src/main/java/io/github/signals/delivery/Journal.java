package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverRecursionException;
import io.github.signals.dispatch.CallRecording;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * What was signalled in one transaction. It forgets what a savepoint takes back, and
 * calls receivers when the transaction is about to commit, and when it has ended.
 */
final class Journal {

	private static final Logger logger = LoggerFactory.getLogger(Journal.class);

	private final JournalTransaction transaction;

	private final ReceiverRegistry registry;

	private final int maxRounds;

	private final List<JournalEntry> entries = new ArrayList<>();

	private final List<JournalEntry> undone = new ArrayList<>();

	private final Map<Object, Integer> savepoints = new IdentityHashMap<>(1);

	private @Nullable Object source;

	private boolean distinct = true;

	private int settled;

	private final Set<String> writers = new LinkedHashSet<>();

	private boolean recorded;

	private @Nullable CallRecording recording;

	/**
	 * Create a journal.
	 * @param transaction the transaction
	 * @param registry who is connected
	 * @param maxRounds how often receivers before the commit may cause one another
	 */
	Journal(JournalTransaction transaction, ReceiverRegistry registry, int maxRounds) {
		this.transaction = transaction;
		this.registry = registry;
		this.maxRounds = maxRounds;
	}

	/**
	 * Add an entry.
	 * @param entry the entry
	 * @param source what saves each row only once: a flush, or one signal alone
	 */
	void add(JournalEntry entry, Object source) {
		this.distinct &= entry.signal() instanceof PostSave<?> && (this.source == source || this.entries.isEmpty());
		this.source = source;
		this.entries.add(entry);
		if (this.recorded) {
			// The flush at the commit, or another synchronization that came later.
			record(List.of(entry), true);
		}
	}

	private void record(List<JournalEntry> entries, boolean distinct) {
		if (this.recording == null) {
			this.recording = this.transaction.openRecording();
		}
		JournalDelivery.record(entries, distinct, this.recording);
	}

	/**
	 * Return whether no two entries can be of the same row.
	 */
	private boolean isDistinct() {
		return this.distinct || this.entries.size() == 1;
	}

	void savepoint(Object savepoint) {
		this.savepoints.put(savepoint, this.entries.size());
	}

	void savepointRollback(Object savepoint) {
		// A savepoint that is older than this journal takes everything back.
		int mark = this.savepoints.getOrDefault(savepoint, 0);
		List<JournalEntry> since = this.entries.subList(mark, this.entries.size());
		this.undone.addAll(since);
		since.clear();
		this.settled = Math.min(this.settled, mark);
	}

	/**
	 * Do what is done before a commit: write what is pending, call the receivers before
	 * the commit, and record the calls of durable ones.
	 * @param readOnly whether nothing is to be written
	 */
	void settle(boolean readOnly) {
		if (this.registry.hasBeforeCommit()) {
			flush(readOnly);
			settleWritten(readOnly);
		}
	}

	/**
	 * Do what is done before a commit when all that was pending is written.
	 * @param readOnly whether nothing is to be written
	 */
	void settleWritten(boolean readOnly) {
		if (this.registry.hasBeforeCommit()) {
			callBeforeCommit(readOnly);
			record();
		}
	}

	/**
	 * Record the calls of durable receivers.
	 */
	void record() {
		// What comes after it was recorded, records itself.
		if (!this.recorded && this.registry.hasDurable()) {
			this.recorded = true;
			record(this.entries, isDistinct());
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
		if (this.settled == this.entries.size()) {
			return false;
		}
		List<JournalEntry> fresh = List.copyOf(this.entries.subList(this.settled, this.entries.size()));
		Set<RegisteredReceiver> receivers = receiversBeforeCommit(fresh);
		if (!receivers.isEmpty() && round >= this.maxRounds) {
			throw new ReceiverRecursionException("Receivers before the commit have triggered one another more than "
					+ this.maxRounds + " times (signals.recursion.max-depth): " + writers(receivers));
		}
		this.settled = this.entries.size();
		if (!receivers.isEmpty()) {
			deliver(fresh, round, flush);
		}
		return !receivers.isEmpty();
	}

	private void deliver(List<JournalEntry> fresh, int round, Runnable flush) {
		if (round + 1 == this.maxRounds) {
			JournalDelivery.deliverInTransaction(fresh, isDistinct(), watch(flush));
		}
		else {
			JournalDelivery.deliverInTransaction(fresh, isDistinct());
		}
	}

	/**
	 * Note who writes what receivers before the commit hear, as they are about to be
	 * refused: what each call writes is flushed right after it.
	 */
	private Consumer<RegisteredReceiver> watch(Runnable flush) {
		this.writers.clear();
		int[] seen = { this.entries.size() };
		return (receiver) -> {
			flush.run();
			for (JournalEntry entry : this.entries.subList(seen[0], this.entries.size())) {
				String cause = entry.context().causedBy();
				if (!receiversBeforeCommit(List.of(entry)).isEmpty()) {
					this.writers.add((cause != null) ? cause : receiver.uid());
				}
			}
			seen[0] = this.entries.size();
		};
	}

	/**
	 * Return who has written, or where nobody could see it, who is to be called again.
	 */
	private Set<String> writers(Set<RegisteredReceiver> receivers) {
		if (!this.writers.isEmpty()) {
			return this.writers;
		}
		Set<String> uids = new TreeSet<>();
		receivers.forEach((receiver) -> uids.add(receiver.uid()));
		return uids;
	}

	/**
	 * Do what is done before a commit, and forget all of it.
	 * @param readOnly whether nothing is to be written
	 * @return what is to be delivered after the commit
	 */
	Taken take(boolean readOnly) {
		flush(readOnly);
		callBeforeCommit(readOnly);
		Taken taken = new Taken(List.copyOf(this.entries), isDistinct(), List.copyOf(this.undone));
		this.entries.clear();
		this.undone.clear();
		this.savepoints.replaceAll((savepoint, mark) -> 0);
		this.settled = 0;
		this.distinct = true;
		return taken;
	}

	void flush(boolean readOnly) {
		// What a read-only transaction holds is not to be written.
		if (!readOnly) {
			this.transaction.flush();
		}
	}

	private static Set<RegisteredReceiver> receiversBeforeCommit(List<JournalEntry> entries) {
		Set<RegisteredReceiver> receivers = new LinkedHashSet<>();
		entries.forEach((entry) -> entry.receivers()
			.stream()
			.filter((receiver) -> receiver.delivery() == Delivery.BEFORE_COMMIT)
			.forEach(receivers::add));
		return receivers;
	}

	/**
	 * The transaction has ended: call the receivers that hear how.
	 * @param outcome how it has ended
	 */
	void completed(Outcome outcome) {
		switch (outcome) {
			case COMMITTED -> committed();
			case ROLLED_BACK -> rolledBack();
			case ABANDONED -> warnOfAbandoned();
			case UNKNOWN -> reportUnknown();
			case TOO_LATE -> warnOfTooLate();
		}
	}

	private void committed() {
		reportUnheard();
		if (this.recording != null) {
			this.recording.committed();
		}
		try {
			deliverAfter(this.undone, false, JournalDelivery.AFTER_ROLLBACK);
		}
		finally {
			deliverAfter(this.entries, isDistinct(), JournalDelivery.AFTER_COMMIT);
		}
	}

	private void rolledBack() {
		this.undone.addAll(0, this.entries);
		deliverAfter(this.undone, false, JournalDelivery.AFTER_ROLLBACK);
	}

	private void deliverAfter(List<JournalEntry> entries, boolean distinct, Set<Delivery> deliveries) {
		JournalDelivery.deliverAfter(entries, distinct, deliveries, this.transaction::suspend);
	}

	private void reportUnknown() {
		Set<String> receivers = new LinkedHashSet<>();
		Set<String> senders = new LinkedHashSet<>();
		for (JournalEntry entry : this.entries) {
			for (RegisteredReceiver receiver : entry.receivers()) {
				if (JournalDelivery.AFTER_END.contains(receiver.delivery())) {
					receivers.add(receiver.uid());
					senders.add(entry.signal().sender().getName());
				}
			}
		}
		if (!receivers.isEmpty()) {
			logger.error("""
					The answer to a commit was lost with the connection: only the database can tell whether the \
					transaction was committed or rolled back. Receivers {} are not called for what was changed of {}. \
					Durable calls are made if their records are there.""", receivers, senders);
		}
	}

	private void warnOfTooLate() {
		if (!this.entries.isEmpty()) {
			logger.warn("""
					{} signals, the first of {}, were made in a transaction that had already completed, or whose \
					outcome is not known. What they tell was probably not written, and no receiver is called. \
					Code that runs after a commit has to start a transaction of its own (REQUIRES_NEW).""",
					this.entries.size(), this.entries.get(0).signal().sender().getName());
		}
	}

	private void warnOfAbandoned() {
		if (!this.entries.isEmpty()) {
			logger
				.warn("""
						A session was closed in the middle of its transaction, which was neither committed nor rolled back. \
						What it has written is probably lost: {} signals, the first of {}, are not heard after it.""",
						this.entries.size(), this.entries.get(0).signal().sender().getName());
		}
	}

	private void reportUnheard() {
		if (!this.registry.hasBeforeCommit()) {
			return;
		}
		Set<RegisteredReceiver> unheard = receiversBeforeCommit(
				this.entries.subList(this.settled, this.entries.size()));
		if (!unheard.isEmpty()) {
			logger.error("Receivers {} could not be called before the commit: another synchronization made the"
					+ " changes while the transaction was already committing", unheard);
		}
	}

	/**
	 * What was forgotten.
	 *
	 * @param entries what was signalled
	 * @param distinct whether no two entries can be of the same row
	 * @param undone what savepoints have taken back
	 */
	record Taken(List<JournalEntry> entries, boolean distinct, List<JournalEntry> undone) {

	}

}
