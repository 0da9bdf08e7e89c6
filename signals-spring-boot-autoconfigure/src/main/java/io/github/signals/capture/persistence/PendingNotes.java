package io.github.signals.capture.persistence;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.SignalNotes;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * The notes of what one session is going to write, from the first receiver that takes
 * them until the write is signalled.
 */
final class PendingNotes {

	private @Nullable Map<Object, WriteNotes> pending;

	/**
	 * Return the context of a write, with its notes if a receiver takes them.
	 * @param announced what a repository has told of the write, with notes of its own
	 */
	DispatchContext noted(DispatchContext context, Object entity, SenderRoutes routes,
			@Nullable Announcement announced) {
		return routes.takeNotes() ? of(entity, announced).in(context) : context;
	}

	private WriteNotes of(Object entity, @Nullable Announcement announced) {
		SignalNotes known = (announced != null) ? announced.context().notes() : null;
		if (known == null) {
			return pending().computeIfAbsent(entity, (key) -> new WriteNotes(new SignalNotes()));
		}
		WriteNotes notes = new WriteNotes(known);
		pending().put(entity, notes);
		return notes;
	}

	private Map<Object, WriteNotes> pending() {
		Map<Object, WriteNotes> known = this.pending;
		if (known == null) {
			known = new IdentityHashMap<>(2);
			this.pending = known;
		}
		return known;
	}

	/**
	 * A merge has copied an entity, and it is the copy that is going to be saved.
	 */
	void merged(Object original, Object copy) {
		WriteNotes known = (this.pending != null) ? this.pending.remove(original) : null;
		if (known != null) {
			pending().put(copy, known);
		}
	}

	/**
	 * Take the notes of what is about to be signalled: what is written meanwhile has
	 * others.
	 * @return the notes by entity, of those senders whose receivers take them
	 */
	Map<Object, WriteNotes> take(List<SettledWrite> writes) {
		Map<Object, WriteNotes> taken = Map.of();
		for (SettledWrite write : writes) {
			if (write.row().routes.takeNotes()) {
				taken = taken.isEmpty() ? new IdentityHashMap<>() : taken;
				taken.put(write.row().entity, of(write.row().entity, write.announced()));
				pending().remove(write.row().entity);
			}
		}
		return taken;
	}

	void clear() {
		this.pending = null;
	}

}
