package io.github.signals.delivery;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.RollbackException;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.SmartTransactionObject;

import io.github.signals.ReceiverException;

/**
 * Begins and ends the transactions of entity managers as an application does that leaves
 * Spring out. It is no bean, binds nothing and has no synchronizations, so that nobody
 * can know of them but the sessions.
 */
final class OwnSessionTransactionManager extends AbstractPlatformTransactionManager {

	private static final long serialVersionUID = 1L;

	private final transient EntityManagerFactory factory;

	private final transient ThreadLocal<@Nullable EntityManager> current = new ThreadLocal<>();

	OwnSessionTransactionManager(EntityManagerFactory factory) {
		this.factory = factory;
		setTransactionSynchronization(SYNCHRONIZATION_NEVER);
	}

	@Nullable EntityManager current() {
		EntityManager known = this.current.get();
		return (known != null && known.getTransaction().isActive()) ? known : null;
	}

	@Override
	protected Object doGetTransaction() {
		return new Own(current());
	}

	@Override
	protected boolean isExistingTransaction(Object transaction) {
		return ((Own) transaction).manager != null;
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		Own own = (Own) transaction;
		own.manager = this.factory.createEntityManager();
		own.outer = this.current.get();
		own.manager.getTransaction().begin();
		this.current.set(own.manager);
	}

	@Override
	protected Object doSuspend(Object transaction) {
		EntityManager suspended = ((Own) transaction).manager();
		((Own) transaction).manager = null;
		this.current.remove();
		return suspended;
	}

	@Override
	protected void doResume(@Nullable Object transaction, Object suspended) {
		this.current.set((EntityManager) suspended);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		try {
			((Own) status.getTransaction()).manager().getTransaction().commit();
		}
		catch (RollbackException ex) {
			throw (ex.getCause() instanceof ReceiverException cause) ? cause : ex;
		}
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
		((Own) status.getTransaction()).manager().getTransaction().rollback();
	}

	@Override
	protected void doSetRollbackOnly(DefaultTransactionStatus status) {
		((Own) status.getTransaction()).manager().getTransaction().setRollbackOnly();
	}

	@Override
	protected void doCleanupAfterCompletion(Object transaction) {
		Own own = (Own) transaction;
		own.manager().close();
		this.current.set(own.outer);
	}

	private static final class Own implements SmartTransactionObject {

		private @Nullable EntityManager manager;

		private @Nullable EntityManager outer;

		Own(@Nullable EntityManager manager) {
			this.manager = manager;
		}

		EntityManager manager() {
			if (this.manager == null) {
				throw new IllegalStateException("No transaction");
			}
			return this.manager;
		}

		@Override
		public boolean isRollbackOnly() {
			return manager().getTransaction().getRollbackOnly();
		}

	}

}
