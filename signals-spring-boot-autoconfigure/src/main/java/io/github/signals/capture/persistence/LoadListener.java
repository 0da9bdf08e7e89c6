package io.github.signals.capture.persistence;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.PostLoad;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Signals what was loaded, and ensures that receivers do not change it.
 */
final class LoadListener implements PostLoadEventListener, CaptureListener {

	private final FactoryCapture capture;

	LoadListener(FactoryCapture capture) {
		this.capture = capture;
	}

	@Override
	public FactoryCapture capture() {
		return this.capture;
	}

	@Override
	public void onPostLoad(PostLoadEvent event) {
		Object entity = event.getEntity();
		EventSource session = event.getSession();
		// The one of the event may be that of the proxy, which is of a supertype.
		EntityPersister persister = event.getPersister().getSubclassEntityPersister(entity, session.getFactory());
		WriteSignals signals = this.capture.signals();
		SenderRoutes routes = signals.routes(persister);
		if (routes.of(PostLoad.class).isEmpty()) {
			return;
		}
		boolean heard = signals.now(new PostLoad<>(routes.sender(), entity, signals.context(Origin.LOAD)), routes);
		if (heard && isChanged(entity, persister, session)) {
			throw new IllegalStateException("A PostLoad receiver must not change the stored state of an entity, but "
					+ persister.getEntityName() + " was changed by one of " + routes.of(PostLoad.class).uids());
		}
	}

	private static boolean isChanged(Object entity, EntityPersister persister, EventSource session) {
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		@Nullable Object[] loaded = (entry != null) ? entry.getLoadedState() : null;
		return loaded != null
				&& Dirtiness.between(persister, persister.getValues(entity), loaded, entity, session).length > 0;
	}

}
