package io.github.signals.benchmarks.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The saves of one way to hear of them, beside those of the bare repository that took
 * turns with it.
 *
 * @param results the runs
 */
record Saves(Results results) {

	static final List<Integer> SIZES = List.of(1, 100, 1_000, 10_000, 100_000);

	static Saves of(Results all, String database, String work, String variant) {
		return new Saves(
				all.of("SaveBenchmark").with("database", database).with("work", work).with("variant", variant));
	}

	boolean has(int size) {
		return !sized(size).isEmpty();
	}

	/**
	 * Return what a bare save took, in nanoseconds.
	 */
	Series bare(int size) {
		return sized(size).counter("bare" + size);
	}

	/**
	 * Return what a save took that is heard, in nanoseconds.
	 */
	Series heard(int size) {
		return sized(size).counter("heard" + size);
	}

	/**
	 * Return what hearing adds, in per cent.
	 */
	Series overhead(int size) {
		return heard(size).percentOver(bare(size));
	}

	private Results sized(int size) {
		return this.results.having("bare" + size);
	}

	/**
	 * Return how the time of a bare transaction grows.
	 */
	Series bareGrowth() {
		return growth("bare");
	}

	/**
	 * Return how the time of a transaction grows that is heard.
	 */
	Series heardGrowth() {
		return growth("heard");
	}

	/**
	 * Fit each iteration that has the largest size, from 100 entities on: fewer have
	 * mostly the cost of a transaction.
	 */
	private Series growth(String counter) {
		List<Integer> sizes = SIZES.stream().filter((size) -> size >= 100 && has(size)).toList();
		Results all = sized(sizes.get(sizes.size() - 1));
		List<Map<Integer, Double>> transactions = new ArrayList<>();
		for (int size : sizes) {
			List<Double> times = all.counter(counter + size).values();
			for (int i = 0; i < times.size(); i++) {
				if (i == transactions.size()) {
					transactions.add(new HashMap<>());
				}
				transactions.get(i).put(size, times.get(i) * size);
			}
		}
		return new Series(transactions.stream().map(Growth::exponent).toList());
	}

}
