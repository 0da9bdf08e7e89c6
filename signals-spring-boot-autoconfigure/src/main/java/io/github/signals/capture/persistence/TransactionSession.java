package io.github.signals.capture.persistence;

import java.util.function.Function;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The session of Spring's transaction.
 */
final class TransactionSession {

	private TransactionSession() {
	}

	/**
	 * Work with the session of Spring's transaction, or with a short one: what is read
	 * may belong to a session that Spring does not know.
	 */
	static <R> R of(EntityManagerFactory factory, Function<SharedSessionContractImplementor, R> work) {
		EntityManager current = EntityManagerFactoryUtils.getTransactionalEntityManager(factory);
		if (current != null) {
			return work.apply(current.unwrap(SharedSessionContractImplementor.class));
		}
		try (EntityManager own = factory.createEntityManager()) {
			return work.apply(own.unwrap(SharedSessionContractImplementor.class));
		}
	}

	/**
	 * Write what the session has changed, and forget what it has read, if there is one.
	 */
	static void flushAndClear(EntityManagerFactory factory) {
		if (TransactionSynchronizationManager.getResource(factory) instanceof EntityManagerHolder holder) {
			holder.getEntityManager().flush();
			holder.getEntityManager().clear();
		}
	}

}
