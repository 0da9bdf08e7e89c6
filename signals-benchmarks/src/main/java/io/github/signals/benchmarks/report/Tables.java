package io.github.signals.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

import static java.util.Map.entry;

/**
 * One table a question.
 */
final class Tables {

	/** How the profiler calls the bytes of an operation. */
	static final String BYTES = "gc.alloc.rate.norm";

	private static final List<Integer> THREADS = List.of(1, 2, 4, 8);

	private static final String NONE = "–";

	private static final Map<String, String> DISPATCHES = Map.ofEntries(
			entry("direct", "the receiver, called directly"), entry("nobody", "signals, no receiver"),
			entry("byHand", "a dispatch by hand, the floor"), entry("signal", "the signal alone, not sent"),
			entry("oneReceiver", "signals, one receiver"), entry("lambda", "signals, one lambda"),
			entry("tenReceivers", "signals, ten receivers"),
			entry("condition", "signals, one receiver with a condition"),
			entry("changed", "signals, one receiver with `changed`"), entry("muted", "signals, one receiver, muted"),
			entry("send", "`Signals.send`, one receiver"),
			entry("afterCommit", "signals, one receiver `AFTER_COMMIT`, 100 in a transaction"),
			entry("eventListener", "`publishEvent` + `@EventListener`"),
			entry("transactionalEventListener", "`publishEvent` + `@TransactionalEventListener`, 100 in a transaction"),
			entry("guavaEventBus", "Guava `EventBus`"));

	private static final List<String> OBSERVED = List.of("all turned off", "all measured",
			"all measured, and an observation", "all measured, and a span of each", "a span of each by hand (floor)",
			"all measured, and a span of one in ten (Spring Boot's default)", "a span of one in ten by hand (floor)");

	private final Results all;

	private final UnaryOperator<String> label;

	Tables(Results all, UnaryOperator<String> label) {
		this.all = all;
		this.label = label;
	}

	static Table budgets(List<Budget> budgets) {
		Table table = new Table("what", "budget", "measured", "kept", "how");
		budgets.forEach((budget) -> table.row(budget.what(), budget.limit(), budget.measured(), budget.verdict(),
				budget.computed()));
		return table;
	}

	Table dispatch() {
		Table table = new Table("", "ns a signal", "bytes a signal", "× one receiver of ours");
		Results dispatch = this.all.of("DispatchBenchmark");
		Series one = dispatch.of("oneReceiver").score();
		for (String method : dispatch.methods()) {
			Series time = dispatch.of(method).score();
			table.row(DISPATCHES.getOrDefault(method, method), time.spread().format(1, ""),
					Spread.number(dispatch.of(method).counter(BYTES).median(), 0),
					time.over(one).spread().format(2, ""));
		}
		return table;
	}

	Table observed() {
		Table table = new Table("", "ns more");
		Series turns = this.all.of("ObservedDispatchBenchmark").score();
		for (int i = 0; i < OBSERVED.size(); i++) {
			Series bare = turns.every(OBSERVED.size() + 1, 0);
			table.row(OBSERVED.get(i), turns.every(OBSERVED.size() + 1, i + 1).minus(bare).spread().format(1, ""));
		}
		return table;
	}

	Table overhead(String work) {
		return saves(work, (saves) -> (size) -> saves.overhead(size).spread().format(1, " %"));
	}

	Table absolute(String work) {
		return saves(work, (saves) -> (size) -> Spread.number(saves.bare(size).median(), 0) + " → "
				+ saves.heard(size).spread().format(0, ""));
	}

	private Table saves(String work, Function<Saves, IntFunction<String>> cells) {
		Table table = new Table("in a transaction of", sizes());
		for (String variant : variants("SaveBenchmark")) {
			Saves saves = Saves.of(this.all, "H2", work, variant);
			IntFunction<String> cell = cells.apply(saves);
			if (Saves.SIZES.stream().anyMatch(saves::has)) {
				table.row(this.label.apply(variant),
						Saves.SIZES.stream()
							.map((size) -> saves.has(size) ? cell.apply(size) : NONE)
							.toArray(String[]::new));
			}
		}
		return table;
	}

	private static String[] sizes() {
		return Saves.SIZES.stream().map((size) -> Spread.number(size, 0)).toArray(String[]::new);
	}

