package io.github.signals.capture.persistence;

import java.util.Arrays;

import org.hibernate.TransientObjectException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
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
		return WrittenValues.changed(differing(persister, current, previous, entity, session), persister, current,
				previous);
	}

	private static int[] differing(EntityPersister persister, @Nullable Object[] current, @Nullable Object[] previous,
			Object entity, SharedSessionContractImplementor session) {
		try {
			int[] dirty = persister.findDirty(current, previous, entity, session);
			return (dirty != null) ? dirty : NONE;
		}
		catch (TransientObjectException ex) {
			// A cascade of the flush is going to make the associated entity persistent.
			return exchanged(current, previous);
		}
	}

	private static int[] exchanged(@Nullable Object[] current, @Nullable Object[] previous) {
		int[] exchanged = new int[current.length];
		int count = 0;
		for (int i = 0; i < current.length; i++) {
			if (current[i] != previous[i]) {
				exchanged[count++] = i;
			}
		}
		return Arrays.copyOf(exchanged, count);
	}

	/**
	 * Return the indexes of what Hibernate finds changed of a managed entity: an enhanced
	 * instance may tell what was set, whatever it was.
	 */
	private static int[] found(EntityPersister persister, @Nullable Object[] values, @Nullable Object[] loaded,
			Object entity, EventSource session) {
		if (!(entity instanceof SelfDirtinessTracker tracker) || !isTracking(entity)) {
			return differing(persister, values, loaded, entity, session);
		}
		boolean tells = tracker.$$_hibernate_hasDirtyAttributes() || persister.hasMutableProperties();
		return tells ? persister.resolveDirtyAttributeIndexes(values, loaded, tracker.$$_hibernate_getDirtyAttributes(),
				session) : NONE;
	}

	private static boolean isTracking(Object entity) {
		return entity instanceof SelfDirtinessTracker && ((ManagedEntity) entity).$$_hibernate_useTracker();
	}

	/**
	 * Return the indexes of what an update has written that may differ, or {@code null}
	 * if that is not known. Where an enhanced instance says what was set, that decides
	 * whether its row is written, but not what is written.
	 */
	static int @Nullable [] written(PostUpdateEvent event, @Nullable Object @Nullable [] before) {
		int[] dirty = event.getDirtyProperties();
		if (dirty == null || before == null || !(event.getEntity() instanceof SelfDirtinessTracker)
				|| event.getPersister().isDynamicUpdate()) {
			return dirty;
		}
		int[] differing = between(event.getPersister(), event.getState(), before, event.getEntity(),
				event.getSession());
		return union(dirty, differing);
	}

	/**
	 * Return the indexes of all of some properties.
	 */
	static int[] all(int count) {
		int[] indexes = new int[count];
		for (int i = 0; i < count; i++) {
			indexes[i] = i;
		}
		return indexes;
	}

	/**
	 * Return the indexes that are in one of two lists, each of them once.
	 */
	static int[] union(int[] indexes, int[] others) {
		int[] union = Arrays.copyOf(indexes, indexes.length + others.length);
		int count = indexes.length;
		for (int index : others) {
			if (!contains(indexes, index)) {
				union[count++] = index;
			}
		}
		return (count < union.length) ? Arrays.copyOf(union, count) : union;
	}

	private static boolean contains(int[] indexes, int index) {
		for (int known : indexes) {
			if (known == index) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether the next flush is going to write the row of an entity.
	 * @param repeats whether to write once more what is there already counts
	 */
	static boolean isToBeSaved(Object entity, EntityEntry entry, EventSource session, boolean repeats) {
		if (entry.getStatus() == Status.READ_ONLY) {
			return !entry.isExistsInDatabase();
		}
		return entry.getStatus() == Status.MANAGED
				&& (!entry.isExistsInDatabase() || isDirty(entity, entry, session, repeats));
	}

	private static boolean isDirty(Object entity, EntityEntry entry, EventSource session, boolean repeats) {
		@Nullable Object[] loaded = entry.getLoadedState();
		return loaded != null
				&& (isRowDirty(entity, entry, loaded, session, repeats) || hasDirtyCollections(entity, entry, session));
	}

	private static boolean isRowDirty(Object entity, EntityEntry entry, @Nullable Object[] loaded, EventSource session,
			boolean repeats) {
		if (!entry.requiresDirtyCheck(entity)) {
			return false;
		}
		EntityPersister persister = entry.getPersister();
		@Nullable Object[] values = persister.getValues(entity);
		int[] found = found(persister, values, loaded, entity, session);
		return isRowWritten(persister,
				repeats ? found : WrittenValues.changed(found, persister, values, UnseenState.complete(loaded, entry)));
	}

	/**
	 * Return whether what Hibernate calls dirty leads to an update of the row: a
	 * collection, and the inverse side of an association, have no column, but may
	 * increment the version.
	 */
	private static boolean isRowWritten(EntityPersister persister, int[] dirty) {
		boolean[] updatable = persister.getPropertyUpdateability();
		boolean[] versioned = persister.getPropertyVersionability();
		for (int index : dirty) {
			if (updatable[index] || persister.isVersioned() && versioned[index]
					|| EntityAttributes.of(persister).isStampedByUpdates()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether a collection has changed that is a part of the entity, or that
	 * increments its version.
	 */
	static boolean hasDirtyCollections(Object entity, EntityEntry entry, EventSource session) {
		EntityPersister persister = entry.getPersister();
		@Nullable Object[] loaded = entry.getLoadedState();
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; loaded != null && persister.hasCollections() && i < types.length; i++) {
			if (!(types[i] instanceof CollectionType) && !(types[i] instanceof ComponentType)) {
				continue;
			}
			Object value = persister.getValue(entity, i);
			// If an instance tracks what was set, another collection does not make
			// its row dirty.
			boolean exchanged = types[i] instanceof CollectionType && isTracking(entity)
					&& !CollectionState.isStored(value, session);
			boolean versioned = persister.isVersioned() && persister.getPropertyVersionability()[i] && !exchanged;
			if (isDirty(types[i], loaded[i], value, versioned, session)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isDirty(Type type, @Nullable Object loaded, @Nullable Object value, boolean versioned,
			EventSource session) {
		if (type instanceof CollectionType collection) {
			return versioned && CollectionState.isDirty(value, session)
					|| CollectionValues.isOfValues(collection, session.getFactory())
							&& CollectionState.isChanged(loaded, value, collection, session);
		}
		if (!(type instanceof ComponentType component) || UnreadValue.is(loaded) || UnreadValue.is(value)) {
			return false;
		}
		@Nullable Object[] old = component.getPropertyValues(loaded, session);
		@Nullable Object[] current = component.getPropertyValues(value, session);
		for (int i = 0; i < component.getSubtypes().length; i++) {
			if (isDirty(component.getSubtypes()[i], old[i], current[i], versioned, session)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether a flush would write anything that is not there.
	 */
	static boolean isAnythingPending(EventSource session) {
		if (session.getActionQueue().hasAnyQueuedActions() || CollectionState.isAnyDirty(session)) {
			return true;
		}
		ManagedEntities managed = ManagedEntities.of(session);
		for (int i = 0; i < managed.size(); i++) {
			if (isToBeSaved(managed.entity(i), managed.entry(i), session, false)) {
				return true;
			}
		}
		return false;
	}

}
