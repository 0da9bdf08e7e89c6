package io.github.signals.capture.repository;

import org.jspecify.annotations.Nullable;

import io.github.signals.BulkWrite;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Who hears a repository, kept until a receiver connects or disconnects.
 *
 * @param state the state of the registry
 * @param concerned whether the calls are to be looked at
 * @param statements whether statements are heard that only the calls can tell
 * @param routes the receivers of the domain type
 */
record Heard(@Nullable Object state, boolean concerned, boolean statements, SenderRoutes routes) {

	static Heard by(ReceiverRegistry registry, Class<?> domainType, StoreKind kind) {
		Object state = registry.state();
		SenderRoutes routes = registry.routes(domainType);
		boolean statements = kind == StoreKind.UPDATES_ONLY_ROWS && !routes.of(BulkWrite.class).isEmpty();
		return new Heard(state, registry.hasRowReceivers(domainType), statements, routes);
	}

}
