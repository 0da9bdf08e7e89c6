package io.github.signals.crash;

import jakarta.persistence.Entity;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * An order that its branch sees.
 */
@Entity
class BranchOrder extends NumberedOrder {

	@TenantId
	@Nullable String branch;

	protected BranchOrder() {
	}

	BranchOrder(int number) {
		super(number);
	}

	interface BranchOrders extends Orders<BranchOrder> {

	}

}
