package io.github.signals.capture.persistence;

import java.util.LinkedHashMap;
import java.util.Map;

import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of entities by the names of their attributes: embedded values by their
 * paths, associations by identifier and without loading them, collections of values as
 * copies. Collections of entities are left out.
 */
final class EntityState {

	private final SessionFactoryImplementor factory;

	private final @Nullable SharedSessionContractImplementor session;

	private final Collections collections;

	private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

	private EntityState(SharedSessionContractImplementor session, Collections collections) {
		this(session.getFactory(), session, collections);
	}

	private EntityState(SessionFactoryImplementor factory, @Nullable SharedSessionContractImplementor session,
			Collections collections) {
		this.factory = factory;
		this.session = session;
		this.collections = collections;
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
		return read(persister, values, session, Collections.CURRENT);
	}

	/**
	 * Read all attributes of an entity as they are now, without a session.
	 * @param factory the factory of its sessions
	 * @param entity the entity
	 * @return the attributes by name; empty if it is not an entity of the factory
	 */
	static Map<String, @Nullable Object> of(SessionFactoryImplementor factory, Object entity) {
		EntityPersister persister = Hibernate.isInitialized(entity)
				? factory.getMappingMetamodel().findEntityDescriptor(Hibernate.getClass(entity)) : null;
		if (persister == null) {
			return Map.of();
		}
		EntityState state = new EntityState(factory, null, Collections.CURRENT);
		state.read("", persister.getPropertyNames(), persister.getPropertyTypes(),
				persister.getValues(Hibernate.unproxy(entity)));
		return state.attributes;
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
		return read(persister, values, session, Collections.STORED);
	}

	private static Map<String, @Nullable Object> read(EntityPersister persister, @Nullable Object[] values,
			SharedSessionContractImplementor session, Collections collections) {
		EntityState state = new EntityState(session, collections);
		state.read("", persister.getPropertyNames(), persister.getPropertyTypes(), values);
		return state.attributes;
	}

	/**
	 * Read all attributes, but no collections.
	 * @param persister the persister of the entity
	 * @param values the values of its properties
	 * @param session the session
	 * @return the attributes by name
	 */
	static Map<String, @Nullable Object> singular(EntityPersister persister, @Nullable Object[] values,
			SharedSessionContractImplementor session) {
		EntityState state = new EntityState(session, Collections.NONE);
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
	static Map<String, @Nullable Object> singular(EntityPersister persister, @Nullable Object[] values, int[] indexes,
			SharedSessionContractImplementor session) {
		EntityState state = new EntityState(session, Collections.NONE);
		for (int index : indexes) {
			state.read(persister.getPropertyNames()[index], persister.getPropertyTypes()[index], values[index]);
		}
		return state.attributes;
	}

	private void read(String prefix, String[] names, Type[] types, @Nullable Object[] values) {
		for (int i = 0; i < names.length; i++) {
			read(prefix + names[i], types[i], values[i]);
		}
	}

	private void read(String name, Type type, @Nullable Object value) {
		if (UnreadValue.is(value)) {
			return;
		}
		if (type instanceof CollectionType collectionType) {
			readCollection(name, collectionType, value);
		}
		else if (type instanceof CompositeType composite && (this.session != null || !(type instanceof AnyType))) {
			int parts = composite.getPropertyNames().length;
			read(name + ".", composite.getPropertyNames(), composite.getSubtypes(),
					(value != null) ? composite.getPropertyValues(value, this.session) : new @Nullable Object[parts]);
		}
		else {
			this.attributes.put(name, WrittenValues.copy(type, value, this.factory, this.session));
		}
	}

	private void readCollection(String name, CollectionType type, @Nullable Object value) {
		SessionFactoryImplementor factory = this.factory;
		if (this.collections == Collections.NONE || !CollectionValues.isOfValues(type, factory)
				|| !CollectionValues.isRead(value)) {
			return;
		}
		boolean stored = this.collections == Collections.STORED
				|| this.session != null && CollectionState.isTakenForStored(value, this.session);
		this.attributes.put(name,
				stored ? CollectionValues.stored(value) : CollectionValues.of(type, factory).copyOf(value));
	}

	/**
	 * Read the collections of values that are loaded, those of embedded values too.
	 * @param persister the persister of the entity
	 * @param values the values of its properties
	 * @param session the session
	 * @return the copies by name
	 */
	static Map<String, @Nullable Object> collections(EntityPersister persister, @Nullable Object[] values,
			SharedSessionContractImplementor session) {
		return collections(persister, values, session, Collections.CURRENT);
	}

	/**
	 * Read the collections of values that are loaded as they are stored.
	 */
	static Map<String, @Nullable Object> storedCollections(EntityPersister persister, @Nullable Object[] values,
			SharedSessionContractImplementor session) {
		return collections(persister, values, session, Collections.STORED);
	}

	private static Map<String, @Nullable Object> collections(EntityPersister persister, @Nullable Object[] values,
			SharedSessionContractImplementor session, Collections collections) {
		EntityState state = new EntityState(session, collections);
		state.readCollections("", persister.getPropertyNames(), persister.getPropertyTypes(), values);
		return state.attributes;
	}

	private void readCollections(String prefix, String[] names, Type[] types, @Nullable Object[] values) {
		for (int i = 0; i < names.length; i++) {
			Object value = values[i];
			if (types[i] instanceof CollectionType type && !UnreadValue.is(value)) {
				readCollection(prefix + names[i], type, value);
			}
			else if (types[i] instanceof ComponentType component && value != null && !UnreadValue.is(value)) {
				readCollections(prefix + names[i] + ".", component.getPropertyNames(), component.getSubtypes(),
						component.getPropertyValues(value, this.session));
			}
		}
	}

	/** How collections of values are read. */
	private enum Collections {

		NONE, STORED, CURRENT

	}

}
