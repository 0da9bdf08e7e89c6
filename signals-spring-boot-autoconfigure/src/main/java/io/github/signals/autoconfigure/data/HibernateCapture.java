package io.github.signals.autoconfigure.data;

import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.capture.persistence.CurrentEntityReader;
import io.github.signals.capture.persistence.PersistenceCapture;
import io.github.signals.capture.repository.RepositoryCapture;
import io.github.signals.dispatch.Dispatcher;

/**
 * Creates the capture of JPA repositories. A separate class, so that no class that the
 * container introspects has JPA types in its signatures.
 */
final class HibernateCapture {

	private HibernateCapture() {
	}

	static RepositoryCapture create(Supplier<Dispatcher> dispatcher, @Nullable String using, BeanFactory beanFactory,
			String entityManagerName) {
		Supplier<EntityManager> entityManager = SingletonSupplier
			.of(() -> beanFactory.getBean(entityManagerName, EntityManager.class));
		SingletonSupplier<PersistenceCapture> capture = SingletonSupplier
			.ofNullable(beanFactory.getBeanProvider(PersistenceCapture.class)::getIfAvailable);
		return RepositoryCapture.ofJpa(dispatcher, using, new CurrentEntityReader(entityManager, capture::get),
				entityManager);
	}

}
