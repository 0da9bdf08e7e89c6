package io.github.signals.crash;

import jakarta.persistence.Entity;
import org.hibernate.annotations.SQLRestriction;

/**
 * An order that nobody sees while it is hidden.
 */
@Entity
@SQLRestriction("hidden = false")
class SecretOrder extends NumberedOrder {

	boolean hidden;

	protected SecretOrder() {
	}

	SecretOrder(int number, boolean hidden) {
		super(number);
		this.hidden = hidden;
	}

	interface SecretOrders extends Orders<SecretOrder> {

	}

}
