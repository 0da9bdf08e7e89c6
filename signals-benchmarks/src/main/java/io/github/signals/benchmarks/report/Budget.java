package io.github.signals.benchmarks.report;

/**
 * A limit, and what was measured.
 *
 * @param what what costs something
 * @param limit what it may cost
 * @param measured what it costs
 * @param kept whether the median keeps the limit
 * @param computed how the figure comes about
 */
record Budget(String what, String limit, String measured, boolean kept, String computed) {

	static Budget atMost(String what, double limit, String unit, int digits, Series measured, String computed) {
		Spread spread = measured.likely();
		return new Budget(what, "≤ " + plain(limit) + unit, spread.format(digits, unit), spread.median() <= limit,
				computed);
	}

	static Budget atLeast(String what, double limit, String unit, Series measured, String computed) {
		Spread spread = measured.likely();
		return new Budget(what, "≥ " + plain(limit) + unit, spread.format(1, unit), spread.median() >= limit, computed);
	}

	private static String plain(double limit) {
		return Spread.number(limit, (limit == Math.rint(limit)) ? 0 : 2);
	}

	String verdict() {
		return this.kept ? "yes" : "**no**";
	}

}
