package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.signals.delivery.durable.DurableCall.Lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class LaneRunsTests {

	private static final Lane ONE = new Lane("a", 1);

	private static final Lane OTHER = new Lane("a", 2);

	private final DurableSettings settings = new DurableSettings(1, Duration.ofSeconds(1), Duration.ofSeconds(1),
			Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofSeconds(30), (uid) -> null);

	private final LaneRuns runs = new LaneRuns(mock(CallTable.class), mock(CallRunner.class), new CallSlots(1, 1),
			this.settings, Map.of());

	@Test
	void aLaneThatWasTurnedAwayIsWelcomeWhenAPlaceIsLeft() {
		assertThat(this.runs.enter(ONE)).isTrue();
		assertThat(this.runs.enter(OTHER)).isFalse();
		this.runs.turnAway(OTHER);
		assertThat(this.runs.welcome("a")).isEmpty();

		this.runs.run(ONE, () -> false);

		assertThat(this.runs.welcome("b")).isEmpty();
		assertThat(this.runs.welcome("a")).containsExactly(OTHER);
		assertThat(this.runs.welcome("a")).isEmpty();
	}

}
