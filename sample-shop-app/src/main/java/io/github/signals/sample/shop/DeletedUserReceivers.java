package io.github.signals.sample.shop;

import io.github.signals.Delivery;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PreDeleteReceiver;
import io.github.signals.sample.accounts.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Deletes the orders of a user before the user goes. The package of the user knows
 * nothing of orders.
 */
@Component
class DeletedUserReceivers {

	private static final Logger logger = LoggerFactory.getLogger(DeletedUserReceivers.class);

	private final OrderRepository orders;

	DeletedUserReceivers(OrderRepository orders) {
		this.orders = orders;
	}

	@PreDeleteReceiver(dispatchUid = "delete_orders")
	void deleteOrders(User user) {
		this.orders.deleteAll(this.orders.findByUser(user));
	}

	@PostDeleteReceiver(delivery = Delivery.AFTER_COMMIT, dispatchUid = "log_order_deleted")
	void logDeleted(Order order) {
		logger.info("Order deleted: {}", order);
	}

}
