package io.github.signals.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.loader.ast.spi.CascadingFetchProfile;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.capture.repository.EntityAccess;

/**
 * Reads entities as Hibernate maps them: embedded values by their paths, associations by
 * identifier and without loading them. Collections are left out.
 */
final class HibernateEntityAccess implements EntityAccess {

	private final Supplier<EntityManager> entityManager;

	HibernateEntityAccess(Supplier<EntityManager> entityManager) {
		this.entityManager = entityManager;
	}

	@Override
	public Object unproxy(Object instance) {
		if (instance instanceof HibernateProxy proxy) {
			LazyInitializer reference = proxy.getHibernateLazyInitializer();
			if (reference.isUninitialized() && reference.getSession() == null) {
				// Detached: it cannot load itself any more.
				Object loaded = this.entityManager.get()
					.find(reference.getPersistentClass(), reference.getInternalIdentifier());
				return (loaded != null) ? Hibernate.unproxy(loaded) : instance;
			}
		}
		return Hibernate.unproxy(instance);
	}

	@Override
	public <R> R beforeMerge(Supplier<R> load) {
		return session().getLoadQueryInfluencers().fromInternalFetchProfile(CascadingFetchProfile.MERGE, load);
	}

	@Override
	public boolean isManaged(Object instance) {
		EntityEntry entry = entry(session(), instance);
		return entry != null && !entry.getStatus().isDeletedOrGone();
	}

	@Override
	public @Nullable Map<String, @Nullable Object> loaded(Object instance) {
		SessionImplementor session = session();
		EntityEntry entry = entry(session, instance);
		@Nullable Object[] state = (entry != null) ? entry.getLoadedState() : null;
		return (entry != null && state != null) ? read(entry.getPersister(), state, session) : null;
	}

	@Override
	public Map<String, @Nullable Object> current(Object instance) {
		SessionImplementor session = session();
		EntityPersister persister = session.getEntityPersister(null, instance);
		return read(persister, persister.getValues(instance), session);
	}

	@Override
	public boolean isHeldBack(Object instance) {
		SessionImplementor session = session();
		EntityEntry entry = entry(session, instance);
		if (entry == null || session.getHibernateFlushMode() != FlushMode.MANUAL) {
			return false;
		}
		return !entry.isExistsInDatabase() || isDirty(instance);
	}

	@Override
	public boolean holdsBackDeletes() {
		return session().getHibernateFlushMode() == FlushMode.MANUAL;
	}

	private boolean isDirty(Object instance) {
		Map<String, @Nullable Object> loaded = loaded(instance);
		return loaded == null || !Changes.between(loaded, current(instance)).isEmpty();
	}

	private SessionImplementor session() {
		return this.entityManager.get().unwrap(SessionImplementor.class);
	}

	private static @Nullable EntityEntry entry(SessionImplementor session, Object instance) {
		return session.getPersistenceContextInternal().getEntry(instance);
	}

	private static Map<String, @Nullable Object> read(EntityPersister persister, @Nullable Object[] values,
			SessionImplementor session) {
		Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
		read("", persister.getPropertyNames(), persister.getPropertyTypes(), values, session, attributes);
		return attributes;
	}

	private static void read(String prefix, String[] names, Type[] types, @Nullable Object[] values,
			SessionImplementor session, Map<String, @Nullable Object> attributes) {
		for (int i = 0; i < names.length; i++) {
			Object value = values[i];
			if (types[i] instanceof CollectionType || value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
				continue;
			}
			String name = prefix + names[i];
			if (value == null) {
				attributes.put(name, null);
			}
			else if (types[i] instanceof CompositeType composite) {
				read(name + ".", composite.getPropertyNames(), composite.getSubtypes(),
						composite.getPropertyValues(value, session), session, attributes);
			}
			else {
				attributes.put(name, (types[i] instanceof EntityType) ? identifier(value, session)
						: types[i].deepCopy(value, session.getFactory()));
			}
		}
	}

	private static @Nullable Object identifier(Object entity, SessionImplementor session) {
		if (entity instanceof HibernateProxy proxy) {
			return proxy.getHibernateLazyInitializer().getInternalIdentifier();
		}
		return session.getEntityPersister(null, entity).getIdentifier(entity, session);
	}

}
