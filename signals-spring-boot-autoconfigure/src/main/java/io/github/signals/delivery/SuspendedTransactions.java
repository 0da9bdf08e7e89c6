package io.github.signals.delivery;

import java.util.List;
import java.util.function.Supplier;

import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.dispatch.ReceiverCall;

/**
 * Runs calls with every transaction of the thread suspended. A transaction that has just
 * been committed is still bound to its thread, and changes that join it are never
 * written.
 *
 * @since 0.1.0
 */
public final class SuspendedTransactions {

	private final Supplier<List<PlatformTransactionManager>> managers;

	/**
	 * Create an instance.
	 * @param managers all transaction managers of the application
	 */
	public SuspendedTransactions(Supplier<List<PlatformTransactionManager>> managers) {
		this.managers = managers;
	}

	Suspension suspend() {
		return new Suspension(this.managers.get());
	}

	ReceiverCall decorate(ReceiverCall call) {
		return (payload, context) -> {
			try (Suspension suspension = suspend()) {
				suspension.beforeCall();
				return call.call(payload, context);
			}
		};
	}

}
