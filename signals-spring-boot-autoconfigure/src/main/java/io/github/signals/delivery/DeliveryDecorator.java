package io.github.signals.delivery;

import io.github.signals.Delivery;
import io.github.signals.dispatch.CallDecorator;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Decorates a call with what its delivery needs: a thread of its own, without a
 * transaction.
 *
 * @since 0.1.0
 */
public final class DeliveryDecorator implements CallDecorator {

	private final SuspendedTransactions suspendedTransactions;

	private final AsyncDelivery asyncDelivery;

	/**
	 * Create a decorator.
	 * @param suspendedTransactions runs calls outside the transaction that has ended
	 * @param asyncDelivery runs calls on threads of their own
	 */
	public DeliveryDecorator(SuspendedTransactions suspendedTransactions, AsyncDelivery asyncDelivery) {
		this.suspendedTransactions = suspendedTransactions;
		this.asyncDelivery = asyncDelivery;
	}

	@Override
	public ReceiverCall decorate(RegisteredReceiver receiver, ReceiverCall call) {
		return (receiver.delivery() == Delivery.ASYNC)
				? this.asyncDelivery.decorate(receiver, this.suspendedTransactions.decorate(call)) : call;
	}

}
