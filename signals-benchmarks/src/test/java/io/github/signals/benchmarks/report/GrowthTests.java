package io.github.signals.benchmarks.report;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class GrowthTests {

	@Test
	void findsTheExponentOfAPower() {
		assertThat(Growth.exponent(Map.of(100, 300.0, 1_000, 3_000.0, 10_000, 30_000.0))).isCloseTo(1, within(1e-9));
		assertThat(Growth.exponent(Map.of(10, 500.0, 100, 50_000.0, 1_000, 5e6))).isCloseTo(2, within(1e-9));
	}

	@Test
	void needsTwoSizes() {
		assertThatIllegalArgumentException().isThrownBy(() -> Growth.exponent(Map.of(100, 1.0)));
	}

	@Test
	void fitsTheTimesOfTransactionsInEachIterationThatHasTheLargest() {
		Results all = new Results(List.of(
				GivenRun.of("SaveBenchmark.save")
					.counter("bare1", 900, 900)
					.counter("heard1", 950, 950)
					.counter("bare100", 5, 6)
					.counter("heard100", 5, 6)
					.counter("bare1000", 5, 6)
					.counter("heard1000", 50, 60)
					.end(),
				GivenRun.of("SaveBenchmark.save")
					.counter("bare1", 0)
					.counter("heard1", 0)
					.counter("bare100", 7)
					.counter("heard100", 7)
					.counter("bare1000", 0)
					.counter("heard1000", 0)
					.end()));
		Saves saves = new Saves(all);

		assertThat(saves.has(10_000)).isFalse();
		assertThat(saves.bareGrowth().values()).hasSize(2)
			.allSatisfy((value) -> assertThat(value).isCloseTo(1, within(1e-9)));
		assertThat(saves.heardGrowth().values()).allSatisfy((value) -> assertThat(value).isCloseTo(2, within(1e-9)));
		assertThat(saves.bare(100).values()).containsExactly(5.0, 6.0, 7.0);
	}

}
