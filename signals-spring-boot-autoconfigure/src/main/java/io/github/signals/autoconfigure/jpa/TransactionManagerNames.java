package io.github.signals.autoconfigure.jpa;

import java.util.Map;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/**
 * Finds the transaction manager of a session factory: its own, or the only one.
 *
 * @since 0.1.0
 */
public class TransactionManagerNames {

	private final ListableBeanFactory beanFactory;

	/**
	 * Create an instance.
	 * @param beanFactory where the transaction managers are
	 */
	public TransactionManagerNames(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Find the transaction manager of a session factory.
	 * @param factory the session factory
	 * @return the bean name, or {@code null} if none of several is its own
	 */
	public @Nullable String find(SessionFactory factory) {
		Map<String, PlatformTransactionManager> managers = BeanFactoryUtils
			.beansOfTypeIncludingAncestors(this.beanFactory, PlatformTransactionManager.class);
		for (Map.Entry<String, PlatformTransactionManager> manager : managers.entrySet()) {
			if (isOf(manager.getValue(), factory)) {
				return manager.getKey();
			}
		}
		return (managers.size() == 1) ? managers.keySet().iterator().next() : null;
	}

	private static boolean isOf(PlatformTransactionManager manager, SessionFactory factory) {
		return manager instanceof ResourceTransactionManager resourceManager
				&& resourceManager.getResourceFactory() instanceof EntityManagerFactory candidate
				&& candidate.unwrap(SessionFactoryImplementor.class) == factory.unwrap(SessionFactoryImplementor.class);
	}

}
