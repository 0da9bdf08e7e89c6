package io.github.signals.crash;

import jakarta.persistence.Entity;

/**
 * An order that everybody sees.
 */
@Entity
class PlacedOrder extends NumberedOrder {

	protected PlacedOrder() {
	}

	PlacedOrder(int number) {
		super(number);
	}

	interface PlacedOrders extends Orders<PlacedOrder> {

	}

}
