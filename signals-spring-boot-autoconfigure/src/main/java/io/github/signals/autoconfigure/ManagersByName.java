package io.github.signals.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Finds the transaction manager of a change.
 *
 * @param beanFactory the bean factory of the application
 */
record ManagersByName(ConfigurableListableBeanFactory beanFactory) {

	/**
	 * Return the transaction manager of a name, or the only one.
	 * @param name the bean name, or {@code null} if it is not known
	 * @return the manager, or {@code null} if there is none
	 */
	@Nullable PlatformTransactionManager find(@Nullable String name) {
		if (name != null && this.beanFactory.containsBean(name)) {
			return this.beanFactory.getBean(name, PlatformTransactionManager.class);
		}
		return this.beanFactory.getBeanProvider(PlatformTransactionManager.class).getIfUnique();
	}

}
