package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.PostSave;

/**
 * What was signalled in one transaction, and what a savepoint has taken back of it.
 */
final class JournalEntries {

	private final List<JournalEntry> entries = new ArrayList<>();

	private final List<JournalEntry> undone = new ArrayList<>();

	private final Map<Object, Integer> savepoints = new IdentityHashMap<>(1);

	private @Nullable Object source;

	private boolean distinct = true;

	/**
	 * Add an entry.
	 * @param entry the entry
	 * @param source what saves each row only once: a flush, or one signal alone
	 */
	void add(JournalEntry entry, Object source) {
		this.distinct &= entry.signal() instanceof PostSave<?> && !entry.isOfPart()
				&& (this.source == source || this.entries.isEmpty());
		this.source = source;
		this.entries.add(entry);
	}

	/**
	 * Return what was signalled and not taken back.
	 */
	List<JournalEntry> all() {
		return this.entries;
	}

	/**
	 * Return what was signalled since there were so many entries.
	 */
	List<JournalEntry> since(int mark) {
		return this.entries.subList(mark, this.entries.size());
	}

	/**
	 * Return what was taken back.
	 */
	List<JournalEntry> undone() {
		return this.undone;
	}

	int size() {
		return this.entries.size();
	}

	boolean isEmpty() {
		return this.entries.isEmpty() && this.undone.isEmpty();
	}

	/**
	 * Return whether no two entries can be of the same row.
	 */
	boolean isDistinct() {
		return this.distinct || this.entries.size() == 1;
	}

	void savepoint(Object savepoint) {
		this.savepoints.put(savepoint, this.entries.size());
	}

	/**
	 * Take back what was signalled since a savepoint.
	 * @return what was taken back
	 */
	List<JournalEntry> savepointRollback(Object savepoint) {
		// A savepoint that is older than this journal takes everything back.
		List<JournalEntry> since = since(this.savepoints.getOrDefault(savepoint, 0));
		int before = this.undone.size();
		this.undone.addAll(since);
		since.clear();
		return this.undone.subList(before, this.undone.size());
	}

	/**
	 * The transaction takes everything back.
	 */
	void rollback() {
		this.undone.addAll(0, this.entries);
	}

	/**
	 * Forget everything.
	 * @return what was forgotten
	 */
	JournalEntries take() {
		JournalEntries taken = new JournalEntries();
		taken.entries.addAll(this.entries);
		taken.undone.addAll(this.undone);
		taken.distinct = this.distinct;
		this.entries.clear();
		this.undone.clear();
		this.savepoints.replaceAll((savepoint, mark) -> 0);
		this.distinct = true;
		return taken;
	}

}
