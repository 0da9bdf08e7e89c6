package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverRecursionException;
import io.github.signals.dispatch.CallRecording;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * What was signalled in one transaction: its only synchronization. It goes out of sight
 * while the transaction is suspended, forgets what a savepoint takes back, and believes
 * in a commit only if it was there before the transaction completed.
 */
final class Journal implements TransactionSynchronization {

	private static final Logger logger = LoggerFactory.getLogger(Journal.class);

	private final @Nullable Object suspendedKey;

	private final TransactionJournals journals;

	private final boolean trusted;

	private final List<JournalEntry> entries = new ArrayList<>();

	private final List<JournalEntry> undone = new ArrayList<>();

	private final Map<Object, Integer> savepoints = new IdentityHashMap<>(1);

	private @Nullable Object source;

	private boolean distinct = true;

	private int settled;

	private @Nullable Object shadowed;

	private boolean bound;

	private boolean completing;

	private boolean recorded;

	private @Nullable CallRecording recording;

	/**
	 * Create a journal.
	 * @param suspendedKey under which it can be found while another transaction is the
	 * current one, or {@code null}
	 * @param journals what it has in common with the others
	 * @param trusted whether the transaction is known not to have completed yet
	 */
	Journal(@Nullable Object suspendedKey, TransactionJournals journals, boolean trusted) {
		this.suspendedKey = suspendedKey;
		this.journals = journals;
		this.trusted = trusted;
	}

	/**
	 * Add an entry.
	 * @param entry the entry
	 * @param source what saves each row only once, be it a flush or one signal alone
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
			this.recording = this.journals.openRecording();
		}
		JournalDelivery.record(entries, distinct, this.recording);
	}

	/**
	 * Return whether no two entries can be of the same row.
	 */
	private boolean isDistinct() {
		return this.distinct || this.entries.size() == 1;
	}

	void begin() {
		TransactionSynchronizationManager.registerSynchronization(this);
		this.journals.bind(this);
	}

	boolean isSuspendedAs(Object key) {
		return key.equals(this.suspendedKey);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void suspend() {
		this.bound = this.journals.unbind(this);
		if (this.completing) {
			this.journals.completed(this);
		}
		else if (this.suspendedKey != null) {
			this.shadowed = TransactionSynchronizationManager.unbindResourceIfPossible(this.suspendedKey);
			TransactionSynchronizationManager.bindResource(this.suspendedKey, this);
		}
	}

	@Override
	public void resume() {
		if (this.bound) {
			this.journals.bind(this);
		}
		if (this.completing) {
			this.journals.completing(this);
		}
		else if (this.suspendedKey != null) {
			TransactionSynchronizationManager.unbindResourceIfPossible(this.suspendedKey);
			if (this.shadowed != null) {
				TransactionSynchronizationManager.bindResource(this.suspendedKey, this.shadowed);
			}
		}
	}

	@Override
	public void savepoint(Object savepoint) {
		this.savepoints.put(savepoint, this.entries.size());
	}

	@Override
	public void savepointRollback(Object savepoint) {
		// A savepoint that is older than this journal takes everything back.
		int mark = this.savepoints.getOrDefault(savepoint, 0);
		List<JournalEntry> since = this.entries.subList(mark, this.entries.size());
		this.undone.addAll(since);
		since.clear();
		this.settled = Math.min(this.settled, mark);
	}

	@Override
	public void beforeCommit(boolean readOnly) {
		if (!this.journals.hasBeforeCommit()) {
			return;
		}
		settle(readOnly);
		this.recorded = this.journals.hasDurable();
		if (this.recorded) {
			record(this.entries, isDistinct());
		}
	}

	/**
	 * Do what is done before a commit.
	 */
	private void settle(boolean readOnly) {
		flush(readOnly);
		for (int round = 0; this.settled < this.entries.size(); round++) {
			List<JournalEntry> fresh = List.copyOf(this.entries.subList(this.settled, this.entries.size()));
			if (round == this.journals.maxRounds()) {
				throw new ReceiverRecursionException(
						"Receivers before the commit cause one another more than " + this.journals.maxRounds()
								+ " times (signals.recursion.max-depth): " + receiversBeforeCommit(fresh));
			}
			this.settled = this.entries.size();
			if (!receiversBeforeCommit(fresh).isEmpty()) {
				JournalDelivery.deliverInTransaction(fresh, isDistinct());
				flush(readOnly);
			}
		}
	}

	/**
	 * Do what is done before a commit, and forget all of it.
	 * @param readOnly whether nothing is to be written
	 * @return what is to be delivered after the commit
	 */
	Taken take(boolean readOnly) {
		settle(readOnly);
		Taken taken = new Taken(List.copyOf(this.entries), isDistinct(), List.copyOf(this.undone));
		this.entries.clear();
		this.undone.clear();
		this.savepoints.replaceAll((savepoint, mark) -> 0);
		this.settled = 0;
		this.distinct = true;
		return taken;
	}

	private void flush(boolean readOnly) {
		// What a read-only transaction holds is not to be written.
		if (!readOnly) {
			this.journals.flush();
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

	@Override
	public void beforeCompletion() {
		this.completing = true;
		this.journals.unbind(this);
		this.journals.completing(this);
	}

	@Override
	public void afterCompletion(int status) {
		this.journals.unbind(this);
		this.journals.completed(this);
		if (status == STATUS_ROLLED_BACK) {
			this.undone.addAll(0, this.entries);
			JournalDelivery.deliverAfter(this.undone, false, JournalDelivery.AFTER_ROLLBACK,
					this.journals.suspendedTransactions());
		}
		else if (status == STATUS_COMMITTED && (this.completing || this.trusted)) {
			reportUnheard();
			if (this.recording != null) {
				this.recording.committed();
			}
			try {
				JournalDelivery.deliverAfter(this.undone, false, JournalDelivery.AFTER_ROLLBACK,
						this.journals.suspendedTransactions());
			}
			finally {
				JournalDelivery.deliverAfter(this.entries, isDistinct(), JournalDelivery.AFTER_COMMIT,
						this.journals.suspendedTransactions());
			}
		}
		else if (!this.entries.isEmpty()) {
			logger.warn("""
					{} signals, the first of {}, were made in a transaction that had already completed, or whose \
					outcome is not known. What they tell was probably not written, and no receiver is called. \
					Code that runs after a commit has to start a transaction of its own (REQUIRES_NEW).""",
					this.entries.size(), this.entries.get(0).signal().sender().getName());
		}
	}

	private void reportUnheard() {
		if (!this.journals.hasBeforeCommit()) {
			return;
		}
		Set<RegisteredReceiver> unheard = receiversBeforeCommit(
				this.entries.subList(this.settled, this.entries.size()));
		if (!unheard.isEmpty()) {
			logger.error("Receivers {} could not be called before the commit: another synchronization made the"
					+ " changes when the transaction was already committing", unheard);
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
