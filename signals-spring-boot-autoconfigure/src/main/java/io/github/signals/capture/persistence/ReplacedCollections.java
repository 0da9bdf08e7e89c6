package io.github.signals.capture.persistence;

import org.hibernate.Hibernate;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.MappingType;
import org.hibernate.persister.collection.CollectionPersister;

import io.github.signals.dispatch.SenderRoutes;

/**
 * Loads the collections that an application has replaced without having read them: their
 * rows are going to be deleted, and nothing else tells what was in them.
 */
final class ReplacedCollections {

	private final FactoryCapture capture;

	ReplacedCollections(FactoryCapture capture) {
		this.capture = capture;
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
				&& !has(owner, collection, persister);
	}

	/**
	 * Return whether the owner still has the collection; an embedded value on the way to
	 * it may be gone.
	 */
	private static boolean has(Object owner, PersistentCollection<?> collection, CollectionPersister persister) {
		Object value = owner;
		MappingType type = persister.getOwnerEntityPersister();
		for (String name : MappedCollections.attribute(persister).split("\\.")) {
			AttributeMapping attribute = ((ManagedMappingType) type).findAttributeMapping(name);
			if (value == null || attribute == null || UnreadValue.is(value)) {
				return value != null || attribute == null;
			}
			value = attribute.getValue(value);
			type = attribute.getMappedType();
		}
		return value == collection;
	}

	private boolean isHeard(CollectionPersister persister, Object owner) {
		if (this.capture.hearsLinks(persister, owner)) {
			return true;
		}
		SenderRoutes routes = this.capture.routes(persister.getOwnerEntityPersister());
		return !MappedCollections.isOfEntities(persister) && routes.hasSaveReceivers();
	}

}
