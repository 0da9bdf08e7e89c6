package io.github.signals.delivery.durable;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LaneEnd}.
 */
class LaneEndTests {

	/** What counts more comes later. */
	private static final List<LaneEnd> RANKS = List.of(LaneEnd.EMPTY, LaneEnd.TURN_OVER, LaneEnd.STOPPED,
			LaneEnd.NO_THREAD, LaneEnd.LOST, LaneEnd.UNAVAILABLE, LaneEnd.HELD);

	@Test
	void ofTwoReasonsTheOneOfTheHigherRankCountsWhicheverComesFirst() {
		assertThat(RANKS).containsExactlyInAnyOrder(LaneEnd.values());
		for (LaneEnd one : RANKS) {
			for (LaneEnd other : RANKS) {
				LaneEnd higher = (RANKS.indexOf(one) > RANKS.indexOf(other)) ? one : other;
				assertThat(one.or(other)).as("%s after %s", one, other).isEqualTo(higher);
			}
		}
	}

	@Test
	void anyReasonCountsMoreThanNone() {
		assertThat(RANKS).allSatisfy((end) -> assertThat(end.or(null)).isEqualTo(end));
	}

	@Test
	void aReasonThatCountsMoreKeepsTheNodeFromTheLaneForNoLessTime() {
		assertThat(RANKS).extracting(LaneEnd::delay).isSorted();
	}

}
