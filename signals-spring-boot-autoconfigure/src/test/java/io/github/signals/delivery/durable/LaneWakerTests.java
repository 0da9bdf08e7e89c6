package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.signals.delivery.durable.DurableCall.Lane;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LaneWaker}.
 */
class LaneWakerTests {

	private final LaneWaker waker = new LaneWaker();

	private final List<Lane> woken = new ArrayList<>();

	@Test
	void tellsOnlyWhoLooksAfterTheLanesNow() {
		Lane lane = new Lane("mail", 3);
		this.waker.wake(List.of(lane));
		this.waker.begin(this.woken::addAll);
		assertThat(this.woken).isEmpty();
		this.waker.wake(List.of(lane));
		assertThat(this.woken).containsExactly(lane);
		this.waker.end();
		this.waker.wake(List.of(lane));
		assertThat(this.woken).containsExactly(lane);
	}

}
