package io.github.signals.capture.persistence;

import java.util.Map;

import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.IdentifierAccessor;

/**
 * Reads the entities of a factory without a session.
 *
 * @param factory the factory
 */
record FactoryEntities(SessionFactoryImplementor factory) implements IdentifierAccessor {

	/**
	 * Return the identifier of an entity of a factory.
	 */
	static @Nullable Object identifier(SessionFactoryImplementor factory, Object entity) {
		EntityPersister known = factory.getMappingMetamodel().findEntityDescriptor(entity.getClass());
		EntityPersister persister = (known != null) ? known
				: factory.getMappingMetamodel().findEntityDescriptor(Hibernate.getClass(entity));
		return (persister != null) ? persister.getIdentifier(entity) : null;
	}

	@Override
	public @Nullable Object of(Object instance) {
		return identifier(this.factory, instance);
	}

	@Override
	public Map<String, @Nullable Object> state(Object instance) {
		return EntityState.of(this.factory, instance);
	}

}
