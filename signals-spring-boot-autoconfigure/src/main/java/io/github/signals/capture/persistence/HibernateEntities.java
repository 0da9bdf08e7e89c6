package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.dispatch.EntityRows;
import io.github.signals.dispatch.StoredEntities;
import io.github.signals.dispatch.StoredValues;

/**
 * Reads the state of entities and finds them again according to their Hibernate mapping.
 *
 * @since 0.1.0
 */
public final class HibernateEntities implements StoredEntities {

	private final Supplier<List<EntityManagerFactory>> present;

	private final Supplier<List<EntityManagerFactory>> all;

	private final Function<SessionFactory, @Nullable String> using;

	private final Map<EntityManagerFactory, EntityManager> managers = new ConcurrentHashMap<>();

	/**
	 * Create an instance.
	 * @param present the entity manager factories that already exist
	 * @param all the entity manager factories of the application, which are created if
	 * necessary
	 * @param using the bean name of the transaction manager of a session factory
	 */
	public HibernateEntities(Supplier<List<EntityManagerFactory>> present, Supplier<List<EntityManagerFactory>> all,
			Function<SessionFactory, @Nullable String> using) {
		this.present = present;
		this.all = all;
		this.using = using;
	}

	/**
	 * Return the factory that knows a class: if there are several, that of the current
	 * transaction.
	 */
	private static @Nullable EntityManagerFactory factory(List<EntityManagerFactory> factories, Class<?> type) {
		EntityManagerFactory first = null;
		for (EntityManagerFactory factory : factories) {
			if (persister(factory, type) != null) {
				if (factories.size() == 1 || TransactionSynchronizationManager.hasResource(factory)) {
					return factory;
				}
				first = (first != null) ? first : factory;
			}
		}
		return first;
	}

	private static @Nullable EntityPersister persister(EntityManagerFactory factory, Class<?> type) {
		return factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().findEntityDescriptor(type);
	}

	/**
	 * Return the factory of an entity, which may not be there before somebody needs it.
	 */
	private EntityManagerFactory require(Class<?> type) {
		EntityManagerFactory present = factory(this.present.get(), type);
		EntityManagerFactory factory = (present != null) ? present : factory(this.all.get(), type);
		if (factory == null) {
			throw new IllegalStateException(type.getName() + " is not a JPA entity");
		}
		return factory;
	}

	private EntityManager entityManager(EntityManagerFactory factory) {
		return this.managers.computeIfAbsent(factory, SharedEntityManagerCreator::createSharedEntityManager);
	}

	@Override
	public boolean isEntity(Class<?> type) {
		return factory(this.present.get(), type) != null;
	}

	@Override
	public Collection<Class<?>> types() {
		Set<Class<?>> types = new LinkedHashSet<>();
		for (EntityManagerFactory factory : this.present.get()) {
			factory.unwrap(SessionFactoryImplementor.class)
				.getMappingMetamodel()
				.forEachEntityDescriptor((persister) -> types.add(persister.getMappedClass()));
		}
		return types;
	}

	@Override
	public @Nullable StoredValues values(Class<?> type) {
		EntityManagerFactory factory = factory(this.present.get(), type);
		EntityPersister persister = (factory != null) ? persister(factory, type) : null;
		return (persister != null) ? EntityValues.of(persister) : null;
	}

	@Override
	public @Nullable String version(Class<?> type) {
		EntityPersister persister = persister(require(type), type);
		return (persister != null && persister.isVersioned())
				? persister.getPropertyNames()[persister.getVersionPropertyIndex()] : null;
	}

	@Override
	public @Nullable Object identifier(Object instance) {
		Class<?> type = Hibernate.getClassLazy(instance);
		return FactoryEntities.identifier(require(type).unwrap(SessionFactoryImplementor.class), instance);
	}

	@Override
	public Map<String, @Nullable Object> state(Object instance) {
		EntityManagerFactory factory = require(Hibernate.getClassLazy(instance));
		EntityPersister persister = persister(factory, instance.getClass());
		if (persister == null || !Hibernate.isInitialized(instance)) {
			return Map.of();
		}
		return TransactionSession.of(factory,
				(session) -> EntityState.of(persister, persister.getValues(instance), session));
	}

