package io.github.signals.delivery;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Signal;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Part;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Makes an entry of a journal of each signal.
 */
abstract class EntryDeferral implements Deferral {

	@Override
	public final void defer(Signal<?> signal, DispatchContext context, SenderRoutes routes) {
		add(JournalEntry.of(signal, context, routes, Map.of()));
	}

	@Override
	public final void defer(PostDelete<?> signal, DispatchContext context, SenderRoutes routes,
			Map<String, ? extends @Nullable Object> last) {
		add(JournalEntry.of(signal, context, routes, last));
	}

	@Override
	public final void defer(PostSave<?> signal, DispatchContext context, SenderRoutes routes, Part part) {
		add(JournalEntry.of(signal, context, routes, part));
	}

	abstract void add(JournalEntry entry);

}
