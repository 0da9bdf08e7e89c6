package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.List;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.Delivery;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Every transaction of the thread is suspended from the first call on. One suspension
 * serves many calls; a call that has opened something, for example a persistence context,
 * is followed by a fresh one.
 */
final class Suspension implements CallDecoration, AutoCloseable {

	private static final TransactionDefinition NOT_SUPPORTED = new DefaultTransactionDefinition(
			TransactionDefinition.PROPAGATION_NOT_SUPPORTED);

	private final List<PlatformTransactionManager> managers;

	private final boolean active = TransactionSynchronizationManager.isActualTransactionActive();

	private final List<TransactionStatus> suspended = new ArrayList<>(1);

	private boolean synchronizing;

	Suspension(List<PlatformTransactionManager> managers) {
		this.managers = managers;
	}

	/**
	 * Make a call. One that is made by another thread is on its own there.
	 */
	@Override
	public void run(RegisteredReceiver receiver, Runnable call) {
		if (receiver.delivery() == Delivery.ASYNC) {
			call.run();
			return;
		}
		beforeCall();
		try {
			call.run();
		}
		finally {
			afterCall();
		}
	}

	void beforeCall() {
		if (this.suspended.isEmpty()) {
			for (PlatformTransactionManager manager : this.managers) {
				this.suspended.add(manager.getTransaction(NOT_SUPPORTED));
			}
			this.synchronizing = TransactionSynchronizationManager.isSynchronizationActive();
		}
	}

	private void afterCall() {
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
