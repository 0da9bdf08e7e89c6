package io.github.signals.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.CollectionChange;
import io.github.signals.FailureSignal;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Signal;
import io.github.signals.SignalNotes;

/**
 * Folds the signals of one entity into the one that tells from where to where it came.
 */
final class NetChange {

	private boolean existedBefore;

	private boolean exists;

	private @Nullable Changes changes;

	private @Nullable Map<String, @Nullable Object> stored;

	private @Nullable PartsChange parts;

	private @Nullable JournalEntry last;

	/**
	 * Fold entries of the same key, in the order in which they were made.
	 * @param entries the entries
	 * @return the last entry with the net signal, or {@code null} if nothing has changed
	 */
	static @Nullable JournalEntry of(List<JournalEntry> entries) {
		if (entries.size() == 1 && isNet(entries.get(0).signal())) {
			return entries.get(0);
		}
		NetChange net = new NetChange();
		for (JournalEntry entry : entries) {
			if (entry.signal() instanceof CollectionChange<?>) {
				return NetLinks.of(entries);
			}
			if (entry.signal() instanceof FailureSignal<?>) {
				return NetFailure.of(entries);
			}
			if (!(entry.signal() instanceof PostSave<?> || entry.signal() instanceof PostDelete<?>)) {
				return entry;
			}
			net.add(entry);
		}
		JournalEntry result = net.result();
		if (result != null) {
			gatherNotes(entries, result);
		}
		return result;
	}

	private void add(JournalEntry entry) {
		if (entry.isOfPart()) {
			changed((PostSave<?>) entry.signal());
			this.last = (this.last != null) ? this.last : entry;
			return;
		}
		if (entry.signal() instanceof PostSave<?> saved) {
			saved(saved);
		}
		else {
			deleted(entry);
		}
		this.last = entry;
	}

	/**
	 * Give the net change the notes of all writes.
	 */
	private static void gatherNotes(List<JournalEntry> entries, JournalEntry net) {
		SignalNotes notes = net.context().notes();
		for (int i = entries.size() - 1; notes != null && i >= 0; i--) {
			SignalNotes earlier = entries.get(i).isOfPart() ? null : entries.get(i).context().notes();
			if (earlier != null && earlier != notes) {
				notes.addMissing(earlier);
			}
		}
	}

	/**
	 * Return whether a signal that is the only one of its entity is the net change: all
	 * are, but a save that changed nothing but the version.
	 */
	static boolean isNet(Signal<?> signal) {
		return !(signal instanceof PostSave<?> saved) || saved.created() || !saved.changes().isVersionOnly();
	}

	private void saved(PostSave<?> saved) {
		if (this.last == null) {
			this.existedBefore = !saved.created();
		}
		Map<String, @Nullable Object> before = this.stored;
		if (!this.exists && before != null && saved.created() && !saved.changes().attributes().isEmpty()) {
			// The row was deleted, and created again.
			this.changes = saved.changes().since(before);
			this.exists = true;
			return;
		}
		this.exists = true;
		this.changes = (this.changes != null) ? this.changes.then(saved.changes()) : saved.changes();
	}

	/**
	 * A part was changed, which says nothing of the row.
	 */
	private void changed(PostSave<?> saved) {
		if (this.last == null) {
			this.existedBefore = true;
			this.exists = true;
		}
		if (this.parts == null) {
			this.parts = new PartsChange();
		}
		this.parts.add(saved.changes());
	}

	private void deleted(JournalEntry entry) {
		if (this.last == null) {
			this.existedBefore = true;
		}
		if (this.existedBefore && !entry.last().isEmpty()) {
			this.stored = stored(entry.last());
		}
		this.exists = false;
	}

	/**
	 * Return what was stored before the transaction, of what was stored before a delete.
	 */
	private Map<String, @Nullable Object> stored(Map<String, ? extends @Nullable Object> last) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>(last);
		Changes until = this.changes;
		if (until != null) {
			until.attributes().forEach((attribute) -> values.put(attribute, until.before(attribute)));
		}
		return (this.stored != null) ? this.stored : values;
	}

	private @Nullable JournalEntry result() {
		JournalEntry entry = this.last;
		if (entry == null || !this.exists && !this.existedBefore) {
			return null;
		}
		if (!this.exists) {
			return entry;
		}
		Changes net = (this.changes != null) ? this.changes : Changes.none();
		net = (this.parts != null) ? net.then(this.parts.net()) : net;
		if (this.existedBefore && net.isVersionOnly()) {
			return null;
		}
		return with(entry, (PostSave<?>) entry.signal(), net);
	}

	private JournalEntry with(JournalEntry entry, PostSave<?> saved, Changes net) {
		boolean created = !this.existedBefore;
		if (saved.created() == created && saved.changes().equals(net)) {
			return entry;
		}
		Signal<?> signal = new PostSave<>(saved.sender(), saved.instance(), created, net, saved.context());
		return entry.with(signal);
	}

}
