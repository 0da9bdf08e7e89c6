package io.github.signals.autoconfigure.jpa;

import java.util.List;
import java.util.function.Supplier;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.SignalsProperties;
import io.github.signals.capture.persistence.HibernateEntities;
import io.github.signals.capture.persistence.PersistenceCapture;
import io.github.signals.declaration.ReceiverBeans;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RecursionLimit;

/**
 * Auto-configuration for JPA: the entities, from the metamodel of every
 * {@code EntityManagerFactory}, and the capture of what Hibernate's persistence contexts
 * write.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SignalsAutoConfiguration.class)
@ConditionalOnClass({ EntityManagerFactory.class, AbstractEntityManagerFactoryBean.class })
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public final class SignalsPersistenceAutoConfiguration {

	@Bean
	static PersistenceUnitBeanPostProcessor signalsPersistenceUnitBeanPostProcessor(
			ConfigurableListableBeanFactory beanFactory, ObjectProvider<PersistenceUnits> units) {
		return new PersistenceUnitBeanPostProcessor(beanFactory, units);
	}

	@Bean(PersistenceUnits.BEAN_NAME)
	PersistenceUnits signalsPersistenceUnits(ConfigurableListableBeanFactory beanFactory) {
		return new PersistenceUnits(beanFactory);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SessionFactoryImplementor.class)
	static class HibernateConfiguration {

		@Bean
		static EntityManagerFactoryBeanPostProcessor signalsEntityManagerFactoryBeanPostProcessor(
				ObjectProvider<PersistenceUnits> units, ObjectProvider<PersistenceCapture> capture) {
			return new EntityManagerFactoryBeanPostProcessor(units, capture);
		}

		@Bean
		@Order(1)
		HibernateEntities signalsHibernateEntities(ObjectProvider<EntityManagerFactory> factories,
				ObjectProvider<PersistenceUnits> units, ConfigurableListableBeanFactory beanFactory) {
			SingletonSupplier<List<EntityManagerFactory>> all = SingletonSupplier.of(() -> factories.stream().toList());
			SingletonSupplier<PersistenceUnits> known = SingletonSupplier.ofNullable(units::getIfAvailable);
			return new HibernateEntities(() -> {
				PersistenceUnits present = known.get();
				return (present != null) ? present.factories() : all.obtain();
			}, all::obtain, new TransactionManagerNames(beanFactory)::find);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SessionFactoryImplementor.class)
	@ConditionalOnBooleanProperty(name = "signals.capture.persistence", matchIfMissing = true)
	static class CaptureConfiguration {

		@Bean
		static EntityManagerFactoryWrapper signalsEntityManagerFactoryWrapper(
				ObjectProvider<PersistenceCapture> capture) {
			return new EntityManagerFactoryWrapper(capture);
		}

		@Bean(destroyMethod = "")
		PersistenceCapture signalsPersistenceCapture(ObjectProvider<Dispatcher> dispatcher,
				ReceiverBeans signalsReceiverBeans, ReceiverRegistry signalsReceiverRegistry,
				ConfigurableListableBeanFactory beanFactory, SignalsProperties properties) {
			Supplier<Dispatcher> lazily = SingletonSupplier.of(dispatcher::getObject);
			PersistenceCapture capture = new PersistenceCapture(lazily, signalsReceiverRegistry,
					new TransactionManagerNames(beanFactory)::find,
					new RecursionLimit(properties.getRecursion().getMaxDepth()));
			signalsReceiverBeans.atLast(capture::close);
			return capture;
		}

	}

}
