package io.github.signals.capture.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.OwnTransaction;

/**
 * The transactions of a session that the application begins itself, one after the other,
 * with everything that shares them. A synchronization of Hibernate's hears of an end
 * first and precisely, and an observer last, when all sessions are done with it.
 */
@SuppressWarnings("serial")
final class SessionTransaction implements OwnTransaction, TransactionObserver, SessionEventListener {

	private static final int SECONDS_TO_ANSWER = 5;

	private final SharedSessionContractImplementor session;

	private final Runnable onClose;

	private @Nullable Deferral deferral;

	private @Nullable Ending ending;

	private Consumer<Ending> outcome = Ending::lost;

	/**
	 * Create an instance.
	 * @param session the session, and not one that shares its transaction
	 * @param onClose what to do when the session is closed
	 */
	SessionTransaction(SharedSessionContractImplementor session, Runnable onClose) {
		this.session = session;
		this.onClose = onClose;
	}

	/**
	 * Return who takes signals for the end of the transaction that is open now.
	 */
	Deferral deferral(Dispatcher dispatcher) {
		// Notified after all sessions that share the transaction, which flush when
		// notified.
		coordinator().removeObserver(this);
		coordinator().addObserver(this);
		Deferral known = this.deferral;
		if (known == null) {
			known = dispatcher.deferral(this);
			this.deferral = known;
			if (coordinator().isTransactionActive()) {
				coordinator().getLocalSynchronizations().registerSynchronization(new Completion());
			}
			else {
				this.outcome = Ending::rolledBack;
			}
		}
		return known;
	}

	private TransactionCoordinator coordinator() {
		return this.session.getTransactionCoordinator();
	}

	@Override
	public void onEnd(Ending ending) {
		this.ending = ending;
	}

	@Override
	public void flush() {
		if (this.session.isEventSource()) {
			this.session.flushBeforeTransactionCompletion();
		}
	}

	@Override
	public <T> @Nullable T resource(Class<T> type) {
		if (type == Connection.class) {
			return type.cast(connection());
		}
		ConnectionProvider provider = this.session.getFactory()
			.getServiceRegistry()
			.getService(ConnectionProvider.class);
		return (provider != null && provider.isUnwrappableAs(type)) ? provider.unwrap(type) : null;
	}

	@Override
	public @Nullable String tenant() {
		return this.session.getTenantIdentifier();
	}

	private Connection connection() {
		return this.session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
	}

	@Override
	public void afterBegin() {
		complete();
	}

	@Override
	public void beforeCompletion() {
		if (this.ending != null) {
			this.ending.beforeCommit();
		}
	}

	@Override
	public void afterCompletion(boolean successful, boolean delayed) {
		complete();
	}

	/**
	 * The session is closed: when its transaction has ended, or in the middle of it.
	 */
	@Override
	public void end() {
		this.onClose.run();
		if (coordinator().isTransactionActive()) {
			this.outcome = Ending::abandoned;
		}
		complete();
	}

	private void complete() {
		Ending known = this.ending;
		Consumer<Ending> how = this.outcome;
		this.ending = null;
		this.deferral = null;
		this.outcome = Ending::lost;
		coordinator().removeObserver(this);
		if (known != null) {
			how.accept(known);
		}
	}

	/**
	 * Return whether the database still answers: then a commit that has failed was
	 * refused, and its answer is not lost.
	 */
	private boolean isAnswering() {
		try {
			return connection().isValid(SECONDS_TO_ANSWER);
		}
		catch (RuntimeException | SQLException ex) {
			return false;
		}
	}

	private final class Completion implements Synchronization {

		@Override
		public void beforeCompletion() {
			// The observer comes after it.
		}

		@Override
		public void afterCompletion(int status) {
			boolean failed = coordinator().getTransactionDriverControl().getStatus() == TransactionStatus.FAILED_COMMIT;
			if (status == Status.STATUS_COMMITTED) {
				SessionTransaction.this.outcome = Ending::committed;
			}
			else if (!failed || isAnswering()) {
				SessionTransaction.this.outcome = Ending::rolledBack;
			}
		}

	}

}
