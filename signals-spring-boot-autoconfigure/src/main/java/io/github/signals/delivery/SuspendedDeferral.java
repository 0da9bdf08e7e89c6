package io.github.signals.delivery;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Signal;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Part;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Takes signals of what belongs to no transaction, although one is open on this thread.
 *
 * @param delegate what takes them when that one is suspended
 * @param transaction what suspends it
 */
record SuspendedDeferral(Deferral delegate, Supplier<Suspension> transaction) implements Deferral {

	@Override
	public void defer(Signal<?> signal, DispatchContext context, SenderRoutes routes) {
		suspended(() -> this.delegate.defer(signal, context, routes));
	}

	@Override
	public void defer(PostDelete<?> signal, DispatchContext context, SenderRoutes routes,
			Map<String, ? extends @Nullable Object> last) {
		suspended(() -> this.delegate.defer(signal, context, routes, last));
	}

	@Override
	public void defer(PostSave<?> signal, DispatchContext context, SenderRoutes routes, Part part) {
		suspended(() -> this.delegate.defer(signal, context, routes, part));
	}

	@Override
	public void record(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context) {
		suspended(() -> this.delegate.record(receiver, signal, context));
	}

	private void suspended(Runnable work) {
		try (Suspension suspension = this.transaction.get()) {
			suspension.beforeCall();
			work.run();
		}
	}

}
