package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.List;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Every transaction of the thread is suspended from the first call on. One suspension
 * serves many calls; a call that has opened something, for example a persistence context,
 * is followed by a fresh one.
 */
final class Suspension implements AutoCloseable {

	private static final TransactionDefinition NOT_SUPPORTED = new DefaultTransactionDefinition(
			TransactionDefinition.PROPAGATION_NOT_SUPPORTED);

	private final List<PlatformTransactionManager> managers;

	private final boolean active = TransactionSynchronizationManager.isActualTransactionActive();

	private final List<TransactionStatus> suspended = new ArrayList<>(1);

	private boolean synchronizing;

	Suspension(List<PlatformTransactionManager> managers) {
		this.managers = managers;
	}

	void beforeCall() {
		if (this.suspended.isEmpty()) {
			for (PlatformTransactionManager manager : this.managers) {
				this.suspended.add(manager.getTransaction(NOT_SUPPORTED));
			}
			this.synchronizing = TransactionSynchronizationManager.isSynchronizationActive();
		}
	}

	void afterCall() {
		if (this.synchronizing && !TransactionSynchronizationManager.getSynchronizations().isEmpty()) {
			close();
		}
	}

	@Override
	public void close() {
		try {
			resume();
		}
		finally {
			TransactionSynchronizationManager.setActualTransactionActive(this.active);
		}
	}

	private void resume() {
		if (!this.suspended.isEmpty()) {
			int last = this.suspended.size() - 1;
			TransactionStatus status = this.suspended.remove(last);
			try {
				this.managers.get(last).commit(status);
			}
			finally {
				resume();
			}
		}
	}

}
