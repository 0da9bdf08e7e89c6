package io.github.signals.benchmarks;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import jakarta.persistence.EntityManagerFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.hibernate.engine.spi.SessionFactoryImplementor;
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

/**
 * The floor under every library that calls a receiver once for each save, in its
 * transaction: an advice that calls it after the repository, and listeners of Hibernate
 * that tell what the advice has heard from what it has not. It knows one receiver, one
 * thread and one session, and no more than it has to.
 */
final class Floor implements MethodInterceptor, PostInsertEventListener, PostUpdateEventListener {

	private static final long serialVersionUID = 1L;

	private final transient Map<Object, Boolean> heard = new IdentityHashMap<>();

	private final LongAdder calls;

	Floor(LongAdder calls) {
		this.calls = calls;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object result = invocation.proceed();
		if (result instanceof Stored item && "save".equals(invocation.getMethod().getName())) {
			this.heard.put(item, Boolean.TRUE);
			SaveReceivers.count(this.calls, item);
		}
		return result;
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		written(event.getEntity());
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		written(event.getEntity());
	}

	private void written(Object entity) {
		if (this.heard.remove(entity) == null) {
			SaveReceivers.count(this.calls, (Stored) entity);
		}
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

	@Configuration(proxyBeanMethods = false)
	static class Wiring {

		@Bean
		Floor floor(LongAdder calls) {
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
