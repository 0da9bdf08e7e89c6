package io.github.signals.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What durable calls cost alone, and what becomes of them if something fails.
 *
 * @param all the runs
 */
record DurableCallTables(Results all) {

	private static final Map<String, String> WAYS = ways();

	private static Map<String, String> ways() {
		Map<String, String> ways = new LinkedHashMap<>();
		ways.put("signals", "single calls");
		ways.put("shared", "in shared transactions");
		ways.put("lists", "as lists");
		return ways;
	}

	/**
	 * Return what is delivered beside items for which the receiver fails.
	 */
	Table poisonedItems() {
		Results items = this.all.of("DurablePoisonedItemBenchmark");
		Table table = new Table("items that are received, if the receiver", "never fails",
				"fails for one item in 1,000", "×");
		WAYS.forEach((counter, way) -> {
			Series never = items.counter(counter);
			Series some = items.counter(counter + "Poisoned");
			table.row(way, number(never), number(some), times(some.over(never)));
		});
		return table;
	}

	/**
	 * Return what calls cost, without what is recorded.
	 */
	Table calls() {
		Table table = new Table("", "calls a second, a receiver that counts", "µs of a core for a call",
				"calls a second, a receiver that inserts a row", "µs of a core for a call");
		Map<String, String> ways = new LinkedHashMap<>(WAYS);
		ways.put("floor", "least, shared transactions, one thread");
		ways.forEach(
				(counter, way) -> table.row(way, number(call("COUNT", counter)), number(call("COUNT", counter + "Cpu")),
						number(call("INSERT", counter)), number(call("INSERT", counter + "Cpu"))));
		return table;
	}

	Series call(String receiver, String counter) {
		return this.all.of("DurableCallBenchmark").with("receiver", receiver).counter(counter);
	}

	Table recovery() {
		Results recovery = this.all.of("DurableRecoveryBenchmark");
		return new Table("after a node is killed", "calls that it has left", "ms until the first of them is made",
				"ms until all are made")
			.row("two nodes, one of them killed", number(recovery.counter("left")), number(recovery.counter("first")),
					number(recovery.counter("all")));
	}

	/**
	 * Return the transactions that a node at rest has in a second.
	 */
	Series idle() {
		return this.all.of("DurableIdleBenchmark").counter("transactions");
	}

	private static String number(Series series) {
		return series.spread().format(0, "");
	}

	private static String times(Series series) {
		return series.spread().format(2, "×");
	}

}