	Table postgres() {
		Table table = new Table("", "bare, ns a save", "heard, ns a save", "overhead");
		for (String variant : variants("SaveBenchmark")) {
			Saves saves = Saves.of(this.all, "POSTGRESQL", "INSERT", variant);
			Saves.SIZES.stream()
				.filter(saves::has)
				.forEach((size) -> table.row(this.label.apply(variant), saves.bare(size).spread().format(0, ""),
						saves.heard(size).spread().format(0, ""), saves.overhead(size).spread().format(1, " %")));
		}
		return table;
	}

	Table growth(String work) {
		Table table = new Table("", "bare", "heard", "difference");
		for (String variant : variants("SaveBenchmark")) {
			Saves saves = Saves.of(this.all, "H2", work, variant);
			if (saves.has(100) && saves.has(1_000)) {
				Series bare = saves.bareGrowth();
				Series heard = saves.heardGrowth();
				table.row(this.label.apply(variant), bare.spread().format(3, ""), heard.spread().format(3, ""),
						heard.minus(bare).spread().format(3, ""));
			}
		}
		return table;
	}

	Table memory() {
		Table table = new Table("bytes an entity", "bare, before the flush", "after", "beyond it, before the flush",
				"after");
		for (String variant : variants("MemoryBenchmark")) {
			Results memory = this.all.of("MemoryBenchmark").with("variant", variant);
			table.row(this.label.apply(variant), held(memory, "bareSaved"), held(memory, "bareFlushed"),
					held(memory, "saved"), held(memory, "flushed"));
		}
		return table;
	}

	private static String held(Results memory, String counter) {
		return memory.counter(counter).spread().format(0, "");
	}

	Table startup() {
		Table table = new Table("ms", "without", "with", "difference", "the look for them");
		startup(table, "signals", "SIGNALS");
		startup(table, "`@EventListener` (floor)", "SPRING");
		return table;
	}

	private void startup(Table table, String name, String seeker) {
		Results with = this.all.of("StartupBenchmark").with("seeker", seeker);
		Results without = this.all.of("StartupBenchmark").with("seeker", "NOBODY");
		row(table, name + ", the first of the process", with, without, "start", "scan");
		row(table, name + ", the second, everything warm", with, without, "warmStart", "warmScan");
	}

	private static void row(Table table, String name, Results with, Results without, String start, String scan) {
		Series one = with.counter(start);
		Series other = without.counter(start);
		table.row(name, other.spread().format(0, ""), one.spread().format(0, ""),
				one.minus(other).spread().format(0, ""), with.counter(scan).spread().format(1, ""));
	}

	Table threads() {
		Table table = new Table("thousand saves a second with", "1 thread", "2 threads", "4 threads", "8 threads");
		for (String variant : variants("ThreadsBenchmark")) {
			Results threads = this.all.of("ThreadsBenchmark").with("variant", variant);
			table.row("bare, beside the next", throughput(threads, "bare"));
			table.row(this.label.apply(variant), throughput(threads, "heard"));
			table.row("ratio",
					THREADS.stream()
						.map((count) -> threads.counter("bare" + count).over(threads.counter("heard" + count)))
						.map((ratio) -> ratio.spread().format(3, ""))
						.toArray(String[]::new));
		}
		return table;
	}

	private static String[] throughput(Results threads, String counter) {
		return THREADS.stream()
			.map((count) -> threads.counter(counter + count).map((nanoseconds) -> 1e6 / nanoseconds))
			.map((throughput) -> throughput.spread().format(0, ""))
			.toArray(String[]::new);
	}

	Table dispatchThreads() {
		Table table = new Table("", "1 thread", "2 threads", "4 threads", "8 threads");
		Results dispatch = this.all.of("DispatchThreadsBenchmark");
		Series one = dispatch.withThreads(1).score();
		table.row("signals in a microsecond",
				THREADS.stream()
					.map((count) -> dispatch.withThreads(count).score().spread().format(1, ""))
					.toArray(String[]::new));
		table.row("× one thread",
				THREADS.stream()
					.map((count) -> dispatch.withThreads(count).score().over(one).spread().format(2, ""))
					.toArray(String[]::new));
		return table;
	}

	Table waits() {
		Results waits = this.all.of("WaitsBenchmark");
		return new Table("", "events", "ms in all")
			.row("waits in code of ours", sum(waits, "ours", 0), sum(waits, "oursMilliseconds", 1))
			.row("all waits, of whatever code", sum(waits, "all", 0), sum(waits, "allMilliseconds", 0));
	}

	private static String sum(Results waits, String counter, int digits) {
		return Spread.number(waits.counter(counter).values().stream().mapToDouble(Double::doubleValue).sum(), digits);
	}

	private List<String> variants(String benchmark) {
		return this.all.of(benchmark).values("variant");
	}

}
