package io.github.signals.capture.repository;

import io.github.signals.PostDelete;
import io.github.signals.capture.EntityReader;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.SenderRoutes;
import io.github.signals.dispatch.SnapshotContext;

/**
 * The deletes of one call of which nobody else tells: the call is what receivers hear,
 * and what the net change is made of.
 */
final class CallDeletes extends DeleteCapture {

	CallDeletes(Dispatcher dispatcher, EntityStore store, EntityReader reader, DispatchContext context) {
		super(dispatcher, store, reader, context);
	}

	@Override
	void send(PostDelete<?> signal, SenderRoutes routes, boolean heldBack) {
		DispatchContext context = SnapshotContext.of((DispatchContext) signal.context(), signal, routes);
		this.dispatcher.now(signal, routes);
		if (!heldBack) {
			this.dispatcher.later(signal, context, routes);
		}
	}

}
