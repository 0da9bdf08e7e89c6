package io.github.signals.sample.webhooks;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.sample.shop.Order;
import io.github.signals.sample.web.HttpCalls;

import org.springframework.stereotype.Component;

/**
 * Calls a webhook when an order is placed and when it is shipped.
 */
@Component
class WebhookReceivers {

	private final HttpCalls calls;

	WebhookReceivers(HttpCalls calls) {
		this.calls = calls;
	}

	@PostSaveReceiver(changed = "status", delivery = Delivery.DURABLE, dispatchUid = "call_webhook")
	void call(PostSave<Order> saved) {
		String event = saved.created() ? "order.placed" : "order.shipped";
		this.calls.post("shop.webhook-url", saved.context().id(), new OrderEvent(event, saved.instance().getId()),
				Void.class);
	}

}
