package io.github.signals.autoconfigure;

import java.util.function.Supplier;

import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;

import io.github.signals.capture.persistence.BulkQueries;

/**
 * Has every entity manager factory tell its set-based statements. It decorates the
 * factory, as there is no event for them, and does not wait for it to be there.
 */
class EntityManagerFactoryWrapper implements BeanPostProcessor {

	private final Supplier<BulkQueries> queries;

	EntityManagerFactoryWrapper(Supplier<BulkQueries> queries) {
		this.queries = queries;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof EntityManagerFactory factory && bean instanceof EntityManagerFactoryInfo)
				? this.queries.get().wrap(factory) : bean;
	}

}
