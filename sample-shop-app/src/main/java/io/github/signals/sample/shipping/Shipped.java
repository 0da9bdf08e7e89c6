package io.github.signals.sample.shipping;

import io.github.signals.PostSave;
import io.github.signals.ReceiverCondition;
import io.github.signals.sample.shop.Order;
import io.github.signals.sample.shop.OrderStatus;

/**
 * The save sends the order on its way.
 */
class Shipped implements ReceiverCondition<PostSave<Order>> {

	@Override
	public boolean test(PostSave<Order> saved) {
		return saved.changes().contains("status") && saved.instance().getStatus() == OrderStatus.SHIPPED;
	}

}
