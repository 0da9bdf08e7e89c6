package io.github.signals.benchmarks.report;

import java.util.Locale;

/**
 * The median of a series, and what is around it: the quartiles, or where it is likely to
 * be.
 *
 * @param lower what is below
 * @param median the median
 * @param upper what is above
 */
record Spread(double lower, double median, double upper) {

	/**
	 * Write the median and what is around it.
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
