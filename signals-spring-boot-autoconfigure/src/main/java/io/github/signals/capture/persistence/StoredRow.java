package io.github.signals.capture.persistence;

import org.hibernate.CacheMode;
import org.hibernate.StatelessSession;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads the row of an entity as it is in the database. What cannot be read without the
 * entity is marked as not loaded.
 */
final class StoredRow {

	private StoredRow() {
	}

	/**
	 * Return whether the row alone does not tell a value as an entity has it.
	 */
	private static boolean needsInstance(Type type) {
		return type instanceof CompositeType
				|| type instanceof EntityType association && !association.isReferenceToPrimaryKey();
	}

	/**
	 * Read the values of the properties: associations are identifiers, and what needs an
	 * instance is not read.
	 * @return the values, or {@code null} if there is no row
	 */
	static @Nullable Object @Nullable [] read(EntityPersister persister, Object id,
			SharedSessionContractImplementor session) {
		@Nullable Object[] values = persister.getDatabaseSnapshot(id, session);
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; values != null && i < types.length; i++) {
			if (needsInstance(types[i])) {
				values[i] = LazyPropertyInitializer.UNFETCHED_PROPERTY;
			}
		}
		return values;
	}

	/**
	 * Read the values of the properties in a session without a persistence context. Where
	 * an instance is needed, nobody else sees it.
	 */
	static @Nullable Object @Nullable [] readStateless(EntityPersister persister, Object id,
			SharedSessionContractImplementor session) {
		Object instance = (needsInstance(persister) && session instanceof StatelessSession stateless)
				? get(persister, id, session, stateless) : null;
		return (instance != null) ? persister.getValues(instance) : read(persister, id, session);
	}

	private static boolean needsInstance(EntityPersister persister) {
		for (Type type : persister.getPropertyTypes()) {
			if (needsInstance(type)) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable Object get(EntityPersister persister, Object id, SharedSessionContractImplementor session,
			StatelessSession stateless) {
		CacheMode mode = session.getCacheMode();
		session.setCacheMode(CacheMode.IGNORE);
		try {
			return stateless.get(persister.getEntityName(), id);
		}
		finally {
			session.setCacheMode(mode);
		}
	}

}
