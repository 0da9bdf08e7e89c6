package io.github.signals.capture.persistence;

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.ReceiverRegistry;
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
		ReceiverRegistry registry = this.signals.registry();
		SenderRoutes known = this.routes;
		if (known == null || persister != this.persister || !registry.isStill(this.registryState)) {
			this.registryState = registry.state();
			known = this.signals.routes(persister);
			this.routes = known;
			this.persister = persister;
		}
		return known;
	}

}
