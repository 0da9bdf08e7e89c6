package io.github.signals.autoconfigure.jpa;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;

import io.github.signals.capture.bulk.BulkQueries;
import io.github.signals.capture.persistence.PersistenceCapture;

/**
 * Wraps every entity manager factory so that its set-based statements are signalled. It
 * decorates the factory because there is no event for them, and does not wait for the
 * factory to be created.
 */
class EntityManagerFactoryWrapper implements BeanPostProcessor {

	private final ObjectProvider<PersistenceCapture> capture;

	EntityManagerFactoryWrapper(ObjectProvider<PersistenceCapture> capture) {
		this.capture = capture;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		boolean known = bean instanceof EntityManagerFactoryInfo || bean instanceof SessionFactory;
		return (known && bean instanceof EntityManagerFactory factory) ? wrap(factory) : bean;
	}

	private EntityManagerFactory wrap(EntityManagerFactory factory) {
		PersistenceCapture capture = this.capture.getObject();
		return new BulkQueries(capture::hearsStatements, capture::bulkSignals).wrap(factory);
	}

}
