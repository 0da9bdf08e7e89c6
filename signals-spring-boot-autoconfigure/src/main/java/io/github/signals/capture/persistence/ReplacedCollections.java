package io.github.signals.capture.persistence;

import org.hibernate.Hibernate;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.SenderRoutes;

/**
 * Loads the collections that an application has replaced without having read them: their
 * rows are going to be deleted, and nothing else tells what was in them.
 */
final class ReplacedCollections {

	private final WriteSignals signals;

	ReplacedCollections(WriteSignals signals) {
		this.signals = signals;
	}

	void load(EventSource session) {
		session.getPersistenceContextInternal().forEachCollectionEntry((collection, entry) -> {
			Object owner = collection.getOwner();
			if (!collection.wasInitialized() && owner != null && isReplaced(collection, entry, owner, session)) {
				Hibernate.initialize(collection);
			}
		}, true);
	}

	private boolean isReplaced(PersistentCollection<?> collection, CollectionEntry entry, Object owner,
			EventSource session) {
		CollectionPersister persister = entry.getLoadedPersister();
		return persister != null && !persister.isInverse() && isHeard(persister, owner)
				&& session.getPersistenceContextInternal().getEntry(owner) != null
				&& current(persister, owner) != collection;
	}

	private static @Nullable Object current(CollectionPersister persister, Object owner) {
		return persister.getOwnerEntityPersister().getPropertyValue(owner, LinkChange.attribute(persister));
	}

	private boolean isHeard(CollectionPersister persister, Object owner) {
		if (LinkSignals.isHeard(this.signals, persister, owner)) {
			return true;
		}
		SenderRoutes routes = this.signals.routes(persister.getOwnerEntityPersister());
		return !LinkChange.isOfEntities(persister) && routes.hearSaves();
	}

}
