package io.github.signals.delivery;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.PostDelete;
import io.github.signals.Signal;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Takes the signals of one transaction, whose journal is looked up at the first of them.
 */
final class JournalDeferral implements Deferral {

	private final Supplier<Journal> find;

	private @Nullable Journal journal;

	JournalDeferral(Supplier<Journal> find) {
		this.find = find;
	}

	@Override
	public void defer(Signal<?> signal, DispatchContext context, SenderRoutes routes) {
		add(JournalEntry.of(signal, context, routes, Map.of()));
	}

	@Override
	public void defer(PostDelete<?> signal, DispatchContext context, SenderRoutes routes,
			Map<String, ? extends @Nullable Object> last) {
		add(JournalEntry.of(signal, context, routes, last));
	}

	private void add(JournalEntry entry) {
		Journal current = this.journal;
		if (current == null) {
			current = this.find.get();
			this.journal = current;
		}
		current.add(entry, this);
	}

}
