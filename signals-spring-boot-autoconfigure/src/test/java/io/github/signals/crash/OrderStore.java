package io.github.signals.crash;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.crash.BranchOrder.BranchOrders;
import io.github.signals.crash.CrashPlan.Kind;
import io.github.signals.crash.NumberedOrder.Orders;
import io.github.signals.crash.PlacedOrder.PlacedOrders;
import io.github.signals.crash.SecretOrder.SecretOrders;

/**
 * Creates and updates the orders of each kind, each in a transaction of its own.
 */
class OrderStore {

	private final PlacedOrders placed;

	private final BranchOrders branch;

	private final SecretOrders secret;

	private final TransactionTemplate transaction;

	OrderStore(PlacedOrders placed, BranchOrders branch, SecretOrders secret, PlatformTransactionManager manager) {
		this.placed = placed;
		this.branch = branch;
		this.secret = secret;
		this.transaction = new TransactionTemplate(manager);
	}

	void create(int number) {
		run(number, CrashPlan.isRolledBack(number), () -> {
			switch (CrashPlan.kind(number)) {
				case PLACED -> this.placed.save(new PlacedOrder(number));
				case BRANCH -> this.branch.save(new BranchOrder(number));
				case SECRET -> this.secret.save(new SecretOrder(number, false));
				case HIDDEN -> this.secret.save(new SecretOrder(number, true));
			}
		});
	}

	void update(int number, int step, boolean inVain) {
		run(number, inVain, () -> update(orders(CrashPlan.kind(number)), number, step));
	}

	private Orders<? extends NumberedOrder> orders(Kind kind) {
		return switch (kind) {
			case PLACED -> this.placed;
			case BRANCH -> this.branch;
			case SECRET, HIDDEN -> this.secret;
		};
	}

	private static <T extends NumberedOrder> void update(Orders<T> orders, int number, int step) {
		T order = orders.findByNumber(number);
		if (order == null) {
			throw new IllegalStateException("Order " + number + " is gone");
		}
		order.step = step;
		orders.saveAndFlush(order);
	}

	private void run(int number, boolean inVain, Runnable work) {
		Branches.runAs(CrashPlan.branch(number), () -> this.transaction.executeWithoutResult((status) -> {
			work.run();
			if (inVain) {
				status.setRollbackOnly();
			}
		}));
	}

}
