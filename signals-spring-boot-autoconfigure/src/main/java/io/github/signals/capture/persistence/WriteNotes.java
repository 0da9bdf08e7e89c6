package io.github.signals.capture.persistence;

import java.util.IdentityHashMap;
import java.util.Map;

import io.github.signals.SignalNotes;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.NotedContext;

/**
 * The notes of one write, and the contexts that have them: who hears of the write now and
 * who hears of it later is told the same context.
 */
final class WriteNotes {

	private final SignalNotes notes;

	private final Map<DispatchContext, DispatchContext> contexts = new IdentityHashMap<>(2);

	WriteNotes(SignalNotes notes) {
		this.notes = notes;
	}

	DispatchContext in(DispatchContext context) {
		return this.contexts.computeIfAbsent(context, (key) -> NotedContext.of(key, this.notes));
	}

}
