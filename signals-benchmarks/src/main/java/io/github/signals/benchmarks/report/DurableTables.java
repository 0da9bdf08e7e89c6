package io.github.signals.benchmarks.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What durable delivery does in a time, beside Spring Modulith's registry of event
 * publications.
 *
 * @param all the runs
 */
record DurableTables(Results all) {

	private static final List<Integer> ROWS = List.of(1, 100);

	private static final List<String> BACKLOGS = List.of("none", "tenth", "whole");

	private static final String SIGNALS = "signals, `DURABLE`";

	private static final String MODULITH = "Spring Modulith, JDBC";

	Table speed() {
		Table table = new Table("in a transaction", "signals, recorded", "delivered", "Spring Modulith, recorded",
				"delivered", "× Spring Modulith, recorded", "delivered", "delivered again, signals / Spring Modulith");
		for (int rows : ROWS) {
			table.row(rows + ((rows == 1) ? " row" : " rows"), number(speed(rows, "signalsRecorded")),
					number(speed(rows, "signals1")), number(speed(rows, "modulithRecorded")),
					number(speed(rows, "modulith1")),
					times(speed(rows, "signalsRecorded").over(speed(rows, "modulithRecorded"))), times(ratio(rows)),
					again(rows, "signalsRepeated") + " / " + again(rows, "modulithRepeated"));
		}
		return table;
	}

	/**
	 * Return how many times as much is delivered as by Spring Modulith.
	 */
	Series ratio(int rows) {
		return speed(rows, "signals1").over(speed(rows, "modulith1"));
	}

	Series speed(int rows, String counter) {
		return of(rows).counter(counter);
	}

	private Results of(int rows) {
		return this.all.of("DurableBenchmark").with("rows", rows);
	}

	private String again(int rows, String counter) {
		return Spread
			.number(speed(rows, counter).values().stream().mapToDouble(Double::doubleValue).max().orElseThrow(), 0);
	}

	Table least() {
		Table table = new Table("in a transaction", "least, delivered", "× Spring Modulith", "× signals");
		for (int rows : ROWS) {
			Series least = speed(rows, "floor");
			table.row(rows + ((rows == 1) ? " row" : " rows"), number(least), times(least(rows)),
					times(least.over(speed(rows, "signals1"))));
		}
		return table;
	}

	/**
	 * Return how many times as much as by Spring Modulith could be delivered.
	 */
	Series least(int rows) {
		return speed(rows, "floor").over(speed(rows, "modulith1"));
	}

	Table poison() {
		Results second = this.all.of("DurablePoisonBenchmark");
		Table table = new Table("beside a second receiver that", "never fails", "always fails", "×");
		table.row("calls of the first", number(second.counter("besideHealthy")), number(second.counter("besidePoison")),
				times(poisoned()));
		return table;
	}

	/**
	 * Return how many times as much is delivered beside a receiver that always fails as
	 * beside one that never does.
	 */
	Series poisoned() {
		Results second = this.all.of("DurablePoisonBenchmark");
		return second.counter("besidePoison").over(second.counter("besideHealthy"));
	}

	Table nodes() {
		List<Integer> nodes = IntStream.rangeClosed(1, 3)
			.filter((count) -> !speeds("signals", count).isEmpty())
			.boxed()
			.toList();
		Table table = new Table("", nodes.stream().map((count) -> "nodes: " + count).toArray(String[]::new));
		table.row(SIGNALS, nodes.stream().map((count) -> number(speeds("signals", count))).toArray(String[]::new));
		table.row("× one node",
				nodes.stream()
					.map((count) -> times(speeds("signals", count).over(speeds("signals", 1))))
					.toArray(String[]::new));
		table.row(MODULITH, nodes.stream().map((count) -> number(speeds("modulith", count))).toArray(String[]::new));
		table.row("× one node",
				nodes.stream()
					.map((count) -> times(speeds("modulith", count).over(speeds("modulith", 1))))
					.toArray(String[]::new));
		return table;
	}

	private Series speeds(String variant, int nodes) {
		return of(1).having(variant + nodes).counter(variant + nodes);
	}

	Table backlog() {
		int largest = Integer.parseInt(this.all.of("DurableBacklogBenchmark").values("largest").get(0));
		Table table = new Table("calls that wait", "delivered", "× none that waits");
		for (int i = 0; i < BACKLOGS.size(); i++) {
			int[] waiting = { 0, largest / 10, largest };
			Series speed = this.all.of("DurableBacklogBenchmark").counter(BACKLOGS.get(i));
			table.row(Spread.number(waiting[i], 0), number(speed), times(behind(BACKLOGS.get(i))));
		}
		return table;
	}

	/**
	 * Return how many times as much is delivered as if nothing waits.
	 */
	Series behind(String backlog) {
		Results waiting = this.all.of("DurableBacklogBenchmark");
		return waiting.counter(backlog).over(waiting.counter("none"));
	}

	Table recording() {
		Table table = new Table("in a transaction", "bare, ns a row", SIGNALS + ", ns a row", "over bare",
				MODULITH + ", ns a row", "over bare");
		Results times = this.all.of("DurableRecordingBenchmark");
		for (int rows : ROWS) {
			Series bare = times.counter("bare" + rows);
			Series signals = times.counter("signals" + rows);
			Series modulith = times.counter("modulith" + rows);
			table.row(rows + ((rows == 1) ? " row" : " rows"), number(bare), number(signals), over(signals, bare),
					number(modulith), over(modulith, bare));
		}
		return table;
	}

	private static String over(Series series, Series bare) {
		return series.percentOver(bare).spread().format(1, " %");
	}

	private static String number(Series series) {
		return series.spread().format(0, "");
	}

	private static String times(Series series) {
		return series.spread().format(2, "×");
	}

}
