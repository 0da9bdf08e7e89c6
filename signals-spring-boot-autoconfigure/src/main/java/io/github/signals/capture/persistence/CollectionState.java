package io.github.signals.capture.persistence;

import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a flush is going to write a collection.
 */
final class CollectionState {

	private CollectionState() {
	}

	static boolean isDirty(@Nullable Object value, EventSource session) {
		if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
			return false;
		}
		if (!(value instanceof PersistentCollection<?> collection)) {
			return value != null;
		}
		CollectionEntry entry = session.getPersistenceContextInternal().getCollectionEntry(collection);
		return isDirty(collection, entry);
	}

	/**
	 * Return whether a collection has rows of its own already.
	 */
	static boolean isStored(@Nullable Object value, EventSource session) {
		CollectionEntry entry = (value instanceof PersistentCollection<?> collection)
				? session.getPersistenceContextInternal().getCollectionEntry(collection) : null;
		return entry != null && entry.getLoadedPersister() != null;
	}

	/**
	 * Put collections that a flush has written in the place of those that they have
	 * replaced: where nothing else was written of an enhanced entity, Hibernate remembers
	 * what it had before.
	 */
	static @Nullable Object[] written(@Nullable Object[] loaded, Object entity, EntityPersister persister,
			SharedSessionContractImplementor session) {
		@Nullable Object[] written = loaded;
		for (int i = 0; i < loaded.length; i++) {
			if (loaded[i] instanceof PersistentCollection<?> former && session.isEventSource()
					&& session.getPersistenceContextInternal().getCollectionEntry(former) == null) {
				Object current = persister.getValue(entity, i);
				if (current != former && isStored(current, session.asEventSource())) {
					written = (written == loaded) ? loaded.clone() : written;
					written[i] = current;
				}
			}
		}
		return written;
	}

	/**
	 * Return whether a flush is going to write other elements than a collection of values
	 * has.
	 * @param stored what the entity was loaded with
	 * @param value what it has
	 */
	static boolean isChanged(@Nullable Object stored, @Nullable Object value, CollectionType type,
			EventSource session) {
		if (!isDirty(value, session) && (value != null || stored == null)) {
			return false;
		}
		if (stored instanceof PersistentCollection<?> unread && !unread.wasInitialized()) {
			Hibernate.initialize(unread);
		}
		return !CollectionValues.of(type, session.getFactory())
			.isSame(CollectionValues.stored(stored), CollectionValues.copy(value));
	}

	private static boolean isDirty(PersistentCollection<?> collection, @Nullable CollectionEntry entry) {
		CollectionPersister persister = (entry != null) ? entry.getLoadedPersister() : null;
		if (persister == null || !collection.wasInitialized()) {
			return collection.isDirty() || persister == null;
		}
		return (collection.isDirty() || isCompared(collection, persister) && !collection.equalsSnapshot(persister))
				&& !EntityAttributes.areWrittenAlike(persister, collection, collection);
	}

	/**
	 * Return whether a flush compares the elements of a collection that has not noticed a
	 * change.
	 */
	private static boolean isCompared(PersistentCollection<?> collection, CollectionPersister persister) {
		CollectionValues elements = EntityAttributes.of(persister.getOwnerEntityPersister())
			.elements(MappedCollections.attribute(persister));
		return persister.isMutable()
				&& (collection.isDirectlyAccessible() || elements != null && elements.areMutable());
	}

	/**
	 * Return whether a flush takes a collection for unchanged, whatever it has: a merge
	 * may have made it forget that it was changed.
	 */
	static boolean isTakenForStored(@Nullable Object value, SharedSessionContractImplementor session) {
		if (!(value instanceof PersistentCollection<?> collection) || collection.isDirty()
				|| !collection.wasInitialized() || !session.isEventSource()) {
			return false;
		}
		CollectionEntry entry = session.getPersistenceContextInternal().getCollectionEntry(collection);
		CollectionPersister persister = (entry != null) ? entry.getLoadedPersister() : null;
		return entry != null && persister != null && !isCompared(collection, persister) && entry.getSnapshot() != null
				&& entry.getSnapshot() == collection.getStoredSnapshot();
	}

	/**
	 * Return whether any collection has changed.
	 */
	static boolean isAnyDirty(EventSource session) {
		boolean[] dirty = new boolean[1];
		session.getPersistenceContextInternal()
			.forEachCollectionEntry((collection, entry) -> dirty[0] |= isDirty(collection, entry), true);
		return dirty[0];
	}

}
