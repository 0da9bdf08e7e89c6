package io.github.signals.capture.persistence;

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.SenderRoutes;

/**
 * The receivers of senders, of which the last is remembered: a flush writes many entities
 * of one class.
 */
final class RememberedRoutes {

	private final WriteSignals signals;

	private @Nullable EntityPersister persister;

	private @Nullable SenderRoutes routes;

	private @Nullable Object registryState;

	RememberedRoutes(WriteSignals signals) {
		this.signals = signals;
	}

	SenderRoutes of(EntityPersister persister) {
		Object state = this.signals.registry().state();
		SenderRoutes known = this.routes;
		if (known == null || state == null || state != this.registryState || persister != this.persister) {
			known = this.signals.routes(persister);
			this.routes = known;
			this.registryState = state;
			this.persister = persister;
		}
		return known;
	}

}
