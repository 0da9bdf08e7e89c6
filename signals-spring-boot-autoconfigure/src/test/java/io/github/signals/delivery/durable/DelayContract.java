package io.github.signals.delivery.durable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.github.signals.CallQuery;
import io.github.signals.WaitingCall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Calls that are due some time after they were recorded (spring-modulith #1458).
 */
abstract class DelayContract extends PostponedTestBase {

	@Test
	void aCallIsDueThatLongAfterItWasRecorded() {
		this.parcels.saveAll(List.of(new Parcel("one"), new Parcel("two"), new Parcel("three")));
		keep("later");
		Instant now = Instant.ofEpochMilli(databaseTime());
		assertThat(this.signals.durable().waiting(CallQuery.of("later"), 0, 10)).hasSize(3)
			.extracting(WaitingCall::due)
			.allSatisfy((due) -> assertThat(due).isCloseTo(now.plusMillis(HOUR), within(10, ChronoUnit.SECONDS)));
		assertOnlyAnotherIsCalled("later");
		hourLater("later");
		awaitAllDone();
		assertThat(this.script.names("later")).containsExactlyInAnyOrder("another", "one", "two", "three");
	}

	@Test
	void aShortDelayPassesByItself() {
		long begun = databaseTime();
		List<Long> calls = new CopyOnWriteArrayList<>();
		this.script.on("soon", (call) -> calls.add(databaseTime()));
		save("one");
		awaitHeard("soon", 1);
		await().until(() -> calls.size() == 1);
		assertThat(calls.get(0)).isGreaterThanOrEqualTo(begun + 300);
	}

	@Test
	void aCallThatWaitsHoldsBackTheLaterOnesOfItsEntity() { // S21
		Parcel parcel = save("one");
		rename(parcel, "two");
		keep("later");
		this.jdbc.update("update signals_outbox set due = 1 where operation = 'UPDATED'");
		assertOnlyAnotherIsCalled("later");
		hourLater("later");
		awaitAllDone();
		assertThat(this.script.of("later")).hasSize(3);
		assertThat(this.script.of("later").get(1).changes().contains("name")).isTrue();
		assertThat(this.script.of("later").get(1).changes().before("name")).isNull();
		assertThat(this.script.of("later").get(2).changes().before("name")).isEqualTo("one");
	}

	// A clock that was set back does not make a call wait for longer
	@Test
	void noWaitIsBelievedThatIsLongerThanTheDelay() {
		save("one");
		keep("later");
		this.jdbc.update("update signals_outbox set due = due + ?", HOUR);
		awaitAllDone();
		assertThat(this.script.names("later")).containsExactly("one");
	}

	@Test
	void aCallThatHasFailedIsTriedAgainAsSoonAsAnyOther() {
		this.script.on("later", (call) -> {
			if (this.script.of("later").size() < 2) {
				throw new IllegalStateException("once");
			}
		});
		save("one");
		hourLater("later");
		awaitAllDone();
		assertThat(this.script.names("later")).containsExactly("one", "one");
	}

	@Test
	void rowsThatWereAlreadyThereDoNotWait() {
		stored("one");
		this.signals.backfill("later");
		awaitHeard("later", 1);
		assertThat(this.script.names("later")).containsExactly("one");
	}

	@Test
	void aReplayedCallIsDueAtOnce() {
		this.script.on("later", (call) -> {
			throw new IllegalStateException("always");
		});
		save("one");
		hourLater("later");
		awaitParked(1);
		this.script.clear();
		assertThat(this.signals.durable().replayAll("later")).isEqualTo(1);
		awaitAllDone();
		assertThat(this.script.names("later")).containsExactly("one");
	}

}
