package io.github.signals.benchmarks.report;

import java.util.Locale;

/**
 * The median of a series, and the quartiles around it.
 *
 * @param lower a quarter of the measurements is not above it
 * @param median half of them
 * @param upper three quarters of them
 */
record Spread(double lower, double median, double upper) {

	/**
	 * Write median and quartiles.
	 * @param digits how many follow the decimal point
	 * @param unit what follows the median
	 */
	String format(int digits, String unit) {
		return number(this.median, digits) + unit + " (" + number(this.lower, digits) + " to "
				+ number(this.upper, digits) + ")";
	}

	static String number(double value, int digits) {
		String text = String.format(Locale.ROOT, "%,." + digits + "f", value);
		return (text.matches("-[0.]+")) ? text.substring(1) : text;
	}

}
