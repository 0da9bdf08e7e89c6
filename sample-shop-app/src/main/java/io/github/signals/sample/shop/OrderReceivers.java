package io.github.signals.sample.shop;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreSaveReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Notifies the admin of a new order, and the user of a new or changed one. The email to
 * the user waits while the mail server is down. It is sent twice if the node dies after
 * it has sent the email and before the call is committed. An order that is shipped keeps
 * what was shipped, whoever changes it.
 */
@Component
class OrderReceivers {

	static final String CONFIRM_ORDER = "confirm_order";

	static final String CONFIRM_CHANGE = "confirm_change";

	private static final Logger logger = LoggerFactory.getLogger(OrderReceivers.class);

	private final OrderMails mails;

	OrderReceivers(OrderMails mails) {
		this.mails = mails;
	}

	@PreSaveReceiver(on = On.UPDATED, changed = { "product", "quantity" }, dispatchUid = "keep_shipped_order")
	void keepShipped(Order order, Changes changes) {
		if (order.getStatus() == OrderStatus.SHIPPED && !changes.contains("status")) {
			throw new ShippedOrderException(order.getId());
		}
	}

	@PostSaveReceiver(on = On.CREATED, dispatchUid = "notify_admin")
	void notifyAdmin(Order order) {
		logger.info("New order for {}. Sending notification to admin.", order.getProduct());
	}

	@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = CONFIRM_ORDER)
	void confirm(Order order) {
		this.mails.confirm(order);
	}

	@PostSaveReceiver(on = On.UPDATED, changed = { "product", "quantity" }, delivery = Delivery.DURABLE,
			dispatchUid = CONFIRM_CHANGE)
	void confirmChange(Order order) {
		this.mails.confirmChange(order);
	}

	@PostSaveReceiver(on = On.UPDATED, changed = "status", delivery = Delivery.AFTER_COMMIT, dispatchUid = "log_status")
	void logStatus(Order order, Changes changes) {
		logger.info("Order {} changed from {} to {}.", order.getId(), changes.before("status"),
				changes.after("status"));
	}

	@PostSaveReceiver(on = On.CREATED, delivery = Delivery.AFTER_ROLLBACK, dispatchUid = "log_lost_order")
	void logLost(Order order) {
		logger.info("The order was rolled back: {}", order);
	}

	@TransactionalEventListener
	void on(PostSave<Order> saved) {
		logger.info("Spring's own listener heard this after the commit: {}", saved.instance());
	}

}
