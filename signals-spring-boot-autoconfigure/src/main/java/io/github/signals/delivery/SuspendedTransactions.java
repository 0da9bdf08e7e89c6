package io.github.signals.delivery;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverCall;

/**
 * Runs calls with every transaction of the thread suspended. A transaction that has just
 * been committed is still bound to its thread, and what joins it is never written.
 *
 * @since 0.1.0
 */
public final class SuspendedTransactions {

	private static final TransactionDefinition NOT_SUPPORTED = new DefaultTransactionDefinition(
			TransactionDefinition.PROPAGATION_NOT_SUPPORTED);

	private final Supplier<? extends Iterable<PlatformTransactionManager>> managers;

	/**
	 * Create it.
	 * @param managers all transaction managers of the application
	 */
	public SuspendedTransactions(Supplier<List<PlatformTransactionManager>> managers) {
		this.managers = managers;
	}

	ReceiverCall decorate(ReceiverCall call) {
		return (payload, context) -> {
			boolean active = TransactionSynchronizationManager.isActualTransactionActive();
			try {
				return call(this.managers.get().iterator(), call, payload, context);
			}
			finally {
				TransactionSynchronizationManager.setActualTransactionActive(active);
			}
		};
	}

	private static @Nullable Object call(Iterator<PlatformTransactionManager> managers, ReceiverCall call,
			Object payload, DispatchContext context) throws Exception {
		if (!managers.hasNext()) {
			return call.call(payload, context);
		}
		PlatformTransactionManager manager = managers.next();
		TransactionStatus status = manager.getTransaction(NOT_SUPPORTED);
		try {
			return call(managers, call, payload, context);
		}
		finally {
			manager.commit(status);
		}
	}

}
