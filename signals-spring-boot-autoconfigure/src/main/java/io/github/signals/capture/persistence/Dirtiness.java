package io.github.signals.capture.persistence;

import java.util.stream.IntStream;

import org.hibernate.TransientObjectException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a flush would find changed, without flushing.
 */
final class Dirtiness {

	static final int[] NONE = {};

	private Dirtiness() {
	}

	/**
	 * Return the indexes of the properties that differ, also when they are written.
	 */
	static int[] between(EntityPersister persister, @Nullable Object[] current, @Nullable Object[] previous,
			Object entity, SharedSessionContractImplementor session) {
		try {
			int[] dirty = persister.findDirty(current, previous, entity, session);
			return (dirty != null) ? new WrittenValues(session).changed(dirty, persister, current, previous) : NONE;
		}
		catch (TransientObjectException ex) {
			// A cascade of the flush is going to make the associated entity persistent.
			return IntStream.range(0, current.length).filter((index) -> current[index] != previous[index]).toArray();
		}
	}

	/**
	 * Return whether the next flush is going to write the row of an entity.
	 */
	static boolean isToBeSaved(Object entity, EntityEntry entry, EventSource session) {
		if (entry.getStatus() == Status.READ_ONLY) {
			return !entry.isExistsInDatabase();
		}
		return entry.getStatus() == Status.MANAGED && (!entry.isExistsInDatabase() || isDirty(entity, entry, session));
	}

	private static boolean isDirty(Object entity, EntityEntry entry, EventSource session) {
		EntityPersister persister = entry.getPersister();
		@Nullable Object[] loaded = entry.getLoadedState();
		if (loaded != null && entry.requiresDirtyCheck(entity)
				&& between(persister, persister.getValues(entity), loaded, entity, session).length > 0) {
			return true;
		}
		return loaded != null && hasDirtyCollections(entity, entry, session);
	}

	/**
	 * Return whether a collection has changed that is a part of the entity, or that
	 * increments its version.
	 */
	static boolean hasDirtyCollections(Object entity, EntityEntry entry, EventSource session) {
		EntityPersister persister = entry.getPersister();
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; persister.hasCollections() && i < types.length; i++) {
			if (types[i] instanceof CollectionType type
					&& (EntityState.isOfValues(type, session)
							|| persister.isVersioned() && persister.getPropertyVersionability()[i])
					&& CollectionState.isDirty(persister.getValue(entity, i), session)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether a flush would write anything.
	 */
	static boolean isAnythingPending(EventSource session) {
		if (session.getActionQueue().hasAnyQueuedActions() || CollectionState.isAnyDirty(session)) {
			return true;
		}
		ManagedEntities managed = ManagedEntities.of(session);
		for (int i = 0; i < managed.size(); i++) {
			if (isToBeSaved(managed.entity(i), managed.entry(i), session)) {
				return true;
			}
		}
		return false;
	}

}
