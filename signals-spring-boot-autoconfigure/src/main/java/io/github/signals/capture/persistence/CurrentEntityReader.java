package io.github.signals.capture.persistence;

import java.util.Map;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.InfrastructureProxy;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.capture.EntityReader;
import io.github.signals.capture.EntityReaders;

/**
 * Finds the current persistence context, once for each call of a repository.
 *
 * @since 0.1.0
 */
public final class CurrentEntityReader implements EntityReaders {

	private final Supplier<EntityManager> entityManager;

	private final SingletonSupplier<Object> resourceKey;

	private final Supplier<@Nullable PersistenceCapture> capture;

	/**
	 * Create an instance.
	 * @param entityManager the shared entity manager of the repository
	 * @param capture the capture that notices the writes, or {@code null} if there is
	 * none
	 */
	public CurrentEntityReader(Supplier<EntityManager> entityManager, Supplier<@Nullable PersistenceCapture> capture) {
		this.entityManager = entityManager;
		this.resourceKey = SingletonSupplier.of(() -> resourceKey(entityManager.get()));
		this.capture = capture;
	}

	private static Object resourceKey(EntityManager entityManager) {
		EntityManagerFactory factory = entityManager.getEntityManagerFactory();
		return (factory instanceof InfrastructureProxy proxy) ? proxy.getWrappedObject() : factory;
	}

	@Override
	public EntityReader get() {
		SessionImplementor session = session();
		PersistenceCapture current = this.capture.get();
		FactoryCapture factory = (current != null) ? current.find(session.getFactory()) : null;
		return (factory != null) ? factory.reader(session.asEventSource()) : new HibernateEntityReader(session);
	}

	@Override
	public Map<String, @Nullable Object> state(Object instance) {
		return EntityState
			.of(this.entityManager.get().getEntityManagerFactory().unwrap(SessionFactoryImplementor.class), instance);
	}

	/**
	 * Return what is bound to the transaction; the shared entity manager would find the
	 * same, by way of two proxies.
	 */
	private SessionImplementor session() {
		Object resource = resource(this.resourceKey.obtain());
		if (resource instanceof EntityManagerHolder holder && !holder.isVoid()
				&& holder.getEntityManager() instanceof SessionImplementor session) {
			return session;
		}
		return this.entityManager.get().unwrap(SessionImplementor.class);
	}

	/**
	 * Find what is bound to a factory. That is a proxy, whose hash code costs more than
	 * to compare it with the few keys that there are.
	 */
	private static @Nullable Object resource(Object key) {
		@Nullable Object[] found = new Object[1];
		TransactionSynchronizationManager.getResourceMap().forEach((bound, value) -> {
			if (bound == key) {
				found[0] = value;
			}
		});
		return found[0];
	}

}
