package io.github.signals.capture.persistence;

import java.util.Arrays;
import java.util.Set;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
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
		return collection.isDirty() || persister == null
				|| collection.wasInitialized() && persister.isMutable() && !collection.equalsSnapshot(persister);
	}

	/**
	 * Return whether a collection whose rows are in one of these tables, or in any if
	 * none are given, has changed.
	 */
	static boolean isAnyDirty(EventSource session, @Nullable Set<String> spaces) {
		boolean[] dirty = new boolean[1];
		session.getPersistenceContextInternal().forEachCollectionEntry((collection, entry) -> {
			CollectionPersister persister = (entry.getLoadedPersister() != null) ? entry.getLoadedPersister()
					: entry.getCurrentPersister();
			boolean concerned = persister == null || spaces == null
					|| Arrays.stream(persister.getCollectionSpaces()).anyMatch((space) -> spaces.contains(space));
			dirty[0] |= concerned && isDirty(collection, entry);
		}, true);
		return dirty[0];
	}

}
