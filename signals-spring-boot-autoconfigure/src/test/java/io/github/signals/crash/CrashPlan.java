package io.github.signals.crash;

import java.time.Duration;

/**
 * What is written, and how often it is disturbed. The build has a small plan; system
 * properties that begin with {@code signals.crash.} make it a larger one.
 *
 * @param nodes how many nodes there are
 * @param orders how many orders are written, of which each tenth is rolled back
 * @param updates how often each order is updated
 * @param kills how often a node is killed
 * @param outages how often the database is stopped
 * @param deadline when all must be over
 * @param seed decides which nodes are killed
 */
record CrashPlan(int nodes, int orders, int updates, int kills, int outages, Duration deadline, int seed) {

	static CrashPlan fromSystemProperties() {
		return new CrashPlan(number("nodes", 2), number("orders", 2000), number("updates", 2), number("kills", 3),
				number("outages", 0), Duration.ofSeconds(number("deadline", 85)),
				number("seed", (int) (System.nanoTime() & 0xffff)));
	}

	private static int number(String name, int defaultValue) {
		return Integer.getInteger("signals.crash." + name, defaultValue);
	}

	static boolean isRolledBack(int order) {
		return order % 10 == 0;
	}

	/**
	 * Return whether each update of an order is tried and rolled back first.
	 */
	static boolean isUpdatedInVainFirst(int order) {
		return order % 10 == 5;
	}

	int committedOrders() {
		return this.orders - (this.orders + 9) / 10;
	}

	int committedCalls() {
		return committedOrders() * (this.updates + 1);
	}

}