	@Override
	public @Nullable Object find(Class<?> type, Object id) {
		return entityManager(require(type)).find(type, id);
	}

	@Override
	public List<@Nullable Object> findAll(Class<?> type, List<?> ids) {
		return new ArrayList<>(entityManager(require(type)).unwrap(Session.class).findMultiple(type, ids));
	}

	@Override
	public void flushAndClear() {
		this.present.get().forEach(TransactionSession::flushAndClear);
	}

	@Override
	public boolean isGone(Class<?> type, Object id) {
		EntityManager entityManager = entityManager(require(type));
		return MissingRow.isGone(type, id, entityManager.unwrap(SharedSessionContractImplementor.class));
	}

	@Override
	public @Nullable String tenant(Class<?> type) {
		EntityManagerFactory factory = require(type);
		SessionFactoryImplementor sessions = factory.unwrap(SessionFactoryImplementor.class);
		CurrentTenantIdentifierResolver<Object> resolver = sessions.getCurrentTenantIdentifierResolver();
		if (resolver == null && !sessions.getSessionFactoryOptions().isMultiTenancyEnabled()) {
			return null;
		}
		EntityManager current = EntityManagerFactoryUtils.getTransactionalEntityManager(factory);
		if (current != null) {
			return current.unwrap(SharedSessionContractImplementor.class).getTenantIdentifier();
		}
		Object tenant = (resolver != null) ? resolver.resolveCurrentTenantIdentifier() : null;
		return (tenant != null) ? sessions.getTenantIdentifierJavaType().toString(tenant) : null;
	}

	@Override
	public @Nullable EntityRows rows(Class<?> type) {
		EntityManagerFactory factory = require(type);
		EntityPersister persister = persister(factory, type);
		return (persister != null) ? new HibernateRows(entityManager(factory), persister,
				this.using.apply(factory.unwrap(SessionFactory.class))) : null;
	}

	@Override
	public Object restore(Class<?> type, Object id, Map<String, ? extends @Nullable Object> state) {
		EntityManagerFactory factory = require(type);
		EntityPersister persister = persister(factory, type);
		if (persister == null) {
			throw new IllegalStateException(type.getName() + " is not a JPA entity");
		}
		SharedSessionContractImplementor session = entityManager(factory)
			.unwrap(SharedSessionContractImplementor.class);
		Object instance = persister.instantiate(id, session);
		@Nullable Object[] values = persister.getValues(instance);
		fill("", persister.getPropertyNames(), persister.getPropertyTypes(), values, new LinkedHashMap<>(state),
				session);
		persister.setValues(instance, values);
		return instance;
	}

	private static boolean fill(String prefix, String[] names, Type[] types, @Nullable Object[] values,
			Map<String, @Nullable Object> state, SharedSessionContractImplementor session) {
		boolean filled = false;
		for (int i = 0; i < names.length; i++) {
			String name = prefix + names[i];
			if (state.containsKey(name)) {
				values[i] = value(types[i], state.get(name), session);
				filled |= values[i] != null;
			}
			else if (types[i] instanceof ComponentType component) {
				@Nullable Object[] parts = new @Nullable Object[component.getPropertyNames().length];
				if (fill(name + ".", component.getPropertyNames(), component.getSubtypes(), parts, state, session)) {
					values[i] = embeddable(component, parts, session);
					filled = true;
				}
				else if (state.keySet().stream().anyMatch((known) -> known.startsWith(name + "."))) {
					values[i] = null;
				}
			}
		}
		return filled;
	}

	private static @Nullable Object value(Type type, @Nullable Object value, SharedSessionContractImplementor session) {
		if (value == null || type instanceof CompositeType) {
			return null;
		}
		if (type instanceof EntityType association) {
			return association.isReferenceToPrimaryKey()
					? session.internalLoad(association.getAssociatedEntityName(), value, false, true) : null;
		}
		return (type instanceof CollectionType collection && !collection.getReturnedClass().isInstance(value))
				? CollectionValues.filled(collection, value) : value;
	}

	private static Object embeddable(ComponentType component, @Nullable Object[] parts,
			SharedSessionContractImplementor session) {
		return component.getMappingModelPart()
			.getEmbeddableTypeDescriptor()
			.getRepresentationStrategy()
			.getInstantiator()
			.instantiate(() -> parts);
	}

}
