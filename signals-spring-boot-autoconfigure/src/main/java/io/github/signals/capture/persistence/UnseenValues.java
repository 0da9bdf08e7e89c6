package io.github.signals.capture.persistence;

import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is stored where it is going to be replaced unseen: the collections and the
 * lazy attributes that nobody has loaded. Nothing tells it after the flush.
 */
final class UnseenValues {

	private static final @Nullable Object[] NO_ROW = {};

	private final SharedSessionContractImplementor session;

	UnseenValues(SharedSessionContractImplementor session) {
		this.session = session;
	}

	/**
	 * Read what the values of a managed or of a detached instance are going to replace.
	 */
	void read(Object managed, EntityEntry entry, @Nullable Object[] replacing) {
		@Nullable Object[] loaded = entry.getLoadedState();
		if (loaded == null || loaded == replacing) {
			return;
		}
		EntityPersister persister = entry.getPersister();
		@Nullable Object[] stored = UnseenState.complete(loaded, entry);
		@Nullable Object @Nullable [] row = null;
		for (int i = 0; i < stored.length; i++) {
			Type type = persister.getPropertyTypes()[i];
			if (UnreadValue.is(replacing[i]) || isLeftUnknown(persister, i)) {
				continue;
			}
			if (stored[i] != LazyPropertyInitializer.UNFETCHED_PROPERTY) {
				readCollections(type, stored[i], replacing[i]);
			}
			else if (type instanceof CollectionType) {
				readCollections(type, value(managed, persister, i, this.session), null);
			}
			else {
				row = (row != null) ? row : row(entry);
				if (i < row.length) {
					UnseenState.of(entry, loaded).put(i, replaced(managed, persister, i, row[i]));
				}
			}
		}
	}

	/**
	 * Return whether to know an association would be more than to read it: Hibernate
	 * removes what is replaced, if it knows it.
	 */
	private static boolean isLeftUnknown(EntityPersister persister, int index) {
		return persister.getPropertyTypes()[index] instanceof EntityType
				&& (!persister.getPropertyUpdateability()[index]
						|| persister.getPropertyCascadeStyles()[index].hasOrphanDelete());
	}

	/**
	 * Return the value of a property, which is loaded if it is not there yet.
	 */
	static @Nullable Object value(Object managed, EntityPersister persister, int index,
			SharedSessionContractImplementor session) {
		Object value = persister.getValue(managed, index);
		if (value != LazyPropertyInitializer.UNFETCHED_PROPERTY
				|| !(persister instanceof LazyPropertyInitializer lazy)) {
			return value;
		}
		Object loaded = lazy.initializeLazyProperty(persister.getPropertyNames()[index], managed, session);
		persister.setValue(managed, index, loaded);
		return loaded;
	}

	/**
	 * Read the collections of values that others have replaced.
	 */
	void readCollections(EntityPersister persister, @Nullable Object[] stored, @Nullable Object[] replacing) {
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; i < types.length; i++) {
			if (stored[i] != replacing[i] && !UnreadValue.is(stored[i]) && !UnreadValue.is(replacing[i])) {
				readCollections(types[i], stored[i], replacing[i]);
			}
		}
	}

	private void readCollections(Type type, @Nullable Object stored, @Nullable Object replacing) {
		if (type instanceof ComponentType component && stored != null) {
			@Nullable Object[] old = component.getPropertyValues(stored, this.session);
			@Nullable Object[] current = component.getPropertyValues(replacing, this.session);
			for (int i = 0; i < component.getSubtypes().length; i++) {
				readCollections(component.getSubtypes()[i], old[i], current[i]);
			}
		}
		else if (type instanceof CollectionType collection && stored instanceof PersistentCollection<?> unread
				&& stored != replacing && !unread.wasInitialized() && CollectionValues.isRead(replacing)
				&& CollectionValues.isOfValues(collection, this.session.getFactory())) {
			Hibernate.initialize(unread);
		}
	}

	/**
	 * Read the row of an entity, if there is one.
	 */
	private @Nullable Object[] row(EntityEntry entry) {
		@Nullable Object[] row = StoredRow.read(entry.getPersister(), entry.getId(), this.session);
		return (row != null) ? row : NO_ROW;
	}

	/**
	 * Return what Hibernate would have in place of a value of the row.
	 */
	private @Nullable Object replaced(Object managed, EntityPersister persister, int index, @Nullable Object value) {
		if (UnreadValue.is(value)) {
			return (persister.getValue(managed, index) == LazyPropertyInitializer.UNFETCHED_PROPERTY)
					? value(managed, persister, index, this.session) : replaced(managed, persister, index);
		}
		return (value != null && persister.getPropertyTypes()[index] instanceof EntityType association)
				? this.session.internalLoad(association.getAssociatedEntityName(), value, false, true) : value;
	}

	/**
	 * Return what is stored of a property that was set: Hibernate alone can tell, and may
	 * set it to that meanwhile.
	 */
	private @Nullable Object replaced(Object managed, EntityPersister persister, int index) {
		Object set = persister.getValue(managed, index);
		CacheMode mode = this.session.getCacheMode();
		this.session.setCacheMode(CacheMode.IGNORE);
		try {
			return ((LazyPropertyInitializer) persister).initializeLazyProperty(persister.getPropertyNames()[index],
					managed, this.session);
		}
		finally {
			this.session.setCacheMode(mode);
			persister.setValue(managed, index, set);
		}
	}

}
