package io.github.signals.autoconfigure.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.util.ClassUtils;

import io.github.signals.capture.persistence.PersistenceCapture;

/**
 * Registers the session factories, also with the capture if it is turned on, when
 * Hibernate has created them, which may be later and on another thread.
 */
class EntityManagerFactoryBeanPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<PersistenceUnits> units;

	private final ObjectProvider<PersistenceCapture> capture;

	EntityManagerFactoryBeanPostProcessor(ObjectProvider<PersistenceUnits> units,
			ObjectProvider<PersistenceCapture> capture) {
		this.units = units;
		this.capture = capture;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factoryBean) {
			Map<String, Object> properties = factoryBean.getJpaPropertyMap();
			Object given = properties.get(JpaSettings.INTEGRATOR_PROVIDER);
			Consumer<SessionFactory> created = created(beanName);
			properties.put(JpaSettings.INTEGRATOR_PROVIDER,
					(IntegratorProvider) () -> integrators(given, factoryBean.getBeanClassLoader(), created));
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof EntityManagerFactory factory && !(bean instanceof EntityManagerFactoryInfo)
				&& factory instanceof SessionFactory sessionFactory) {
			this.capture.ifAvailable((capture) -> capture.register(sessionFactory));
		}
		return bean;
	}

	/**
	 * Return who is told, created here and now: the other thread would create a bean
	 * while this one does so, too.
	 */
	private Consumer<SessionFactory> created(String beanName) {
		PersistenceUnits units = this.units.getObject();
		PersistenceCapture capture = this.capture.getIfAvailable();
		return (factory) -> {
			units.appear(beanName, factory);
			if (capture != null) {
				capture.register(factory);
			}
		};
	}

	private List<Integrator> integrators(@Nullable Object given, @Nullable ClassLoader classLoader,
			Consumer<SessionFactory> created) {
		List<Integrator> integrators = new ArrayList<>();
		IntegratorProvider provider = provider(given, classLoader);
		if (provider != null) {
			integrators.addAll(provider.getIntegrators());
		}
		integrators.add(new Integrator() {

			@Override
			public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
				factory.addObserver(new SessionFactoryObserver() {

					@Override
					public void sessionFactoryCreated(SessionFactory factory) {
						created.accept(factory);
					}

				});
			}

		});
		return integrators;
	}

	/**
	 * Return what the application has set itself, in one of the ways that Hibernate
	 * takes.
	 */
	private static @Nullable IntegratorProvider provider(@Nullable Object given, @Nullable ClassLoader classLoader) {
		if (given instanceof String name) {
			return provider(ClassUtils.resolveClassName(name, classLoader), classLoader);
		}
		if (given instanceof Class<?> type) {
			return (IntegratorProvider) BeanUtils.instantiateClass(type);
		}
		return (IntegratorProvider) given;
	}

}
