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

		assertThat(budgets).hasSize(24).allSatisfy((budget) -> assertThat(budget.kept()).as(budget.what()).isTrue());
		assertThat(budgets).extracting(Budget::measured)
			.containsExactly("15.0 ns (15.0 to 15.0)", "0 bytes (0 to 0)", "3.0 ns (3.0 to 3.0)", "5.0 ns (5.0 to 5.0)",
					"1,000.0 ns (1,000.0 to 1,000.0)", "999.0 ns (999.0 to 999.0)", "998.0 ns (998.0 to 998.0)",
					"997.0 ns (997.0 to 997.0)", "1.0 % (1.0 to 1.0)", "3.0 % (3.0 to 3.0)", "5.0 % (5.0 to 5.0)",
					"10.0× (10.0 to 10.0)", "10.0× (10.0 to 10.0)", "64 bytes (64 to 64)", "64 bytes (64 to 64)",
					"0.000 (0.000 to 0.000)", "50 ms (50 to 50)", "1.5× (1.5 to 1.5)", "4.0× (4.0 to 4.0)",
					"4.0× (4.0 to 4.0)", "100 µs (100 to 100)", "100 µs (100 to 100)", "0.9× (0.9 to 0.9)",
					"0.9× (0.9 to 0.9)");
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
			.contains("1,020.0 ns − 20.0 ns; median of 2 paired differences",
					"1,019.0 ns − 20.0 ns; median of 2 paired differences",
					"1,018.0 ns − 20.0 ns; median of 2 paired differences; a span by hand, and nothing else (floor): 880 ns (880 to 880)",
					"1,017.0 ns − 20.0 ns; median of 2 paired differences; a span by hand, and nothing else (floor): 780 ns (780 to 780)",
					"17.0 ns − 2.0 ns; median of 2 paired differences; a dispatch by hand (floor): 10.0 ns (10.0 to 10.0)",
					"5,150 ns / 5,000 ns − 1; median of 2 paired ratios; a hand-written advice and listener (floor): 2.0 % (2.0 to 2.0)",
					"1,050 ms − 1,000 ms; median of 1 paired differences; the same methods with `@EventListener` (floor): 10 ms (10 to 10)");
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
		double event = 170;
		List<RunResult> runs = new ArrayList<>(Stream
			.of(GivenRun.of("DispatchTurnsBenchmark.single")
				.scores(1, 1 + 3 * factor, 2, receiver, event, 12, 1, 1 + 3 * factor, 2, receiver, event, 12),
					GivenRun.of("DispatchTurnsBenchmark.transactional").scores(100 * factor, 1000, 100 * factor, 1000),
					GivenRun.of("ObservedDispatchBenchmark.dispatch").scores(observed(factor)),
					GivenRun.of("DispatchBenchmark.oneReceiver").scores(1).counter(Tables.BYTES, 32 * factor + 0.001),
					GivenRun.of("DispatchBenchmark.signal").scores(1).counter(Tables.BYTES, 32),
					save("NO_RECEIVER", 1 + 0.01 * factor), save("IN_TRANSACTION", 1 + 0.03 * factor),
					save("AFTER_COMMIT", 1 + 0.05 * factor), save("FLOOR", 1.02),
					GivenRun.of("MemoryBenchmark.retain")
						.with("variant", "AFTER_COMMIT")
						.counter("saved", 64 * factor)
						.counter("flushed", 64 * factor),
					start("SIGNALS", 1000 + 50 * factor), start("NOBODY", 1000), start("SPRING", 1010),
					durable(1, factor), durable(100, factor),
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
			.flatMap((round) -> DoubleStream.of(20, 20 + 5 * factor, 20 + 1000 * factor, 20 + 999 * factor,
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
			.counter("sharedCpu", 100 * factor, 100 * factor)
			.counter("listsCpu", 100 * factor, 100 * factor)
			.counter("floor", 3000, 1500);
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
