package io.github.signals.capture.persistence;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
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

	private static boolean isDirty(PersistentCollection<?> collection, @Nullable CollectionEntry entry) {
		CollectionPersister persister = (entry != null) ? entry.getLoadedPersister() : null;
		if (persister == null || !collection.wasInitialized()) {
			return collection.isDirty() || persister == null;
		}
		return (collection.isDirty() || persister.isMutable() && !collection.equalsSnapshot(persister))
				&& !isWrittenAsItIs(collection, persister);
	}

	private static boolean isWrittenAsItIs(PersistentCollection<?> collection, CollectionPersister persister) {
		SharedSessionContractImplementor session = collection.getSession();
		return session != null && new WrittenValues(session).haveSameElements(persister, collection, collection);
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
