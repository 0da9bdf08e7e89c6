package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Backfill.State;
import io.github.signals.Signals;
import io.github.signals.delivery.durable.CrateStore.Badge;
import io.github.signals.delivery.durable.CrateStore.Crate;
import io.github.signals.delivery.durable.CrateStore.Crates;
import io.github.signals.delivery.durable.CrateStore.Size;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Durable receivers where there is no JPA: entities of Spring Data JDBC, savepoints, and
 * saves without a transaction.
 */
abstract class CrateContract {

	@Autowired
	private Script script;

	@Autowired
	private Crates crates;

	@Autowired
	private Signals signals;

	@Autowired
	private DurableDelivery delivery;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager manager;

	@BeforeEach
	void startEmpty() {
		this.signals.mute(() -> this.crates.deleteAll());
		this.script.clear();
	}

	@AfterEach
	void leaveNothing() {
		if (!this.delivery.isRunning()) {
			this.delivery.start();
		}
		this.signals.receivers().forEach((receiver) -> this.signals.durable().discardAll(receiver.uid()));
		awaitAllDone();
	}

	private void awaitAllDone() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> records() == 0);
	}

	private int records() {
		Integer count = this.jdbc.queryForObject("select count(*) from signals_outbox", Integer.class);
		return (count != null) ? count : -1;
	}

	@Test
	void callsForRowsThatAreThere() {
		for (int i = 0; i < 50; i++) {
			this.jdbc.update("insert into crate (name, width, height) values (?, 2, 3)", "c" + i);
		}
		this.signals.backfill("crate.created");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.signals.durable().backfills().find("crate.created").state() == State.DONE);
		awaitAllDone();
		assertThat(this.script.of("crate.created")).extracting((heard) -> ((Crate) heard.instance()).name())
			.containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).mapToObj((i) -> "c" + i).toList());
		assertThat(this.signals.durable().backfills().find("crate.created").rows()).isEqualTo(50);
	}

	private TransactionTemplate transaction(int propagation) {
		TransactionTemplate transaction = new TransactionTemplate(this.manager);
		transaction.setPropagationBehavior(propagation);
		return transaction;
	}

	@Test
	void readsTheInstanceAnewByItsIdentifier() {
		this.delivery.stop();
		Crate crate = this.crates.save(Crate.of("one"));
		this.signals.mute(() -> this.crates.save(new Crate(crate.id(), "by now", new Size(4, 5))));
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("crate.created")).hasSize(1);
		assertThat(this.script.of("crate.created").get(0).instance())
			.isEqualTo(new Crate(crate.id(), "by now", new Size(4, 5)));
	}

	@Test
	void tellsWhatHasChanged() {
		Crate crate = this.crates.save(Crate.of("one"));
		transaction(TransactionDefinition.PROPAGATION_REQUIRED)
			.executeWithoutResult((status) -> this.crates.save(new Crate(crate.id(), "two", crate.size())));
		awaitAllDone();
		assertThat(this.script.of("crate.updated")).hasSize(1);
		assertThat(this.script.of("crate.updated").get(0).changes().before("name")).isEqualTo("one");
		assertThat(this.script.of("crate.updated").get(0).changes().after("name")).isEqualTo("two");
	}

	@Test
	void listsOfWhatWasUpdatedAndDeletedHaveTheInstanceOfEachSignal() { // S24
		List<Crate> crates = this.crates
			.saveAll(IntStream.range(0, 6).mapToObj((number) -> Crate.of("c" + number)).toList());
		awaitAllDone();
		this.delivery.stop();
		crates.forEach((crate) -> this.crates.save(new Crate(crate.id(), crate.name() + "!", crate.size())));
		this.signals.mute(() -> this.crates.save(new Crate(crates.get(0).id(), "by now", null)));
		this.crates.deleteAll(crates.subList(3, 6));
		this.jdbc.update("update signals_outbox set partition_number = 3");
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.lists).containsExactlyInAnyOrder(6, 3);
		assertThat(this.script.of("crate.updated")).extracting((call) -> ((Crate) call.instance()).id())
			.containsExactlyElementsOf(crates.stream().map(Crate::id).toList());
		assertThat(this.script.of("crate.updated").subList(0, 3)).extracting((call) -> ((Crate) call.instance()).name())
			.containsExactly("by now", "c1!", "c2!");
		assertThat(this.script.of("crate.deleted")).extracting((call) -> ((Crate) call.instance()).name())
			.containsExactly("c3", "c4", "c5");
	}

	@Test
	void tellsWhatWasDeletedWithItsLastState() {
		Crate crate = this.crates.save(Crate.of("one"));
		this.crates.delete(crate);
		awaitAllDone();
		assertThat(this.script.of("crate.deleted")).hasSize(1);
		assertThat(this.script.of("crate.deleted").get(0).instance()).isEqualTo(crate).isNotSameAs(crate);
	}

	@Test
	void recordsNothingOfWhatASavepointHasRolledBack() { // S11
		this.delivery.stop();
		transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((outer) -> {
			this.crates.save(Crate.of("one"));
			transaction(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((inner) -> {
				this.crates.save(Crate.of("rolled back"));
				inner.setRollbackOnly();
			});
			transaction(TransactionDefinition.PROPAGATION_NESTED)
				.executeWithoutResult((inner) -> this.crates.save(Crate.of("two")));
		});
		assertThat(records()).isEqualTo(2);
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("crate.created")).extracting((call) -> ((Crate) call.instance()).name())
			.containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void recordsInATransactionOfItsOwnWhereThereIsNone() { // S11
		this.delivery.stop();
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
		this.crates.save(Crate.of("one"));
		assertThat(records()).isEqualTo(1);
		this.delivery.start();
		awaitAllDone();
		boolean[] active = new boolean[1];
		this.script.on("crate.created",
				(call) -> active[0] = TransactionSynchronizationManager.isActualTransactionActive());
		this.crates.save(Crate.of("two"));
		awaitAllDone();
		assertThat(this.script.of("crate.created")).hasSize(2);
		assertThat(active[0]).isTrue();
	}

	@Test
	void writesAndReadsValuesAsTheApplicationsMapperDoes() {
		this.signals.withActor(new Badge("7"), () -> this.crates.save(Crate.of("one")));
		awaitAllDone();
		assertThat(this.script.of("crate.created")).hasSize(1);
		assertThat(this.script.of("crate.created").get(0).context().actor()).isEqualTo(new Badge("7"));
	}

}
