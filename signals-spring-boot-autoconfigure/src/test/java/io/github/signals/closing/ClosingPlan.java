package io.github.signals.closing;

/**
 * How often a context is closed, and under how much load. The build has a small plan;
 * system properties that begin with {@code signals.closing.} make it a larger one.
 *
 * @param rounds how often it is closed
 * @param threads how many threads of the application's own sell
 * @param sales how many sales are tried at each gate
 */
record ClosingPlan(int rounds, int threads, int sales) {

	static ClosingPlan fromSystemProperties() {
		return new ClosingPlan(number("rounds", 2), number("threads", 3), number("sales", 60));
	}

	private static int number(String name, int defaultValue) {
		return Integer.getInteger("signals.closing." + name, defaultValue);
	}

}
