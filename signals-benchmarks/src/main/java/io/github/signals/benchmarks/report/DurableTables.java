package io.github.signals.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What durable delivery does in a time, beside Spring Modulith's registry of event
 * publications and gruelbox's outbox.
 *
 * @param all the runs
 */
record DurableTables(Results all) {

	private static final List<Integer> ROWS = List.of(1, 10, 100);

	private static final List<Integer> RECORDED = List.of(1, 100);

	private static final List<String> BACKLOGS = List.of("none", "tenth", "whole");

	private static final Map<String, String> RECEIVERS = receivers();

	private static final int MOST_NODES = 4;

	private static final String SIGNALS = "signals, `DURABLE`";

	private static final String MODULITH = "Spring Modulith, JDBC";

	private static Map<String, String> receivers() {
		Map<String, String> receivers = new LinkedHashMap<>();
		receivers.put("COUNT", "counts");
		receivers.put("INSERT", "inserts a row");
		receivers.put("WAIT", "waits for 5 ms");
		return receivers;
	}

	Table speed() {
		Table table = new Table("in a transaction", "signals, recorded", "delivered", "Spring Modulith, recorded",
				"delivered", "× Spring Modulith, recorded", "delivered", "delivered again, signals / Spring Modulith");
		for (int rows : ROWS) {
			table.row(rows(rows), number(speed(rows, "signalsRecorded")), number(speed(rows, "signals1")),
					number(speed(rows, "modulithRecorded")), number(speed(rows, "modulith1")),
					times(speed(rows, "signalsRecorded").over(speed(rows, "modulithRecorded"))),
					times(over(rows, "signals1")),
					again(rows, "signalsRepeated") + " / " + again(rows, "modulithRepeated"));
		}
		return table;
	}

	Series speed(int rows, String counter) {
		return of(rows).counter(counter);
	}

	private Results of(int rows) {
		return of(rows, "COUNT");
	}

	private Results of(int rows, String receiver) {
		return this.all.of("DurableBenchmark").with("rows", rows).with("receiver", receiver);
	}

	private String again(int rows, String counter) {
		return Spread
			.number(speed(rows, counter).values().stream().mapToDouble(Double::doubleValue).max().orElseThrow(), 0);
	}

	/**
	 * Return what calls do that share a transaction, beside others, for each thing that a
	 * receiver may do.
	 */
	Table together() {
		Table table = new Table("in a transaction", "a receiver that", "signals", "in shared transactions", "as lists",
				"Spring Modulith", "gruelbox", "least");
		for (int rows : ROWS) {
			RECEIVERS.forEach((receiver, does) -> {
				if (!of(rows, receiver).isEmpty()) {
					table.row(rows(rows), does, number(of(rows, receiver).counter("signals1")),
							beside(rows, receiver, "shared"), beside(rows, receiver, "lists"),
							beside(rows, receiver, "modulith1"), beside(rows, receiver, "gruelbox"),
							beside(rows, receiver, "floor"));
				}
			});
		}
		return table;
	}

	private String beside(int rows, String receiver, String counter) {
		Results results = of(rows, receiver);
		Series speed = results.counter(counter);
		return number(speed) + " (" + times(speed.over(results.counter("modulith1"))) + ")";
	}

	/**
	 * Return what the cores do for an item.
	 */
	Table cpu() {
		Table table = new Table("in a transaction", "a receiver that", "signals", "in shared transactions", "as lists",
				"Spring Modulith", "gruelbox", "least");
		for (int rows : ROWS) {
			RECEIVERS.forEach((receiver, does) -> {
				if (!of(rows, receiver).isEmpty()) {
					table.row(rows(rows), does, cpu(rows, receiver, "signals"), cpu(rows, receiver, "shared"),
							cpu(rows, receiver, "lists"), cpu(rows, receiver, "modulith"),
							cpu(rows, receiver, "gruelbox"), cpu(rows, receiver, "floor"));
				}
			});
		}
		return table;
	}

	private String cpu(int rows, String receiver, String variant) {
		return number(of(rows, receiver).counter(variant + "Cpu"));
	}

	private static String rows(int rows) {
		return rows + ((rows == 1) ? " row" : " rows");
	}

	/**
	 * Return how many times as much as by Spring Modulith is delivered.
	 * @param counter who delivers
	 */
	Series over(int rows, String counter) {
		return speed(rows, counter).over(speed(rows, "modulith1"));
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
		List<Integer> nodes = IntStream.of(1, 2, MOST_NODES)
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

	/**
	 * Return how many times as much as on one node is delivered on the most.
	 */
	Series overOneNode() {
		return speeds("signals", MOST_NODES).over(speeds("signals", 1));
	}

	Series speeds(String variant, int nodes) {
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
		for (int rows : RECORDED) {
			Series bare = times.counter("bare" + rows);
			Series signals = times.counter("signals" + rows);
			Series modulith = times.counter("modulith" + rows);
			table.row(rows(rows), number(bare), number(signals), over(signals, bare), number(modulith),
					over(modulith, bare));
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
