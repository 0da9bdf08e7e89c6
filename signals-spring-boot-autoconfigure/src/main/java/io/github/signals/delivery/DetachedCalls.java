package io.github.signals.delivery;

import io.github.signals.dispatch.CallExecutor;

/**
 * Makes calls where asynchronous receivers run. If the caller's thread has to make one
 * itself, its transaction is suspended meanwhile.
 *
 * @param suspendedTransactions suspends the transactions of a thread
 * @param asyncDelivery runs calls on threads of their own
 * @since 0.1.0
 */
public record DetachedCalls(SuspendedTransactions suspendedTransactions,
		AsyncDelivery asyncDelivery) implements CallExecutor {

	@Override
	public Runnable accept(String uid, Runnable call) {
		return this.asyncDelivery.accept(uid, () -> {
			try (Suspension suspension = this.suspendedTransactions.suspend()) {
				suspension.beforeCall();
				call.run();
			}
		});
	}

}
