package io.github.signals.delivery.durable;

import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.github.signals.delivery.durable.Parcel.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who waits for whom.
 */
abstract class OrderContract extends DurableTestBase {

	@Test
	void callsForOneEntityInTheOrderOfTheCommits() {
		Parcel parcel = save("0");
		for (int i = 1; i <= 20; i++) {
			String name = Integer.toString(i);
			update(parcel, (found) -> found.name = name);
		}
		awaitAllDone();
		assertThat(this.script.of("updated")).extracting((call) -> call.changes().after("name"))
			.containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
					"17", "18", "19", "20");
	}

	@Test
	void callsForDifferentEntitiesSideBySide() {
		CountDownLatch both = new CountDownLatch(2);
		this.script.on("created", (call) -> {
			both.countDown();
			await(both);
		});
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			save("two");
		});
		awaitAllDone();
		assertThat(this.script.of("created")).hasSize(2);
	}

	@Test
	void holdsBackLaterCallsOfTheSameEntityOnly() {
		Parcel sick = save("sick");
		Parcel healthy = save("healthy");
		this.script.on("updated", (call) -> {
			if (call.parcel().getId().equals(sick.getId())) {
				throw new IllegalStateException("sick");
			}
		});
		update(sick, (found) -> found.name = "sick 1");
		update(sick, (found) -> found.name = "sick 2");
		for (int i = 0; i < 5; i++) {
			String name = "healthy " + i;
			update(healthy, (found) -> found.name = name);
		}
		awaitParked(1);
		await().until(() -> this.signals.durable().waiting() == 1);
		assertThat(this.script.of("updated").stream().map((call) -> call.changes().after("name")))
			.contains("sick 1", "healthy 0", "healthy 4")
			.doesNotContain("sick 2");
		this.script.on("updated", (call) -> {
		});
		assertThat(this.signals.durable().replayAll("updated")).isEqualTo(1);
		awaitAllDone();
		assertThat(this.script.of("updated").stream().map((call) -> call.changes().after("name"))).endsWith("sick 1",
				"sick 2");
	}

	@Test
	void holdsBackNothingWhereTheOrderDoesNotMatter() {
		Parcel parcel = save("one");
		awaitAllDone();
		this.script.clear();
		this.script.on("status.changed", (call) -> {
			if (call.changes().after("status") == Status.SENT) {
				throw new IllegalStateException("sick");
			}
		});
		update(parcel, (found) -> found.status = Status.SENT);
		awaitParked(1);
		update(parcel, (found) -> found.status = Status.PACKED);
		await().until(() -> this.signals.durable().waiting() == 0);
		assertThat(this.script.of("status.changed")).extracting((call) -> call.changes().after("status"))
			.endsWith(Status.PACKED);
	}

}
