package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.collection.spi.PersistentSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of entities by the names of their attributes: embedded values by their
 * paths, associations by identifier and without loading them, collections of values as
 * copies. Collections of entities are left out.
 */
final class EntityState {

	private final SharedSessionContractImplementor session;

	private final boolean stored;

	private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

	private EntityState(SharedSessionContractImplementor session, boolean stored) {
		this.session = session;
		this.stored = stored;
	}

	/**
	 * Read all attributes.
	 * @param persister the persister of the entity
	 * @param values the values of its properties
	 * @param session the session
	 * @return the attributes by name
	 */
	static Map<String, @Nullable Object> of(EntityPersister persister, @Nullable Object[] values,
			SharedSessionContractImplementor session) {
		return read(persister, values, session, false);
	}

	/**
	 * Read all attributes as they are stored: collections as they were loaded.
	 * @param persister the persister of the entity
	 * @param values the values that its properties were loaded with
	 * @param session the session
	 * @return the attributes by name
	 */
	static Map<String, @Nullable Object> stored(EntityPersister persister, @Nullable Object[] values,
			SharedSessionContractImplementor session) {
		return read(persister, values, session, true);
	}

	private static Map<String, @Nullable Object> read(EntityPersister persister, @Nullable Object[] values,
			SharedSessionContractImplementor session, boolean stored) {
		EntityState state = new EntityState(session, stored);
		state.read("", persister.getPropertyNames(), persister.getPropertyTypes(), values);
		return state.attributes;
	}

	/**
	 * Read some attributes, but no collections.
	 * @param persister the persister of the entity
	 * @param values the values of its properties
	 * @param indexes the indexes of the properties to read
	 * @param session the session
	 * @return the attributes by name
	 */
	static Map<String, @Nullable Object> of(EntityPersister persister, @Nullable Object[] values, int[] indexes,
			SharedSessionContractImplementor session) {
		EntityState state = new EntityState(session, false);
		for (int index : indexes) {
			Type type = persister.getPropertyTypes()[index];
			if (!(type instanceof CollectionType)) {
				state.read(persister.getPropertyNames()[index], type, values[index]);
			}
		}
		return state.attributes;
	}

	private void read(String prefix, String[] names, Type[] types, @Nullable Object[] values) {
		for (int i = 0; i < names.length; i++) {
			read(prefix + names[i], types[i], values[i]);
		}
	}

	private void read(String name, Type type, @Nullable Object value) {
		if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
			return;
		}
		if (type instanceof CollectionType collectionType) {
			readCollection(name, collectionType, value);
		}
		else if (value == null) {
			this.attributes.put(name, null);
		}
		else if (type instanceof CompositeType composite) {
			read(name + ".", composite.getPropertyNames(), composite.getSubtypes(),
					composite.getPropertyValues(value, this.session));
		}
		else {
			this.attributes.put(name, (type instanceof EntityType entityType) ? identifier(entityType, value)
					: type.deepCopy(value, this.session.getFactory()));
		}
	}

	private @Nullable Object identifier(EntityType type, Object entity) {
		if (entity instanceof HibernateProxy proxy) {
			return proxy.getHibernateLazyInitializer().getInternalIdentifier();
		}
		EntityPersister persister = this.session.getFactory()
			.getMappingMetamodel()
			.getEntityDescriptor(type.getAssociatedEntityName());
		// A state that was read from the database has identifiers already.
		return persister.isInstance(entity) ? this.session.getEntityPersister(type.getAssociatedEntityName(), entity)
			.getIdentifier(entity, this.session) : entity;
	}

	private void readCollection(String name, CollectionType type, @Nullable Object value) {
		if (!isOfValues(type, this.session)) {
			return;
		}
		if (!(value instanceof PersistentCollection<?> collection)) {
			this.attributes.put(name, copy(value));
		}
		else if (collection.wasInitialized()) {
			this.attributes.put(name, this.stored ? snapshot(collection) : copy(collection));
		}
	}

	/**
	 * Return whether the elements of a collection are values, so that a change in it is a
	 * change of its owner.
	 */
	static boolean isOfValues(CollectionType type, SharedSessionContractImplementor session) {
		return !type.getElementType(session.getFactory()).isEntityType();
	}

	static boolean isEmpty(@Nullable Object collection) {
		return collection == null || collection instanceof Collection<?> elements && elements.isEmpty()
				|| collection instanceof Map<?, ?> map && map.isEmpty();
	}

	/**
	 * Copy what a collection contains.
	 */
	static @Nullable Object copy(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return new LinkedHashMap<>(map);
		}
		if (value instanceof Set<?> set) {
			return new LinkedHashSet<>(set);
		}
		return (value instanceof Iterable<?> elements) ? list(elements) : value;
	}

	private static List<@Nullable Object> list(Iterable<?> elements) {
		List<@Nullable Object> list = new ArrayList<>();
		elements.forEach(list::add);
		return list;
	}

	/**
	 * Copy what a collection contained when it was loaded or written last.
	 */
	static @Nullable Object snapshot(PersistentCollection<?> collection) {
		Object snapshot = collection.getStoredSnapshot();
		if (collection instanceof PersistentSet<?> && snapshot instanceof Map<?, ?> elements) {
			return new LinkedHashSet<>(elements.keySet());
		}
		if (snapshot instanceof Map<?, ?> elements && !(collection instanceof PersistentMap<?, ?>)) {
			return new ArrayList<>(elements.values());
		}
		return copy(snapshot);
	}

}
