package io.github.signals.delivery.durable;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.CallHeaders;
import io.github.signals.dispatch.StoredEntities;

/**
 * Asks the thread of a change for what its records carry.
 *
 * @param headers who continues its trace
 * @param contexts what the application adds
 * @param entities who knows the tenant
 */
record ThreadState(CallHeaders headers, CallContexts contexts, StoredEntities entities) {

	Carried carried() {
		return new Carried(this.headers.current(), this.contexts.current(), null);
	}

	/**
	 * Return the tenant of the session that works with an entity.
	 */
	@Nullable String tenant(Class<?> sender) {
		return this.entities.tenant(sender);
	}

}
