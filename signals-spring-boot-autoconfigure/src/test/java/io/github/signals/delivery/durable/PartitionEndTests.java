package io.github.signals.delivery.durable;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionEnd}.
 */
class PartitionEndTests {

	/** What counts more comes later. */
	private static final List<PartitionEnd> RANKS = List.of(PartitionEnd.EMPTY, PartitionEnd.TURN_OVER,
			PartitionEnd.STOPPED, PartitionEnd.NO_THREAD, PartitionEnd.LOST, PartitionEnd.UNAVAILABLE,
			PartitionEnd.HELD);

	@Test
	void ofTwoReasonsTheOneOfTheHigherRankCountsWhicheverComesFirst() {
		assertThat(RANKS).containsExactlyInAnyOrder(PartitionEnd.values());
		for (PartitionEnd one : RANKS) {
			for (PartitionEnd other : RANKS) {
				PartitionEnd higher = (RANKS.indexOf(one) > RANKS.indexOf(other)) ? one : other;
				assertThat(one.or(other)).as("%s after %s", one, other).isEqualTo(higher);
			}
		}
	}

	@Test
	void anyReasonCountsMoreThanNone() {
		assertThat(RANKS).allSatisfy((end) -> assertThat(end.or(null)).isEqualTo(end));
	}

	@Test
	void aReasonThatCountsMoreKeepsTheNodeFromThePartitionForNoLessTime() {
		assertThat(RANKS).extracting(PartitionEnd::delay).isSorted();
	}

}
