package io.github.signals.capture.repository;

import io.github.signals.PostSave;
import io.github.signals.capture.EntityReader;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.SenderRoutes;
import io.github.signals.dispatch.SnapshotContext;

/**
 * The saves of one call of which nobody else tells: the call is what receivers hear, and
 * what the net change is made of.
 */
final class CallSaves extends SaveCapture {

	CallSaves(Dispatcher dispatcher, EntityStore store, EntityReader reader, DispatchContext context) {
		super(dispatcher, store, reader, context);
	}

	@Override
	boolean isHeardAtOnce(SenderRoutes routes) {
		return true;
	}

	@Override
	boolean asksChanges(SenderRoutes routes) {
		return routes.askChanges();
	}

	@Override
	void send(PostSave<?> signal, SenderRoutes routes, boolean heldBack) {
		DispatchContext context = SnapshotContext.of((DispatchContext) signal.context(), signal, routes);
		this.dispatcher.now(signal, routes);
		if (!heldBack) {
			this.dispatcher.later(signal, context, routes);
		}
	}

}
