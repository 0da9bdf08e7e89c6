package io.github.signals.capture.repository;

import java.util.IdentityHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.NotedContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * The contexts of what one call writes: one for all entities, but where receivers take
 * notes.
 */
final class WriteContexts {

	private final DispatchContext context;

	private @Nullable Map<Object, DispatchContext> noted;

	WriteContexts(DispatchContext context) {
		this.context = context;
	}

	/**
	 * Return the context of all signals about one entity.
	 * @param entity what was handed to the call, or found by it
	 */
	DispatchContext of(Object entity, SenderRoutes routes) {
		if (!routes.takeNotes()) {
			return this.context;
		}
		Map<Object, DispatchContext> known = this.noted;
		if (known == null) {
			known = new IdentityHashMap<>();
			this.noted = known;
		}
		return known.computeIfAbsent(entity, (key) -> NotedContext.of(this.context, routes));
	}

}
