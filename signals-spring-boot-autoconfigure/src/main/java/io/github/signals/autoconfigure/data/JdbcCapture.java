package io.github.signals.autoconfigure.data;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanReference;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.convert.DataAccessStrategy;
import org.springframework.data.jdbc.core.convert.DataAccessStrategyFactory;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.repository.support.JdbcRepositoryFactoryBean;
import org.springframework.data.mapping.callback.EntityCallbacks;
import org.springframework.data.relational.core.dialect.Dialect;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.capture.repository.EntityMappings;
import io.github.signals.capture.repository.RepositoryCapture;
import io.github.signals.dispatch.Dispatcher;

/**
 * Creates the capture of repositories of Spring Data JDBC. A separate class, so that no
 * class that the container introspects has types of Spring Data JDBC in its signatures.
 */
final class JdbcCapture {

	private final BeanFactory beanFactory;

	private final Function<String, @Nullable Object> properties;

	private JdbcCapture(BeanFactory beanFactory, Function<String, @Nullable Object> properties) {
		this.beanFactory = beanFactory;
		this.properties = properties;
	}

	static boolean isOf(Object factoryBean) {
		return factoryBean instanceof JdbcRepositoryFactoryBean<?, ?, ?>;
	}

	/**
	 * Create the capture.
	 * @param properties what the factory bean of the repository is told, by name
	 */
	static RepositoryCapture create(Supplier<Dispatcher> dispatcher, @Nullable String using,
			Supplier<EntityMappings> mappings, BeanFactory beanFactory, Function<String, @Nullable Object> properties) {
		JdbcCapture capture = new JdbcCapture(beanFactory, properties);
		SingletonSupplier<JdbcAggregateOperations> operations = SingletonSupplier.of(capture::operations);
		return RepositoryCapture.ofJdbc(dispatcher, using, mappings, operations::obtain,
				() -> EntityCallbacks.create(beanFactory));
	}

	/**
	 * Find what the repository works with, as its factory bean does.
	 */
	private JdbcAggregateOperations operations() {
		DataAccessStrategy strategy = find("dataAccessStrategy", DataAccessStrategy.class);
		NamedParameterJdbcOperations jdbc = find("jdbcOperations", NamedParameterJdbcOperations.class);
		if (strategy == null && jdbc == null) {
			JdbcAggregateOperations operations = find("jdbcAggregateOperations", JdbcAggregateOperations.class);
			return (operations != null) ? operations : this.beanFactory.getBean(JdbcAggregateOperations.class);
		}
		JdbcConverter converter = this.beanFactory.getBean(JdbcConverter.class);
		return new JdbcAggregateTemplate(converter,
				(strategy != null) ? strategy : new DataAccessStrategyFactory(converter, Objects.requireNonNull(jdbc),
						this.beanFactory.getBean(Dialect.class), QueryMappingConfiguration.EMPTY)
					.create());
	}

	private <T> @Nullable T find(String property, Class<T> type) {
		Object value = this.properties.apply(property);
		if (value instanceof RuntimeBeanReference reference && reference.getBeanType() != null) {
			return this.beanFactory.getBean(type);
		}
		return (value instanceof BeanReference reference) ? this.beanFactory.getBean(reference.getBeanName(), type)
				: null;
	}

}
