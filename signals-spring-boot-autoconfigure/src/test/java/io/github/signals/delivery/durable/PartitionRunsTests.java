package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverInfo;
import io.github.signals.delivery.durable.DurableCall.Partition;
import io.github.signals.delivery.durable.DurableSettings.Chunks;
import io.github.signals.delivery.durable.DurableSettings.Retries;
import io.github.signals.dispatch.ReceiverFilter;
import io.github.signals.dispatch.ReceiverNeeds;
import io.github.signals.dispatch.ReceiverParts;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.SignalsFixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class PartitionRunsTests {

	private static final Partition PARTITION = new Partition("a", 1);

	private final DurableSettings settings = new DurableSettings(1, Duration.ofSeconds(1), Duration.ofSeconds(1),
			Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofSeconds(30), false,
			(uid) -> new Retries(1, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 1),
			new Chunks(200, 1000));

	private final CallTable table = mock(CallTable.class);

	private final CallPermits permits = new CallPermits(1, 1);

	private final SignalsFixture fixture = new SignalsFixture();

	private final RegisteredReceiver receiver = this.fixture.factory.create(
			new ReceiverInfo("a", "Receivers.a", List.of(PostSave.class), List.of(Object.class), Delivery.DURABLE, 0,
					true),
			new ReceiverFilter(Set.of(), Set.of(), null, false),
			new ReceiverNeeds(false, false, false, false, true, true, false, false, 0, ReceiverParts.NONE, true), null,
			(payload, context) -> null);

	private final CallRunner runner = mock(CallRunner.class);

	private final PartitionRuns runs = new PartitionRuns(this.table, this.runner, this.permits, this.settings,
			Map.of("a", this.receiver));

	@BeforeEach
	void connect() {
		this.fixture.registry.connect(List.of(this.receiver));
	}

	@Test
	void aPartitionOfAReceiverThatIsOffIsHeldAndHasNothingToDo() {
		this.fixture.signals.disable("a");
		when(this.table.isAnyDue(any(), any(), any())).thenReturn(true);
		assertThat(this.runs.run(PARTITION, () -> false)).isEqualTo(PartitionEnd.HELD);
		assertThat(this.runs.isAnyDue(PARTITION)).isFalse();
		this.fixture.signals.enable("a");
		assertThat(this.runs.isAnyDue(PARTITION)).isTrue();
	}

	// Many calls may wait, and each look costs a look at all of them
	@Test
	void aPartitionWhoseCallsWaitIsLookedAtOnceInASecond() {
		when(this.table.nextDue(any(), any())).thenReturn(3L);
		assertThat(this.runs.next(PARTITION, PartitionEnd.EMPTY)).isEqualTo(Duration.ofMillis(3));
		DurableSettings waiting = new DurableSettings(
				1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(10),
				Duration.ofSeconds(30), false, (uid) -> new Retries(1, Duration.ofSeconds(1), Duration.ofSeconds(1), 1,
						Duration.ofSeconds(1), 1, new Postponed(Duration.ofHours(2), Duration.ZERO)),
				new Chunks(200, 1000));
		PartitionRuns runs = new PartitionRuns(this.table, this.runner, this.permits, waiting,
				Map.of("a", this.receiver));
		assertThat(runs.next(PARTITION, PartitionEnd.EMPTY)).isEqualTo(Duration.ofSeconds(1));
		assertThat(waiting.longestWait("a")).isEqualTo(Duration.ofHours(2));
	}

	@Test
	void aPartitionThatWasTurnedAwayIsWelcomeWhenAPlaceIsLeft() throws Exception {
		assertThat(this.permits.enter("a", Duration.ZERO)).isTrue();
		assertThat(this.runs.run(PARTITION, () -> false)).isEqualTo(PartitionEnd.NO_THREAD);
		this.runs.turnAway(PARTITION);
		assertThat(this.runs.welcome("a")).isEmpty();

		this.permits.leave("a");

		assertThat(this.runs.welcome("b")).isEmpty();
		assertThat(this.runs.welcome("a")).containsExactly(PARTITION);
		assertThat(this.runs.welcome("a")).isEmpty();
	}

	@Test
	void aPartitionThatIsEmptyLeavesItsPlaceAndIsLookedAfterForAMoment() throws Exception {
		AtomicBoolean woken = new AtomicBoolean();
		Thread waker = new Thread(() -> {
			try {
				// The place is free as soon as the partition is empty
				this.permits.enter("a", Duration.ofSeconds(20));
				woken.set(this.runs.wake(PARTITION));
				this.permits.leave("a");
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		when(this.table.due(any(), any(), any(), anyInt())).then((call) -> {
			if (waker.getState() == Thread.State.NEW) {
				waker.start();
				await().until(() -> waker.getState() == Thread.State.TIMED_WAITING);
			}
			return List.of();
		});

		assertThat(this.runs.run(PARTITION, () -> false)).isEqualTo(PartitionEnd.EMPTY);

		waker.join();
		assertThat(woken).isTrue();
		verify(this.table, times(2)).due(any(), any(), any(), anyInt());
	}

	@Test
	void aSlowCallDoesNotHoldUpOthersHoweverOftenThePartitionIsWoken() throws Exception {
		CallPermits two = new CallPermits(2, 1);
		PartitionRuns woken = new PartitionRuns(this.table, this.runner, two, this.settings,
				Map.of("a", this.receiver));
		DurableCall slow = call(1, "slow");
		DurableCall other = call(2, "other");
		CountDownLatch called = new CountDownLatch(1);
		long begun = System.nanoTime();
		// Longer than a turn
		when(this.table.due(any(), any(), any(), anyInt())).then((asked) -> (System.nanoTime() - begun < 1_500_000_000L)
				? List.of(slow) : called.getCount() > 0 ? List.of(slow, other) : List.of());
		when(this.runner.call(any(), any())).then((made) -> {
			List<DurableCall> calls = made.getArgument(1);
			if (calls.contains(slow)) {
				called.await(20, TimeUnit.SECONDS);
			}
			called.countDown();
			return CallOutcomes.all(calls, CallOutcome.DONE);
		});
		Thread run = new Thread(() -> woken.run(PARTITION, () -> called.getCount() == 0));
		run.start();
		await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(10)).until(() -> {
			woken.wake(PARTITION);
			return called.getCount() == 0;
		});
		run.join();
	}

	private static DurableCall call(long sequence, String entity) {
		return new DurableCall(sequence, "id-" + sequence, "a", 1, entity, "Sender", "UPDATED", new byte[0], 0, 0);
	}

}
