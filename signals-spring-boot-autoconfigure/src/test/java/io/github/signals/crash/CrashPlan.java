package io.github.signals.crash;

import java.time.Duration;
import java.util.stream.IntStream;

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
		return new CrashPlan(number("nodes", 2), number("orders", 700), number("updates", 2), number("kills", 2),
				number("outages", 0), Duration.ofSeconds(number("deadline", 150)),
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

	/**
	 * Return whether the calls for an order fail at first, with what is hard to store.
	 */
	static boolean isHostile(int order) {
		return order % 50 == 7;
	}

	static Kind kind(int order) {
		return switch (order / 10 % 4) {
			case 2 -> Kind.BRANCH;
			case 3 -> (order % 10 == 3) ? Kind.HIDDEN : Kind.SECRET;
			default -> Kind.PLACED;
		};
	}

	/**
	 * Return which receiver is called for an order.
	 */
	static Called called(int order) {
		return switch (order % 3) {
			case 1 -> (kind(order) == Kind.HIDDEN) ? Called.SHARED : Called.LISTED;
			case 2 -> Called.SHARED;
			default -> Called.ALONE;
		};
	}

	static String branch(int order) {
		return (order % 2 == 0) ? "north" : "south";
	}

	/**
	 * Return the last step of an order.
	 */
	int lastStep(int order) {
		return (isRolledBack(order) || kind(order) == Kind.HIDDEN) ? 0 : this.updates;
	}

	/**
	 * Return how many orders are there before the nodes start, each with two calls that
	 * the release before has recorded.
	 */
	int oldOrders() {
		return this.orders / 40;
	}

	int committedCalls() {
		return committed().map((order) -> lastStep(order) + 1).sum() + 2 * oldOrders();
	}

	int hiddenCalls() {
		return (int) committed().filter((order) -> kind(order) == Kind.HIDDEN).count();
	}

	int hostileCalls() {
		return committed().filter(CrashPlan::isHostile).map((order) -> lastStep(order) + 1).sum() + 2
				* (int) IntStream.range(this.orders, this.orders + oldOrders()).filter(CrashPlan::isHostile).count();
	}

	private IntStream committed() {
		return IntStream.range(0, this.orders).filter((order) -> !isRolledBack(order));
	}

	/**
	 * How the calls for an order are made.
	 */
	enum Called {

		/** Each in a transaction of its own. */
		ALONE("receipt", 1),

		/** As elements of lists. */
		LISTED("listed", 20),

		/** One after the other in one transaction. */
		SHARED("shared", 10);

		private final String uid;

		/** How many calls are in one transaction at most. */
		private final int most;

		Called(String uid, int most) {
			this.uid = uid;
			this.most = most;
		}

		String uid() {
			return this.uid;
		}

		int most() {
			return this.most;
		}

	}

	/**
	 * Who sees an order.
	 */
	enum Kind {

		/** Everybody. */
		PLACED,

		/** Its branch. */
		BRANCH,

		/** Everybody, though there is a restriction. */
		SECRET,

		/** Nobody. */
		HIDDEN

	}

}
