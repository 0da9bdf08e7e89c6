package io.github.signals.capture.persistence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entities that parts belong to, after the flush that has written the parts.
 */
final class PartOwners {

	private final SharedSessionContractImplementor session;

	/** Whether an entity that is not loaded may be read. */
	private final boolean reading;

	private final Map<EntityKey, Optional<Object>> found = new HashMap<>();

	PartOwners(SharedSessionContractImplementor session, boolean reading) {
		this.session = session;
		this.reading = reading;
	}

	/**
	 * Return what a part refers to as its owner, in some values of its properties or in
	 * its identifier, which never changes.
	 * @return the owner, its proxy or its identifier, or {@code null}
	 */
	@Nullable Object reference(String back, EntityPersister persister, Object part, @Nullable Object[] values) {
		List<String> names = List.of(back.split("\\."));
		int index = List.of(persister.getPropertyNames()).indexOf(names.get(0));
		if (index != -1) {
			return value(persister.getPropertyTypes()[index], values[index], names.subList(1, names.size()));
		}
		boolean named = names.get(0).equals(persister.getIdentifierPropertyName());
		return value(persister.getIdentifierType(), persister.getIdentifier(part, this.session),
				named ? names.subList(1, names.size()) : names);
	}

	private @Nullable Object value(Type type, @Nullable Object value, List<String> names) {
		if (names.isEmpty() || value == null || !(type instanceof CompositeType composite)) {
			return UnreadValue.is(value) ? null : value;
		}
		int next = List.of(composite.getPropertyNames()).indexOf(names.get(0));
		return (next != -1) ? value(composite.getSubtypes()[next],
				composite.getPropertyValue(value, next, this.session), names.subList(1, names.size())) : null;
	}

	/**
	 * Return the owners of a part that does not know them, as the database knows them.
	 */
	List<?> ofUnknowing(PartStep step, Object part) {
		if (!this.reading) {
			return List.of();
		}
		String from = "select w from " + step.owner().getEntityName() + " w ";
		String query = (step.role() != null) ? from + "join w." + step.attribute() + " p where p = :part"
				: from + "where w." + step.attribute() + " = :part";
		return this.session.createSelectionQuery(query, Object.class)
			.setParameter("part", part)
			.setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL)
			.getResultList();
	}

	/**
	 * Return an owner itself.
	 * @param reference the entity, its proxy or its identifier
	 * @param gone whether the owner may be deleted, which may be created anew
	 * @return the entity, or {@code null} if there is none
	 */
	@Nullable Object resolve(EntityPersister persister, Object reference, boolean gone) {
		Object id = identifier(persister, reference);
		if (id == null) {
			return null;
		}
		EntityKey key = this.session.generateEntityKey(id, persister);
		Optional<Object> known = this.found.get(key);
		if (known == null) {
			known = Optional.ofNullable(find(persister, key, reference));
			this.found.put(key, known);
		}
		return known.orElse(gone ? loaded(persister, reference) : null);
	}

	private static @Nullable Object loaded(EntityPersister persister, Object reference) {
		return (persister.isInstance(reference) && Hibernate.isInitialized(reference)) ? Hibernate.unproxy(reference)
				: null;
	}

	@Nullable Object identifier(EntityPersister persister, Object reference) {
		if (reference instanceof HibernateProxy proxy) {
			return proxy.getHibernateLazyInitializer().getInternalIdentifier();
		}
		return persister.isInstance(reference) ? persister.getIdentifier(reference, this.session) : reference;
	}

	private @Nullable Object find(EntityPersister persister, EntityKey key, Object reference) {
		Object managed = this.session.getPersistenceContextInternal().getEntity(key);
		if (managed != null) {
			EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(managed);
			return (entry != null && entry.getStatus().isDeletedOrGone()) ? null : managed;
		}
		if (!this.reading) {
			return loaded(persister, reference);
		}
		Object read = (this.session instanceof EventSource source)
				? source.find(persister.getMappedClass(), key.getIdentifier())
				: ((StatelessSession) this.session).get(persister.getEntityName(), key.getIdentifier());
		return (read != null) ? Hibernate.unproxy(read) : null;
	}

}
