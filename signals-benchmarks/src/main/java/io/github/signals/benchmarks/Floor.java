package io.github.signals.benchmarks;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

import jakarta.persistence.EntityManagerFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The floor under every library that calls a receiver once for each save, in its
 * transaction: an advice that calls it after the repository, and listeners of Hibernate
 * that tell what the advice has heard from what it has not. It reads of the session what
 * the contract cannot do without: whether a row is created (S4), and whether the entity
 * is what was heard of, before the receiver and after it (S2, S17). It knows one receiver
 * and one thread, no context, no scopes, and nothing of who causes what.
 */
final class Floor implements MethodInterceptor, PostInsertEventListener, PostUpdateEventListener {

	private static final long serialVersionUID = 1L;

	private final transient Map<Object, Heard> heard = new IdentityHashMap<>();

	private final CallCounter calls;

	Floor(CallCounter calls) {
		this.calls = calls;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		if (!"save".equals(invocation.getMethod().getName())) {
			return invocation.proceed();
		}
		PersistenceContext context = persistenceContext();
		boolean managed = context.getEntry(invocation.getArguments()[0]) != null;
		Stored item = (Stored) Objects.requireNonNull(invocation.proceed());
		EntityEntry entry = Objects.requireNonNull(context.getEntry(item));
		boolean created = !managed && !entry.isExistsInDatabase();
		note(item, entry, created);
		SaveReceivers.count(this.calls, item);
		note(item, Objects.requireNonNull(context.getEntry(item)), created);
		return item;
	}

	/**
	 * Note what was heard, without a copy if it is what Hibernate keeps anyway.
	 */
	private void note(Object item, EntityEntry entry, boolean created) {
		@Nullable Object[] values = entry.getPersister().getValues(item);
		@Nullable Object[] kept = entry.getLoadedState();
		this.heard.put(item, new Heard(isSame(values, kept) ? kept : values, created));
	}

	private static boolean isSame(@Nullable Object[] values, @Nullable Object @Nullable [] others) {
		for (int i = 0; i < values.length; i++) {
			if (others == null || values[i] != others[i]) {
				return false;
			}
		}
		return true;
	}

	private static PersistenceContext persistenceContext() {
		for (Object resource : TransactionSynchronizationManager.getResourceMap().values()) {
			if (resource instanceof EntityManagerHolder holder
					&& holder.getEntityManager() instanceof SessionImplementor session) {
				return session.getPersistenceContextInternal();
			}
		}
		throw new IllegalStateException("No transaction");
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		written(event.getEntity(), true);
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		written(event.getEntity(), false);
	}

	private void written(Object entity, boolean created) {
		Heard known = this.heard.remove(entity);
		if (known == null || known.created() != created) {
			SaveReceivers.count(this.calls, (Stored) entity);
		}
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

	/**
	 * What was heard of an entity.
	 *
	 * @param values how it was
	 * @param created whether it has a new row
	 */
	private record Heard(@Nullable Object @Nullable [] values, boolean created) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Wiring {

		@Bean
		Floor floor(CallCounter calls) {
			return new Floor(calls);
		}

		@Bean
		static BeanPostProcessor floorAdvice(ObjectProvider<Floor> floor) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String beanName) {
					if (bean instanceof RepositoryFactoryBeanSupport<?, ?, ?> factoryBean) {
						factoryBean.addRepositoryFactoryCustomizer((factory) -> factory.addRepositoryProxyPostProcessor(
								(proxy, information) -> proxy.addAdvice(floor.getObject())));
					}
					return bean;
				}

			};
		}

		@Bean
		SmartInitializingSingleton floorListeners(EntityManagerFactory factory, Floor floor) {
			return () -> {
				EventListenerRegistry listeners = factory.unwrap(SessionFactoryImplementor.class)
					.getEventListenerRegistry();
				listeners.appendListeners(EventType.POST_INSERT, floor);
				listeners.appendListeners(EventType.POST_UPDATE, floor);
			};
		}

	}

}
