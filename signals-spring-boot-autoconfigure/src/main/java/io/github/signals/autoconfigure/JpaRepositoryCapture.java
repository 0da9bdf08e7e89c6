package io.github.signals.autoconfigure;

import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.capture.repository.RepositoryCapture;
import io.github.signals.dispatch.Dispatcher;

/**
 * Creates the capture of JPA repositories. A class of its own, because it cannot be
 * looked at where there is no JPA.
 */
final class JpaRepositoryCapture {

	private JpaRepositoryCapture() {
	}

	static RepositoryCapture create(Supplier<Dispatcher> dispatcher, @Nullable String using, BeanFactory beanFactory,
			String entityManagerBeanName) {
		Supplier<EntityManager> entityManager = SingletonSupplier
			.of(() -> beanFactory.getBean(entityManagerBeanName, EntityManager.class));
		return RepositoryCapture.ofJpa(dispatcher, using, new HibernateEntityAccess(entityManager), entityManager);
	}

}
