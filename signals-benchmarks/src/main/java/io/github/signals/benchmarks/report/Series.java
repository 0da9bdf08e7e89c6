package io.github.signals.benchmarks.report;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.openjdk.jmh.util.ListStatistics;

/**
 * What was measured again and again, in the order of the measurements: two series of the
 * same runs are paired by it.
 *
 * @param values the measurements
 */
record Series(List<Double> values) {

	static Series of(double... values) {
		return new Series(DoubleStream.of(values).boxed().toList());
	}

	boolean isEmpty() {
		return this.values.isEmpty();
	}

	int size() {
		return this.values.size();
	}

	/**
	 * Return what is measured in every n-th turn, from a turn on.
	 */
	Series every(int turns, int first) {
		return new Series(IntStream.range(0, size())
			.filter((index) -> index % turns == first)
			.mapToObj(this.values::get)
			.toList());
	}

	Series map(DoubleUnaryOperator operator) {
		return new Series(this.values.stream().map(operator::applyAsDouble).toList());
	}

	Series minus(Series other) {
		return pair(other, (one, two) -> one - two);
	}

	Series over(Series other) {
		return pair(other, (one, two) -> one / two);
	}

	/**
	 * Return by how many per cent this is more than the other.
	 */
	Series percentOver(Series other) {
		return over(other).map((ratio) -> (ratio - 1) * 100);
	}

	Series pair(Series other, DoubleBinaryOperator operator) {
		if (size() != other.size()) {
			throw new IllegalArgumentException(size() + " measurements do not pair with " + other.size());
		}
		return new Series(IntStream.range(0, size())
			.mapToObj((index) -> operator.applyAsDouble(this.values.get(index), other.values.get(index)))
			.toList());
	}

	Spread spread() {
		if (isEmpty()) {
			throw new IllegalStateException("Nothing was measured");
		}
		ListStatistics statistics = new ListStatistics(this.values.stream().mapToDouble(Double::doubleValue).toArray());
		return new Spread(statistics.getPercentile(25), statistics.getPercentile(50), statistics.getPercentile(75));
	}

	/**
	 * Return where the median of all that could be measured is with a confidence of 95 %,
	 * whatever its distribution, if none of six or more measurements depends on another:
	 * that so few of them are on one side of it is not likely. Of fewer it is the range.
	 */
	Spread likely() {
		List<Double> sorted = this.values.stream().sorted().toList();
		int lower = Math.max(0, (int) Math.floor((size() - 1) / 2.0 - 0.98 * Math.sqrt(size())));
		return new Spread(sorted.get(lower), median(), sorted.get(size() - 1 - lower));
	}

	double median() {
		return spread().median();
	}

}
