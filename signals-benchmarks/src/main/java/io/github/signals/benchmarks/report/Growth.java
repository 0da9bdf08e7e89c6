package io.github.signals.benchmarks.report;

import java.util.Map;

/**
 * How a time grows with the number of entities: the exponent of the power of n that fits
 * best, which is the slope of a line through the logarithms.
 */
final class Growth {

	private Growth() {
	}

	/**
	 * Fit.
	 * @param times the time of a transaction by its number of entities
	 * @return the exponent, 1 if the growth is linear
	 */
	static double exponent(Map<Integer, Double> times) {
		if (times.size() < 2) {
			throw new IllegalArgumentException("Two sizes are needed to tell how it grows, not " + times.keySet());
		}
		double x = times.keySet().stream().mapToDouble(Math::log).average().orElseThrow();
		double y = times.values().stream().mapToDouble(Math::log).average().orElseThrow();
		double above = 0;
		double below = 0;
		for (Map.Entry<Integer, Double> time : times.entrySet()) {
			double distance = Math.log(time.getKey()) - x;
			above += distance * (Math.log(time.getValue()) - y);
			below += distance * distance;
		}
		return above / below;
	}

}
