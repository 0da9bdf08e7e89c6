package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverInfo;
import io.github.signals.delivery.durable.DurableCall.Partition;
import io.github.signals.delivery.durable.DurableSettings.Retries;
import io.github.signals.dispatch.ReceiverFilter;
import io.github.signals.dispatch.ReceiverNeeds;
import io.github.signals.dispatch.ReceiverParts;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.SignalsFixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class PartitionRunsTests {

	private static final Partition LANE = new Partition("a", 1);

	private final DurableSettings settings = new DurableSettings(1, Duration.ofSeconds(1), Duration.ofSeconds(1),
			Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofSeconds(30), false,
			(uid) -> new Retries(1, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 1));

	private final CallTable table = mock(CallTable.class);

	private final CallPermits permits = new CallPermits(1, 1);

	private final SignalsFixture fixture = new SignalsFixture();

	private final RegisteredReceiver receiver = this.fixture.factory.create(
			new ReceiverInfo("a", "Receivers.a", List.of(PostSave.class), List.of(Object.class), Delivery.DURABLE, 0,
					true),
			new ReceiverFilter(Set.of(), Set.of(), null, false),
			new ReceiverNeeds(false, false, false, false, true, true, false, false, 0, ReceiverParts.NONE), null,
			(payload, context) -> null);

	private final PartitionRuns runs = new PartitionRuns(this.table, mock(CallRunner.class), this.permits,
			this.settings, Map.of("a", this.receiver));

	@BeforeEach
	void connect() {
		this.fixture.registry.connect(List.of(this.receiver));
	}

	@Test
	void aPartitionOfAReceiverThatIsOffIsHeldAndHasNothingToDo() {
		this.fixture.signals.disable("a");
		when(this.table.isAnyDue(any(), anyBoolean(), any())).thenReturn(true);
		assertThat(this.runs.run(LANE, () -> false)).isEqualTo(PartitionEnd.HELD);
		assertThat(this.runs.isAnyDue(LANE)).isFalse();
		this.fixture.signals.enable("a");
		assertThat(this.runs.isAnyDue(LANE)).isTrue();
	}

	@Test
	void aPartitionThatWasTurnedAwayIsWelcomeWhenAPlaceIsLeft() throws Exception {
		assertThat(this.permits.enter("a", Duration.ZERO)).isTrue();
		assertThat(this.runs.run(LANE, () -> false)).isEqualTo(PartitionEnd.NO_THREAD);
		this.runs.turnAway(LANE);
		assertThat(this.runs.welcome("a")).isEmpty();

		this.permits.leave("a");

		assertThat(this.runs.welcome("b")).isEmpty();
		assertThat(this.runs.welcome("a")).containsExactly(LANE);
		assertThat(this.runs.welcome("a")).isEmpty();
	}

	@Test
	void aPartitionThatIsEmptyLeavesItsPlaceAndIsLookedAfterForAMoment() throws Exception {
		AtomicBoolean woken = new AtomicBoolean();
		Thread waker = new Thread(() -> {
			try {
				// The place is free as soon as the partition is empty
				this.permits.enter("a", Duration.ofSeconds(20));
				woken.set(this.runs.wake(LANE));
				this.permits.leave("a");
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

		assertThat(this.runs.run(LANE, () -> false)).isEqualTo(PartitionEnd.EMPTY);

		waker.join();
		assertThat(woken).isTrue();
		verify(this.table, times(2)).due(any(), anyBoolean(), any(), anyInt());
	}

}
