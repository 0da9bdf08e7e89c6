package io.github.signals.capture.persistence;

import org.jspecify.annotations.Nullable;

import io.github.signals.SignalNotes;
import io.github.signals.dispatch.DispatchContext;

/**
 * The notes of a statement of a stateless session, from what comes before it until it is
 * executed. A statement that fails leaves them behind for the next one of its thread.
 */
final class StatelessNotes {

	private final ThreadLocal<@Nullable Noted> noted = new ThreadLocal<>();

	/**
	 * Remember the notes of an entity, if its receivers take any.
	 */
	void add(Object entity, DispatchContext context) {
		SignalNotes notes = context.notes();
		if (notes != null) {
			this.noted.set(new Noted(entity, notes));
		}
	}

	/**
	 * Return the notes of an entity that was written, and forget them.
	 */
	WriteNotes take(Object entity) {
		Noted known = this.noted.get();
		this.noted.remove();
		return new WriteNotes((known != null && known.entity == entity) ? known.notes : new SignalNotes());
	}

	private record Noted(Object entity, SignalNotes notes) {

	}

}
