package io.github.signals.delivery.durable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.BulkWrite;
import io.github.signals.SignalContext.Origin;
import io.github.signals.delivery.durable.Parcel.Depot;
import io.github.signals.delivery.durable.Parcel.Status;
import io.github.signals.delivery.durable.Script.Heard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is recorded, and that it is made: once for each committed net change.
 */
abstract class RecordingContract extends DurableTestBase {

	@Autowired
	Inserts statements;

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
	void doesNotCallWhoTakesAnInstanceWhoseRowIsGone(CapturedOutput output) {
		Parcel parcel = save("one");
		awaitAllDone();
		this.script.clear();
		this.delivery.stop();
		update(parcel, (found) -> found.status = Status.SENT);
		assertThat(records()).isEqualTo(2);
		this.signals.mute(() -> this.parcels.deleteById(parcel.getId()));
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("status.changed")).isEmpty();
		assertThat(output.getOut()).containsOnlyOnce("Receiver 'status.changed' is no longer called");
		assertThat(this.script.of("updated")).hasSize(1);
		assertThat(this.script.of("updated").get(0).changes().after("status")).isEqualTo(Status.SENT);
		assertThat(this.script.of("updated").get(0).parcel().getId()).isEqualTo(parcel.getId());
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

	@Test
	void recordsWhatAnotherSynchronizationChangesWhenTheTransactionIsAlreadyCommitting() {
		Parcel parcel = save("one");
		awaitAllDone();
		this.transaction.executeWithoutResult((status) -> {
			Parcel found = this.parcels.findById(parcel.getId()).orElseThrow();
			save("two");
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					found.name = "late";
				}

				@Override
				public int getOrder() {
					return Ordered.LOWEST_PRECEDENCE;
				}

			});
		});
		awaitAllDone();
		assertThat(this.script.of("updated")).hasSize(1);
		assertThat(this.script.of("updated").get(0).changes().after("name")).isEqualTo("late");
	}

	// What a transaction costs that changes one row
	@Test
	void recordsASingleCallByOneStatement() {
		this.delivery.stop();
		save("the statements are known");
		List<String> sent = this.statements.all(() -> save("one"));
		assertThat(sent).filteredOn((sql) -> !sql.contains("parcel"))
			.singleElement()
			.satisfies((sql) -> assertThat(sql).startsWith("insert into signals_outbox "));
		assertThat(records()).isEqualTo(2);
	}

	@Test
	void recordsSomeByAStatementForEachPowerOfTwo() {
		this.delivery.stop();
		List<Parcel> seven = IntStream.range(0, 7).mapToObj((i) -> new Parcel("parcel " + i)).toList();
		List<String> inserts = this.statements
			.of(() -> this.transaction.executeWithoutResult((status) -> this.parcels.saveAll(seven)));
		assertThat(inserts).extracting((sql) -> sql.split("\\(\\?").length - 1).containsExactly(4, 2, 1);
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.names("created")).hasSize(7);
	}

	// Servers limit what one statement may contain: MySQL to 4 MB and more
	@Test
	void dividesWhatIsTooLongForOneStatement() {
		this.delivery.stop();
		String actor = "a".repeat(600_000);
		List<Parcel> four = IntStream.range(0, 4).mapToObj((i) -> new Parcel("parcel " + i)).toList();
		List<String> inserts = this.statements.of(() -> this.signals.withActor(actor,
				() -> this.transaction.executeWithoutResult((status) -> this.parcels.saveAll(four))));
		assertThat(inserts).hasSize(4);
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("created")).hasSize(4)
			.allSatisfy((call) -> assertThat(call.context().actor()).isEqualTo(actor));
	}

	@Test
	void writesThousandsInAFewStatements() {
		this.delivery.stop();
		List<Parcel> many = IntStream.range(0, 10_000).mapToObj((i) -> new Parcel("parcel " + i)).toList();
		List<String> inserts = this.statements
			.of(() -> this.transaction.executeWithoutResult((status) -> this.parcels.saveAll(many)));
		assertThat(records()).isEqualTo(10_000);
		// 9 times 1,024 of 128 each, and the rest
		assertThat(inserts).hasSize(79).allSatisfy((sql) -> assertThat(sql).startsWith("insert into signals_outbox"));
		this.jdbc.update("delete from signals_outbox");
		this.parcels.deleteAllInBatch();
	}

}
