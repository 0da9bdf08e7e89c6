package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.signals.delivery.durable.DurableCall.Lane;
import io.github.signals.delivery.durable.DurableSettings.Retries;
import io.github.signals.dispatch.RegisteredReceiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class LaneRunsTests {

	private static final Lane LANE = new Lane("a", 1);

	private final DurableSettings settings = new DurableSettings(1, Duration.ofSeconds(1), Duration.ofSeconds(1),
			Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofSeconds(30), false,
			(uid) -> new Retries(1, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ofSeconds(1)));

	private final CallTable table = mock(CallTable.class);

	private final CallSlots slots = new CallSlots(1, 1);

	private final RegisteredReceiver receiver = mock(RegisteredReceiver.class);

	private final LaneRuns runs = new LaneRuns(this.table, mock(CallRunner.class), this.slots, this.settings,
			Map.of("a", this.receiver));

	@BeforeEach
	void switchOn() {
		when(this.receiver.isEnabled()).thenReturn(true);
	}

	@Test
	void aLaneOfAReceiverThatIsOffIsHeldAndHasNothingToDo() {
		when(this.receiver.isEnabled()).thenReturn(false);
		when(this.table.isAnyDue(any(), anyBoolean(), any())).thenReturn(true);
		assertThat(this.runs.run(LANE, () -> false)).isEqualTo(LaneEnd.HELD);
		assertThat(this.runs.isAnyDue(LANE)).isFalse();
		when(this.receiver.isEnabled()).thenReturn(true);
		assertThat(this.runs.isAnyDue(LANE)).isTrue();
	}

	@Test
	void aLaneThatWasTurnedAwayIsWelcomeWhenAPlaceIsLeft() throws Exception {
		assertThat(this.slots.enter("a", Duration.ZERO)).isTrue();
		assertThat(this.runs.run(LANE, () -> false)).isEqualTo(LaneEnd.NO_THREAD);
		this.runs.turnAway(LANE);
		assertThat(this.runs.welcome("a")).isEmpty();

		this.slots.leave("a");

		assertThat(this.runs.welcome("b")).isEmpty();
		assertThat(this.runs.welcome("a")).containsExactly(LANE);
		assertThat(this.runs.welcome("a")).isEmpty();
	}

	@Test
	void aLaneThatIsEmptyLeavesItsPlaceAndIsLookedAfterForAMoment() throws Exception {
		AtomicBoolean woken = new AtomicBoolean();
		Thread waker = new Thread(() -> {
			try {
				// The place is free as soon as the lane is empty
				this.slots.enter("a", Duration.ofSeconds(20));
				woken.set(this.runs.wake(LANE));
				this.slots.leave("a");
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		when(this.table.due(any(), anyBoolean(), any(), anyInt())).then((call) -> {
			if (waker.getState() == Thread.State.NEW) {
				waker.start();
				await().until(() -> waker.getState() == Thread.State.TIMED_WAITING);
			}
			return List.of();
		});

		assertThat(this.runs.run(LANE, () -> false)).isEqualTo(LaneEnd.EMPTY);

		waker.join();
		assertThat(woken).isTrue();
		verify(this.table, times(2)).due(any(), anyBoolean(), any(), anyInt());
	}

}
