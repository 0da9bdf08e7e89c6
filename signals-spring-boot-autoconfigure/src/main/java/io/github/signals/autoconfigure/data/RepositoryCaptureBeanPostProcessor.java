package io.github.signals.autoconfigure.data;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.BeanReference;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.data.repository.core.support.TransactionalRepositoryFactoryBeanSupport;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.capture.repository.EntityMappings;
import io.github.signals.capture.repository.RepositoryCapture;
import io.github.signals.declaration.ReceiverScanner;
import io.github.signals.dispatch.Dispatcher;

/**
 * Adds the capture to every repository, using Spring Data's extension point for it.
 */
@SuppressWarnings("NullAway.Init")
class RepositoryCaptureBeanPostProcessor implements BeanPostProcessor, BeanFactoryAware {

	private final SingletonSupplier<Dispatcher> dispatcher;

	private final SingletonSupplier<EntityMappings> mappings;

	private ConfigurableListableBeanFactory beanFactory;

	RepositoryCaptureBeanPostProcessor(ObjectProvider<ReceiverScanner> scanner, ObjectProvider<Dispatcher> dispatcher,
			ObjectProvider<EntityMappings> mappings) {
		this.dispatcher = SingletonSupplier.of(() -> {
			// A repository may be used before all singletons have been created.
			scanner.getIfAvailable();
			return dispatcher.getObject();
		});
		this.mappings = SingletonSupplier.of(mappings::getObject);
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof RepositoryFactoryBeanSupport<?, ?, ?> factoryBean) {
			String using = (bean instanceof TransactionalRepositoryFactoryBeanSupport) ? transactionManager(beanName)
					: null;
			factoryBean.addRepositoryFactoryCustomizer(capture(factoryBean, beanName, using));
		}
		return bean;
	}

	private RepositoryCapture capture(Object factoryBean, String beanName, @Nullable String using) {
		if (property(beanName, "entityManager") instanceof BeanReference reference && isHibernatePresent()) {
			return HibernateCapture.create(this.dispatcher::obtain, using, this.beanFactory, reference.getBeanName());
		}
		if (isJdbcPresent() && JdbcCapture.isOf(factoryBean)) {
			return JdbcCapture.create(this.dispatcher::obtain, using, this.mappings::obtain, this.beanFactory,
					(property) -> property(beanName, property));
		}
		return RepositoryCapture.of(this.dispatcher::obtain, using, this.mappings::obtain);
	}

	private static boolean isJdbcPresent() {
		return ClassUtils.isPresent("org.springframework.data.jdbc.repository.support.JdbcRepositoryFactoryBean",
				RepositoryCaptureBeanPostProcessor.class.getClassLoader());
	}

	private static boolean isHibernatePresent() {
		return ClassUtils.isPresent("org.hibernate.engine.spi.SessionImplementor",
				RepositoryCaptureBeanPostProcessor.class.getClassLoader());
	}

	private String transactionManager(String beanName) {
		return (property(beanName, "transactionManager") instanceof String name) ? name : "transactionManager";
	}

	private @Nullable Object property(String beanName, String property) {
		return this.beanFactory.containsBeanDefinition(beanName)
				? this.beanFactory.getMergedBeanDefinition(beanName).getPropertyValues().get(property) : null;
	}

}
