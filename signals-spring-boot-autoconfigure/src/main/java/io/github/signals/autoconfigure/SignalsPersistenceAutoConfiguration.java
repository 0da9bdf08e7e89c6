package io.github.signals.autoconfigure;

import java.util.function.Supplier;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.capture.persistence.PersistenceCapture;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Auto-configuration for the capture of what Hibernate's persistence contexts write, of
 * every {@code EntityManagerFactory}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SignalsAutoConfiguration.class)
@ConditionalOnClass({ EntityManagerFactory.class, SessionFactoryImplementor.class,
		AbstractEntityManagerFactoryBean.class })
@ConditionalOnBooleanProperty(name = { "signals.enabled", "signals.capture.persistence" }, matchIfMissing = true)
public final class SignalsPersistenceAutoConfiguration {

	@Bean
	static EntityManagerFactoryBeanPostProcessor signalsEntityManagerFactoryBeanPostProcessor(
			ObjectProvider<PersistenceCapture> capture) {
		return new EntityManagerFactoryBeanPostProcessor(capture);
	}

	@Bean
	static EntityManagerFactoryWrapper signalsEntityManagerFactoryWrapper(ObjectProvider<PersistenceCapture> capture) {
		return new EntityManagerFactoryWrapper(capture);
	}

	@Bean
	PersistenceCapture signalsPersistenceCapture(ObjectProvider<Dispatcher> dispatcher,
			ReceiverRegistry signalsReceiverRegistry, ConfigurableListableBeanFactory beanFactory,
			SignalsProperties properties) {
		Supplier<Dispatcher> lazily = SingletonSupplier.of(dispatcher::getObject);
		return new PersistenceCapture(lazily, signalsReceiverRegistry, new TransactionManagerNames(beanFactory)::find,
				properties.getRecursion().getMaxDepth());
	}

}
