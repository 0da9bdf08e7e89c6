package io.github.signals.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BudgetsTests {

	@Test
	void areKeptByWhatIsJustWithinThem() {
		List<Budget> budgets = budgets(1);

		assertThat(budgets).hasSize(31).allSatisfy((budget) -> assertThat(budget.kept()).as(budget.what()).isTrue());
		assertThat(budgets).extracting(Budget::measured)
			.containsExactly("15.0 ns (15.0 to 15.0)", "1.50× (1.50 to 1.50)", "0 bytes (0 to 0)",
					"3.0 ns (3.0 to 3.0)", "5.0 ns (5.0 to 5.0)", "600.0 ns (600.0 to 600.0)",
					"599.0 ns (599.0 to 599.0)", "15.0× (15.0 to 15.0)", "10.0× (10.0 to 10.0)", "1.0 % (1.0 to 1.0)",
					"2.0×", "2.0×", "0.0 %", "0.0 %", "8.0 %", "8.0 %", "12.0 %", "12.0 %", "64 bytes (64 to 64)",
					"64 bytes (64 to 64)", "0.000 (0.000 to 0.000)", "1.30× (1.30 to 1.30)", "1.5× (1.5 to 1.5)",
					"4.0× (4.0 to 4.0)", "4.0× (4.0 to 4.0)", "100 µs (100 to 100)", "100 µs (100 to 100)",
					"0.9× (0.9 to 0.9)", "0.9× (0.9 to 0.9)", "0.9× (0.9 to 0.9)", "5.0 (5.0 to 5.0)");
	}

	@Test
	void areBrokenByWhatIsMore() {
		assertThat(budgets(1.1)).filteredOn(Budget::kept)
			.extracting(Budget::what)
			.containsExactly("growth with n, `AFTER_COMMIT`, exponent above that of bare");
		assertThat(budgets(1.1)).extracting(Budget::verdict).contains("**no**");
	}

	@Test
	void areNamedWithTheFiguresTheyComeFrom() {
		assertThat(budgets(1)).extracting(Budget::computed)
			.contains("620.0 ns − 20.0 ns; median of 2 paired differences",
					"619.0 ns − 20.0 ns; median of 2 paired differences",
					"17.0 ns − 2.0 ns; median of 2 paired differences; a dispatch by hand (floor): 10.0 ns (10.0 to 10.0)",
					"4.0 % (4.0 to 4.0) / 2.0 % (2.0 to 2.0), medians; 1,000 in a transaction",
					"1,300 ms / 1,000 ms; median of 1 paired ratios; over a start without either: 400 ms (400 to 400), `@EventListener`: 100 ms (100 to 100)");
	}

	@Test
	void growThatIsFasterThanThatOfABareRepositoryIsNotLinear() {
		Results faster = new Results(List.of(
				save("AFTER_COMMIT", 1.05).counter("bare1000", 5000, 5000).counter("heard1000", 5700, 5700).end(),
				save("FLOOR", 1).end()));

		Budget budget = new Budgets(faster).growth();

		assertThat(budget.kept()).isFalse();
		assertThat(budget.measured()).startsWith("0.036");
	}

	@Test
	void areNotKeptByWhatWasNotMeasured() {
		assertThatIllegalStateException().isThrownBy(() -> new Budgets(new Results(List.of())).list())
			.withMessageContaining("Nothing was measured");
	}

	/**
	 * Have everything cost what is allowed, times a factor.
	 */
	private static List<Budget> budgets(double factor) {
		double receiver = 2 + 15 * factor;
		double event = 255;
		List<RunResult> runs = new ArrayList<>(Stream.of(
				GivenRun.of("DispatchTurnsBenchmark.single")
					.scores(1, 1 + 3 * factor, 2, receiver, event, 12, 1, 1 + 3 * factor, 2, receiver, event, 12),
				GivenRun.of("DispatchTurnsBenchmark.transactional").scores(100 * factor, 1000, 100 * factor, 1000),
				GivenRun.of("ObservedDispatchBenchmark.dispatch").scores(observed(factor)),
				GivenRun.of("DispatchBenchmark.oneReceiver").scores(1).counter(Tables.BYTES, 32 * factor + 0.001),
				GivenRun.of("DispatchBenchmark.signal").scores(1).counter(Tables.BYTES, 32),
				save("NO_RECEIVER", 1 + 0.01 * factor), save("IN_TRANSACTION", 1 + 0.04 * factor),
				save("AFTER_COMMIT", 1 + 0.04 * factor), save("FLOOR", 1.02 + 1e-9), save("PUBLISH", 1.04),
				save("DOMAIN_EVENT", 1.05), save("PUBLISH_AFTER_COMMIT", 1.05), save("DOMAIN_EVENT_AFTER_COMMIT", 1.04),
				save("CHANGES", 1 + 0.16 * factor - 1e-9), update("IN_TRANSACTION", 1 + 0.08 * factor),
				update("AFTER_COMMIT", 1 + 0.08 * factor), update("CHANGES", 1 + 0.2 * factor - 1e-9),
				GivenRun.of("MemoryBenchmark.retain")
					.with("variant", "AFTER_COMMIT")
					.counter("saved", 64 * factor)
					.counter("flushed", 64 * factor),
				start("SIGNALS", 1300 * factor), start("NOBODY", 900), start("SPRING", 1000), durable(1, factor),
				durable(100, factor),
				GivenRun.of("DurableCallBenchmark.call")
					.with("receiver", "INSERT")
					.counter("sharedCpu", 100 * factor)
					.counter("listsCpu", 100 * factor)
					.counter("floorCpu", 50),
				GivenRun.of("DurableIdleBenchmark.rest").counter("transactions", 5 * factor),
				GivenRun.of("DurableBacklogBenchmark.deliver").counter("none", 1000).counter("whole", 900 / factor),
				GivenRun.of("DurablePoisonBenchmark.receive")
					.counter("besideHealthy", 1000)
					.counter("besidePoison", 900 / factor))
			.map(GivenRun::end)
			.toList());
		return new Budgets(new Results(runs)).list();
	}

	/**
	 * Two rounds of all turns.
	 */
	private static double[] observed(double factor) {
		return DoubleStream.generate(() -> 0)
			.limit(2)
			.flatMap((round) -> DoubleStream.of(20, 20 + 5 * factor, 20 + 600 * factor, 20 + 599 * factor,
					20 + 998 * factor, 900, 20 + 997 * factor, 800))
			.toArray();
	}

	private static GivenRun start(String seeker, double milliseconds) {
		return GivenRun.of("StartupBenchmark.start").with("seeker", seeker).counter("start", milliseconds);
	}

	private static GivenRun durable(int rows, double factor) {
		return GivenRun.of("DurableBenchmark.deliver")
			.with("rows", rows)
			.with("receiver", "COUNT")
			.counter("modulith1", 1000, 500)
			.counter("signals1", 1500 / factor, 750 / factor)
			.counter("shared", 4000 / factor, 2000 / factor)
			.counter("lists", 4000 / factor, 2000 / factor)
			.counter("signals4", 1350 / factor / factor, 675 / factor / factor)
			.counter("floor", 3000, 1500);
	}

	private static GivenRun update(String variant, double factor) {
		return save(variant, factor).with("work", "UPDATE");
	}

	private static GivenRun save(String variant, double factor) {
		double heard = 5000 * factor - 1e-9;
		return GivenRun.of("SaveBenchmark.save")
			.with("database", "H2")
			.with("work", "INSERT")
			.with("variant", variant)
			.counter("bare100", 5000, 5000)
			.counter("heard100", heard, heard)
			.counter("bare1000", 5000, 5000)
			.counter("heard1000", heard, heard);
	}

}
