package io.github.signals.delivery;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

import io.github.signals.PostDelete;
import io.github.signals.Signal;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Takes the signals of one transaction, whose journal is looked up at the first of them.
 */
final class JournalDeferral implements Deferral {

	private final Supplier<Journal> journal;

	JournalDeferral(Supplier<Journal> journal) {
		this.journal = SingletonSupplier.of(journal);
	}

	@Override
	public void defer(Signal<?> signal, DispatchContext context, SenderRoutes routes) {
		this.journal.get().add(JournalEntry.of(signal, context, routes, Map.of()));
	}

	@Override
	public void defer(PostDelete<?> signal, DispatchContext context, SenderRoutes routes,
			Map<String, ? extends @Nullable Object> last) {
		this.journal.get().add(JournalEntry.of(signal, context, routes, last));
	}

}
