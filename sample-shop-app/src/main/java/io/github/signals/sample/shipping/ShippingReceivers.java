package io.github.signals.sample.shipping;

import java.util.Objects;

import org.springframework.stereotype.Component;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext;
import io.github.signals.Signals;
import io.github.signals.sample.shipping.CarrierController.Label;
import io.github.signals.sample.shipping.CarrierController.LabelRequest;
import io.github.signals.sample.shop.Order;
import io.github.signals.sample.shop.OrderService;
import io.github.signals.sample.web.HttpCalls;

/**
 * Asks the carrier for a label of each order that is shipped. The identifier of the call
 * is the same for each attempt, so that the carrier makes one label.
 */
@Component
class ShippingReceivers {

	private final HttpCalls calls;

	private final OrderService orders;

	private final Signals signals;

	ShippingReceivers(HttpCalls calls, OrderService orders, Signals signals) {
		this.calls = calls;
		this.orders = orders;
		this.signals = signals;
	}

	@PostSaveReceiver(on = On.UPDATED, when = Shipped.class, delivery = Delivery.DURABLE, dispatchUid = "request_label")
	void requestLabel(Order order, SignalContext context) {
		Label label = this.calls.post("shop.carrier-url", context.id(), new LabelRequest(order.getId()), Label.class);
		String number = Objects.requireNonNull(label).trackingNumber();
		this.signals.withActor("carrier", () -> this.orders.track(order.getId(), number));
	}

}
