package io.github.signals.autoconfigure.data;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;

import io.github.signals.capture.repository.JdbcRows;
import io.github.signals.dispatch.EntityRows;

/**
 * Reads the rows of Spring Data JDBC where there is no doubt which data source and which
 * transaction manager are meant.
 *
 * @param beanFactory the bean factory of the application
 */
record JdbcEntityRows(ConfigurableListableBeanFactory beanFactory) implements Function<Class<?>, @Nullable EntityRows> {

	/**
	 * Return what reads the rows of a class, if Spring Data JDBC is present.
	 */
	static Function<Class<?>, @Nullable EntityRows> of(ConfigurableListableBeanFactory beanFactory) {
		boolean present = ClassUtils.isPresent("org.springframework.data.jdbc.core.JdbcAggregateOperations",
				beanFactory.getBeanClassLoader());
		return present ? new JdbcEntityRows(beanFactory) : (type) -> null;
	}

	@Override
	public @Nullable EntityRows apply(Class<?> type) {
		JdbcAggregateOperations operations = this.beanFactory.getBeanProvider(JdbcAggregateOperations.class)
			.getIfUnique();
		String[] managers = this.beanFactory.getBeanNamesForType(PlatformTransactionManager.class);
		return (operations != null && managers.length == 1) ? new JdbcRows(operations, type, managers[0]) : null;
	}

}
