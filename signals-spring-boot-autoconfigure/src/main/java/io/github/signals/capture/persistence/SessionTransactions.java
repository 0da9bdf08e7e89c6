package io.github.signals.capture.persistence;

import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.Dispatcher;

/**
 * Tells whose transaction the sessions of a factory are in: that of Spring or JTA, which
 * is the current one of the thread, one that the application has begun itself, or none.
 */
final class SessionTransactions {

	private final Supplier<Dispatcher> dispatcher;

	private final Map<TransactionCoordinator, SessionTransaction> known = new ConcurrentHashMap<>();

	SessionTransactions(Supplier<Dispatcher> dispatcher) {
		this.dispatcher = dispatcher;
	}

	/**
	 * Return who takes what a session writes for the end of the transaction that it is in
	 * now.
	 */
	Deferral deferral(SharedSessionContractImplementor session) {
		Deferral current = this.dispatcher.get().deferral();
		TransactionCoordinator coordinator = session.getTransactionCoordinator();
		if (coordinator.getTransactionCoordinatorBuilder().isJta()) {
			return current;
		}
		if (coordinator.isTransactionActive()) {
			return isManaged(coordinator) ? current : own(session, coordinator);
		}
		return isWrittenAtOnce(session) ? current.outsideOfTransactions() : current;
	}

	/**
	 * Return who takes what a session has written in a transaction that has just been
	 * rolled back, and that nobody has asked for before.
	 */
	Deferral deferralAtEnd(SharedSessionContractImplementor session) {
		TransactionCoordinator coordinator = session.getTransactionCoordinator();
		boolean current = coordinator.getTransactionCoordinatorBuilder().isJta() || isManaged(coordinator);
		return current ? this.dispatcher.get().deferral() : own(session, coordinator);
	}

	private Deferral own(SharedSessionContractImplementor session, TransactionCoordinator coordinator) {
		SessionTransaction own = this.known.get(coordinator);
		return ((own != null) ? own : open(session, coordinator)).deferral(this.dispatcher.get());
	}

	private SessionTransaction open(SharedSessionContractImplementor session, TransactionCoordinator coordinator) {
		SharedSessionContractImplementor owner = owner(session);
		SessionTransaction transaction = new SessionTransaction(owner, () -> this.known.remove(coordinator));
		this.known.put(coordinator, transaction);
		owner.getEventListenerManager().addListener(transaction);
		return transaction;
	}

	/**
	 * Return the session whose transaction another one shares.
	 */
	private static SharedSessionContractImplementor owner(SharedSessionContractImplementor session) {
		return (session.getJdbcCoordinator().getJdbcSessionOwner() instanceof SharedSessionContractImplementor owner)
				? owner : session;
	}

	/**
	 * Return whether a transaction is the one of Spring's that is open on this thread,
	 * and has synchronizations.
	 */
	private static boolean isManaged(TransactionCoordinator coordinator) {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			for (Object bound : TransactionSynchronizationManager.getResourceMap().values()) {
				if (bound instanceof EntityManagerHolder holder && holder.isSynchronizedWithTransaction()
						&& coordinator(holder) == coordinator) {
					return true;
				}
			}
		}
		return false;
	}

	private static @Nullable TransactionCoordinator coordinator(EntityManagerHolder holder) {
		EntityManager manager = holder.getEntityManager();
		SharedSessionContractImplementor session = (manager instanceof SharedSessionContractImplementor known) ? known
				: manager.unwrap(SharedSessionContractImplementor.class);
		return session.getTransactionCoordinator();
	}

	/**
	 * Return whether each statement of a session is a transaction of its own, and not a
	 * part of the one that is open on this thread: it could work on its connection.
	 */
	private static boolean isWrittenAtOnce(SharedSessionContractImplementor session) {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& session.doReturningWork(Connection::getAutoCommit);
	}

}
