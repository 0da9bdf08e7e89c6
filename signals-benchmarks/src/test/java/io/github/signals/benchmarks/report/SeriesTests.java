package io.github.signals.benchmarks.report;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

class SeriesTests {

	@Test
	void takesTheMedianOfTheRatiosAndNotTheRatioOfTheMedians() {
		Series bare = Series.of(100, 200, 300);
		Series heard = Series.of(150, 202, 150);

		assertThat(heard.percentOver(bare).median()).isCloseTo(1, within(1e-9));
		assertThat(heard.over(bare).values().get(0)).isCloseTo(1.5, within(1e-9));
	}

	@Test
	void pairsDifferencesInTheOrderOfTheRuns() {
		assertThat(Series.of(5, 9, 13).minus(Series.of(1, 4, 9)).values()).containsExactly(4.0, 5.0, 4.0);
	}

	@Test
	void refusesToPairWhatIsNotOfTheSameRuns() {
		assertThatIllegalArgumentException().isThrownBy(() -> Series.of(1, 2).over(Series.of(1)))
			.withMessageContaining("do not pair");
	}

	@Test
	void tellsWhoseTurnItWas() {
		Series turns = Series.of(1, 10, 100, 2, 20, 200);

		assertThat(turns.every(3, 0).values()).containsExactly(1.0, 2.0);
		assertThat(turns.every(3, 2).values()).containsExactly(100.0, 200.0);
	}

	@Test
	void hasTheQuartilesAroundTheMedian() {
		Spread spread = Series.of(5, 1, 4, 2, 3).spread();

		assertThat(spread.median()).isEqualTo(3);
		assertThat(spread.lower()).isBetween(1.0, 2.0);
		assertThat(spread.upper()).isBetween(4.0, 5.0);
	}

	@Test
	void isSurerOfItsMedianTheMoreWasMeasured() {
		double[] hundred = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();

		assertThat(Series.of(hundred).likely()).isEqualTo(new Spread(40, 50.5, 61));
		assertThat(Series.of(5, 1, 4, 2, 3).likely()).isEqualTo(new Spread(1, 3, 5));
	}

	@Test
	void hasNoMedianOfNothing() {
		assertThatIllegalStateException().isThrownBy(() -> Series.of().spread());
	}

	@Test
	void writesFiguresWithoutANegativeZero() {
		assertThat(new Spread(-0.04, 1234.56, 2000).format(1, " ns")).isEqualTo("1,234.6 ns (0.0 to 2,000.0)");
		assertThat(Spread.number(-1.5, 1)).isEqualTo("-1.5");
	}

}
