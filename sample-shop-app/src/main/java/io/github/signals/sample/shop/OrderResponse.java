package io.github.signals.sample.shop;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

record OrderResponse(long id, long userId, String product, int quantity, OrderStatus status,
		@Nullable String trackingNumber, @Nullable Instant created, String description) {

	static OrderResponse of(Order order) {
		return new OrderResponse(order.getId(), order.getUser().getId(), order.getProduct(), order.getQuantity(),
				order.getStatus(), order.getTrackingNumber(), order.getCreated(), order.toString());
	}

}
