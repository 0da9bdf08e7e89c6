package io.github.signals.delivery.durable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.BulkWrite;
import io.github.signals.ParkedCall;
import io.github.signals.SignalContext.Origin;
import io.github.signals.Signals;
import io.github.signals.delivery.durable.DurableApplication.Parcels;
import io.github.signals.delivery.durable.Parcel.Depot;
import io.github.signals.delivery.durable.Parcel.Status;
import io.github.signals.delivery.durable.Script.Heard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a database must be good for to keep durable calls.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class DurableContract {

	@Autowired
	Script script;

	@Autowired
	Parcels parcels;

	@Autowired
	Signals signals;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	PlatformTransactionManager transactionManager;

	TransactionTemplate transaction;

	@BeforeEach
	void startEmpty() {
		this.transaction = new TransactionTemplate(this.transactionManager);
		this.jdbc.execute("create table if not exists effects (name varchar(100))");
		this.jdbc.update("delete from effects");
		this.signals.mute(() -> this.parcels.deleteAll());
		this.jdbc.update("delete from signals_durable_call");
		this.script.clear();
	}

	@AfterEach
	void leaveNothing() {
		this.script.clear();
		this.signals.receivers().forEach((receiver) -> this.signals.durable().replayAll(receiver.uid()));
		awaitAllDone();
	}

	void awaitAllDone() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> records() == 0);
	}

	int records() {
		Integer count = this.jdbc.queryForObject("select count(*) from signals_durable_call", Integer.class);
		return (count != null) ? count : -1;
	}

	Parcel save(String name) {
		return this.parcels.save(new Parcel(name));
	}

	void update(Long id, java.util.function.Consumer<Parcel> change) {
		this.transaction.executeWithoutResult((status) -> change.accept(this.parcels.findById(id).orElseThrow()));
	}

	void awaitHeard(String uid, int count) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.script.of(uid).size() >= count);
	}

	@Test
	void callsAfterTheCommitInATransactionOfItsOwnWithTheInstanceReadAnew() {
		boolean[] active = new boolean[1];
		this.script.on("created", (call) -> active[0] = TransactionSynchronizationManager.isActualTransactionActive());
		Parcel saved = save("one");
		awaitAllDone();
		Heard call = this.script.of("created").get(0);
		assertThat(this.script.of("created")).hasSize(1);
		assertThat(call.parcel()).isNotSameAs(saved);
		assertThat(call.parcel().getId()).isEqualTo(saved.getId());
		assertThat(call.parcel().name).isEqualTo("one");
		assertThat(active[0]).isTrue();
		assertThat(call.context().id()).isNotNull();
		assertThat(call.context().id().version()).isEqualTo(7);
	}

	@Test
	void recordsNothingOfWhatIsRolledBackOrMuted() {
		this.transaction.executeWithoutResult((status) -> {
			save("rolled back");
			status.setRollbackOnly();
		});
		this.signals.mute(() -> save("muted"));
		this.signals.importing(() -> save("imported"));
		save("heard");
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("heard");
	}

	@Test
	void recordsTheNetChange() { // S10
		Parcel parcel = save("one");
		awaitAllDone();
		this.transaction.executeWithoutResult((status) -> {
			Parcel created = save("two");
			created.name = "deux";
			Parcel found = this.parcels.findById(parcel.getId()).orElseThrow();
			found.name = "un";
			this.parcels.flush();
			found.name = "uno";
			found.weight = new BigDecimal("2.25");
			Parcel nothing = save("never");
			this.parcels.flush();
			this.parcels.delete(nothing);
		});
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("one", "deux");
		assertThat(this.script.of("updated")).hasSize(1);
		Heard update = this.script.of("updated").get(0);
		assertThat(update.changes().attributes()).containsExactlyInAnyOrder("name", "weight");
		assertThat(update.changes().before("name")).isEqualTo("one");
		assertThat(update.changes().after("name")).isEqualTo("uno");
		assertThat(update.changes().after("weight")).isEqualTo(new BigDecimal("2.25"));
		assertThat(this.script.of("deleted")).isEmpty();
	}

	@Test
	void tellsWhoAndWhatAsItWasWhenItWasSaved() {
		this.script.on("created", (call) -> {
			if (call.parcel().name.equals("first")) {
				save("second");
			}
		});
		UUID actor = UUID.randomUUID();
		this.signals.withActor(actor, () -> save("first"));
		awaitHeard("created", 2);
		awaitAllDone();
		Heard first = this.script.of("created").get(0);
		assertThat(first.context().actor()).isEqualTo(actor);
		assertThat(first.context().causedBy()).isNull();
		assertThat(first.context().imported()).isFalse();
		assertThat(first.context().using()).isEqualTo("transactionManager");
		Heard second = this.script.of("created").get(1);
		assertThat(second.context().causedBy()).isEqualTo("created");
		assertThat(second.context().id()).isNotEqualTo(first.context().id());
	}

	@Test
	void tellsWhatWasDeletedWithItsLastState() {
		Parcel parcel = new Parcel("one");
		parcel.depot = new Depot(7L);
		parcel.tags.add("fragile");
		this.parcels.save(parcel);
		awaitAllDone();
		this.parcels.deleteById(parcel.getId());
		awaitHeard("deleted", 1);
		Parcel deleted = this.script.of("deleted").get(0).parcel();
		assertThat(deleted.getId()).isEqualTo(parcel.getId());
		assertThat(deleted).usingRecursiveComparison().ignoringFields("depot", "tags").isEqualTo(parcel);
		assertThat(deleted.depot.id).isEqualTo(7L);
	}

	@Test
	void tellsWhatAStatementHasWritten() {
		Parcel one = save("one");
		Parcel two = save("two");
		this.parcels.rename(List.of(one.getId(), two.getId()), "same");
		awaitHeard("bulk", 1);
		BulkWrite<?> bulk = (BulkWrite<?>) this.script.of("bulk").get(0).instance();
		assertThat(bulk.rows()).isEqualTo(2);
		assertThat(bulk.operation()).isEqualTo(BulkWrite.Operation.UPDATE);
		assertThat(Set.copyOf(bulk.ids())).isEqualTo(Set.of(one.getId(), two.getId()));
		assertThat(bulk.context().origin()).isEqualTo(Origin.BULK);
	}

	@Test
	void doesNotCallForARowThatIsGoneWhoeverTakesTheInstance(CapturedOutput output) throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		this.script.on("created", (call) -> await(held));
		Parcel blocker = save("blocker");
		awaitHeard("created", 1);
		update(blocker.getId(), (parcel) -> parcel.name = "changed");
		Parcel parcel = save("one");
		this.signals.mute(() -> this.parcels.deleteById(parcel.getId()));
		held.countDown();
		awaitAllDone();
		assertThat(this.script.names("created")).doesNotContain("gone");
	}

	@Test
	void commitsTheEndOfTheRecordWithWhatTheReceiverHasWritten() {
		int[] calls = new int[1];
		this.script.on("created", (call) -> {
			this.jdbc.update("insert into effects values (?)", call.parcel().name);
			if (calls[0]++ < 1) {
				throw new IllegalStateException("the first attempt fails");
			}
		});
		save("one");
		awaitAllDone();
		assertThat(this.script.of("created")).hasSize(2);
		assertThat(this.script.of("created").get(1).context().id())
			.isEqualTo(this.script.of("created").get(0).context().id());
		assertThat(this.jdbc.queryForList("select name from effects", String.class)).containsExactly("one");
	}

	@Test
	void parksACallThatFailsTooOftenAndReplaysIt(CapturedOutput output) {
		this.script.on("created", (call) -> {
			throw new IllegalArgumentException("always");
		});
		Parcel parcel = save("one");
		Awaitility.await().until(() -> this.signals.durable().parked() == 1);
		assertThat(this.script.of("created")).hasSize(3);
		assertThat(this.signals.durable().waiting()).isZero();
		ParkedCall parked = this.signals.durable().parked(0, 10).get(0);
		assertThat(parked.uid()).isEqualTo("created");
		assertThat(parked.sender()).isEqualTo(Parcel.class.getName());
		assertThat(parked.entity()).isEqualTo(parcel.getId().toString());
		assertThat(parked.attempts()).isEqualTo(3);
		assertThat(parked.error()).isEqualTo("java.lang.IllegalArgumentException: always");
		assertThat(parked.id()).isEqualTo(this.script.of("created").get(0).context().id());
		assertThat(output.getOut()).containsOnlyOnce("is parked");
		this.script.clear();
		assertThat(this.signals.durable().replay(parked.id())).isTrue();
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("one");
		assertThat(this.signals.durable().replay(parked.id())).isFalse();
	}

	@Test
	void discardsAParkedCall() {
		this.script.on("created", (call) -> {
			throw new IllegalArgumentException("always");
		});
		save("one");
		Awaitility.await().until(() -> this.signals.durable().parked() == 1);
		assertThat(this.signals.durable().discard(this.signals.durable().parked(0, 1).get(0).id())).isTrue();
		assertThat(records()).isZero();
		assertThat(this.signals.durable().discardAll("created")).isZero();
	}

	@Test
	void callsForOneEntityInTheOrderOfTheCommits() {
		Parcel parcel = save("0");
		for (int i = 1; i <= 20; i++) {
			String name = Integer.toString(i);
			update(parcel.getId(), (found) -> found.name = name);
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
		update(sick.getId(), (found) -> found.name = "sick 1");
		update(sick.getId(), (found) -> found.name = "sick 2");
		for (int i = 0; i < 5; i++) {
			String name = "healthy " + i;
			update(healthy.getId(), (found) -> found.name = name);
		}
		Awaitility.await().until(() -> this.signals.durable().parked() == 1);
		Awaitility.await().until(() -> this.signals.durable().waiting() == 1);
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
		this.script.on("status changed", (call) -> {
			if (call.changes().after("status") == Status.SENT) {
				throw new IllegalStateException("sick");
			}
		});
		update(parcel.getId(), (found) -> found.status = Status.SENT);
		Awaitility.await().until(() -> this.signals.durable().parked() == 1);
		update(parcel.getId(), (found) -> found.status = Status.PACKED);
		Awaitility.await().until(() -> this.signals.durable().waiting() == 0);
		assertThat(this.script.of("status changed")).extracting((call) -> call.changes().after("status"))
			.endsWith(Status.PACKED);
	}

	static void await(CountDownLatch latch) {
		try {
			if (!latch.await(20, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Nobody has opened the latch");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void failsTheTransactionIfAValueCannotBeWritten() {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.signals.withActor(new Object(), () -> save("one")))
			.withMessageContaining("'created'")
			.withMessageContaining("the actor")
			.withMessageContaining("java.lang.Object");
		assertThat(this.parcels.findAll()).isEmpty();
	}

}
