package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

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

	// namastack/namastack-outbox #195: overlapping transactions were processed in the
	// order
	// in which they had created their records
	@Test
	void callsInTheOrderOfTheCommitsWhereTransactionsOverlap() {
		Parcel parcel = save("0");
		TransactionTemplate another = new TransactionTemplate(this.transactionManager);
		another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.delivery.stop();
		this.transaction.executeWithoutResult((status) -> {
			save("begun before");
			another.executeWithoutResult((within) -> rename(parcel, "committed first"));
			rename(parcel, "committed second");
		});
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("updated")).extracting((call) -> call.changes().after("name"))
			.containsExactly("committed first", "committed second");
	}

	private void rename(Parcel parcel, String name) {
		this.parcels.findById(parcel.getId()).orElseThrow().name = name;
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
	void callsForTheOthersOfAPartitionWhileOneIsSlow() {
		this.delivery.stop();
		saveSixty();
		List<String> partition = this.jdbc
			.queryForList("select id from signals_outbox where partition_number = (select partition_number from"
					+ " signals_outbox group by partition_number order by count(*) desc limit 1) order by sequence_number",
					String.class);
		CountDownLatch open = new CountDownLatch(1);
		this.script.on("created", (call) -> {
			if (call.context().id().toString().equals(partition.get(0))) {
				await(open);
			}
		});
		this.delivery.start();
		await().until(() -> records() == 1);
		assertThat(partition).hasSizeGreaterThan(1);
		// Longer than the turn of a partition
		await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
		saveSixty();
		await().until(() -> records() == 1);
		assertThat(this.script.of("created")).hasSize(120);
		open.countDown();
		awaitAllDone();
	}

	private void saveSixty() {
		this.transaction.executeWithoutResult(
				(status) -> this.parcels.saveAll(IntStream.range(0, 60).mapToObj((i) -> new Parcel("p" + i)).toList()));
	}

	@Test
	void callsTheOtherReceiversWhileOneHangsInAllOfItsPartitions() {
		CountDownLatch open = new CountDownLatch(1);
		this.script.on("created", (call) -> await(open));
		saveSixty();
		awaitHeard("created", 3);
		Parcel parcel = this.parcels.findAll().get(0);
		for (int i = 1; i <= 10; i++) {
			String name = "name " + i;
			update(parcel, (found) -> found.name = name);
			awaitHeard("updated", i);
		}
		assertThat(this.script.of("created")).hasSize(3);
		open.countDown();
		awaitAllDone();
		assertThat(this.script.of("created")).hasSize(60);
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
