package io.github.signals.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Changes;
import io.github.signals.On;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverFailure;
import io.github.signals.Signals;
import io.github.signals.delivery.JdbcStore.Ledger;
import io.github.signals.delivery.JdbcStore.Ledgers;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static io.github.signals.Delivery.IN_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What annotated methods hear of a transaction, and who handles what they throw.
 */
@SpringBootTest(properties = "spring.datasource.url=jdbc:h2:mem:method-delivery")
class ReceiverMethodDeliveryTests {

	@Autowired
	private Ledgers ledgers;

	@Autowired
	private Ear ear;

	@Autowired
	private Signals signals;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void startEmpty() {
		this.signals.mute(() -> this.ledgers.deleteAll());
		this.ear.heard.clear();
	}

	private List<String> heard(String receiver) {
		return this.ear.heard.stream()
			.filter((event) -> event.startsWith(receiver + " "))
			.map((event) -> event.substring(receiver.length() + 1))
			.toList();
	}

	private Ledger save(String name) {
		return this.ledgers.save(new Ledger(name));
	}

	private Ledger rename(Ledger ledger, String name) {
		ledger.setName(name);
		return this.ledgers.save(ledger);
	}

	// S10, S13: one call a transaction, with the net change of each entity
	@Test
	void handsBatchesOverOnceATransaction() {
		this.transaction.executeWithoutResult((status) -> {
			Ledger one = save("one");
			save("two");
			rename(one, "renamed");
			this.ledgers.delete(save("gone"));
			assertThat(heard("batch")).isEmpty();
		});
		assertThat(heard("batch")).containsExactly("[renamed, two]");
		assertThat(heard("vetoing")).containsExactly("[renamed, two]");
	}

	// S10
	@Test
	void handsBatchesOverInChunks() {
		this.transaction.executeWithoutResult((status) -> List.of("1", "2", "3", "4", "5").forEach(this::save));
		assertThat(heard("chunk")).containsExactly("[1, 2] true", "[3, 4] true", "[5] true");
	}

	// S10: a batch has only what passes the conditions of its receiver
	@Test
	void collectsOnlyWhatPassesTheConditions() {
		Ledger given = save("given");
		this.ear.heard.clear();
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			rename(given, "renamed");
		});
		assertThat(heard("updates")).containsExactly("[renamed]");
	}

	// S10: on, changed and condition look at the net change
	@Test
	void filtersByTheNetChange() {
		Ledger given = save("given");
		Ledger back = save("back");
		this.ear.heard.clear();
		this.transaction.executeWithoutResult((status) -> {
			rename(save("new"), "newer");
			rename(rename(given, "once"), "twice");
			rename(rename(back, "forth"), "back");
		});
		assertThat(heard("created")).containsExactly("newer");
		assertThat(heard("updated")).containsExactly("twice");
		assertThat(heard("changed")).containsExactly("newer", "given to twice");
		assertThat(heard("condition")).containsExactly("twice");
	}

	// S10
	@Test
	void hearsTheNetDeletion() {
		Ledger given = save("given");
		this.transaction.executeWithoutResult((status) -> this.ledgers.delete(rename(given, "renamed")));
		assertThat(heard("deleted")).containsExactly("renamed");
	}

	@Test
	void hearsABatchOfWhatWasUndone() {
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			save("two");
			status.setRollbackOnly();
		});
		assertThat(heard("undone")).containsExactly("[one, two]");
	}

	// S20, Behaviours 83: the bean handles what is thrown after the commit, with the
	// names of all
	@Test
	void handsFailuresToTheErrorHandlerBean() {
		save("broken");
		assertThat(heard("handler"))
			.containsExactly("Receiver 'broken' (Receivers.broken(Ledger), AFTER_COMMIT) failed on PostSave of "
					+ Ledger.class.getName() + ": Broken");
		assertThat(heard("batch")).containsExactly("[broken]");
	}

	@Test
	void handsFailuresToTheHandlerOfTheReceiver() {
		save("special");
		assertThat(heard("special")).containsExactly("Special");
		assertThat(heard("handler")).isEmpty();
	}

	// onError serves every delivery: the save is not failed
	@Test
	void letsAHandlerForgiveInsideTheTransaction() {
		save("forgiven");
		assertThat(heard("special")).containsExactly("Forgiven");
		assertThat(this.ledgers.findAll()).extracting(Ledger::getName).containsExactly("forgiven");
	}

	// P12, Behaviours 99: the receiver opens a transaction of its own
	@Test
	void letsAReceiverOpenItsOwnTransaction() {
		save("transactional");
		assertThat(this.ledgers.findAll()).extracting(Ledger::getName).containsExactly("transactional", "in its own");
	}

	// S13, P13: what Spring's own listener saves joins the finished transaction
	@Test
	void neverReportsWhatATransactionalEventListenerSavesInTheFinishedTransaction() {
		save("joins");
		assertThat(heard("created")).containsExactly("joins");
	}

	// S13: and with a new one of its own it is heard
	@Test
	void reportsWhatATransactionalEventListenerSavesInANewTransaction() {
		save("new one");
		assertThat(heard("created")).containsExactlyInAnyOrder("new by listener", "new one");
		assertThat(this.ledgers.findAll()).extracting(Ledger::getName).containsExactly("new one", "new by listener");
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ JdbcStore.class, Ear.class, Receivers.class, Listener.class, Handler.class })
	static class Application {

	}

	static class Ear {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		void note(String receiver, Object event) {
			this.heard.add(receiver + " " + event);
		}

	}

	static class Receivers {

		private final Ear ear;

		private final Ledgers ledgers;

		Receivers(Ear ear, Ledgers ledgers) {
			this.ear = ear;
			this.ledgers = ledgers;
		}

		@PostSaveReceiver(delivery = AFTER_COMMIT)
		void batch(List<Ledger> saved) {
			this.ear.note("batch", saved.stream().map(Ledger::getName).toList());
		}

		@PostSaveReceiver(delivery = BEFORE_COMMIT)
		void vetoing(List<Ledger> saved) {
			this.ear.note("vetoing", saved.stream().map(Ledger::getName).toList());
		}

		@PostSaveReceiver(delivery = AFTER_COMMIT, batchSize = 2)
		void chunk(List<PostSave<Ledger>> saved) {
			this.ear.note("chunk",
					saved.stream().map((save) -> save.instance().getName()).toList() + " " + saved.get(0).created());
		}

		@PostSaveReceiver(delivery = AFTER_COMMIT, on = On.UPDATED)
		void updates(List<Ledger> saved) {
			this.ear.note("updates", saved.stream().map(Ledger::getName).toList());
		}

		@PostSaveReceiver(delivery = AFTER_COMMIT, on = On.CREATED)
		void created(Ledger ledger) {
			this.ear.note("created", ledger.getName());
		}

		@PostSaveReceiver(delivery = AFTER_COMMIT, on = On.UPDATED)
		void updated(Ledger ledger) {
			this.ear.note("updated", ledger.getName());
		}

		@PostSaveReceiver(delivery = AFTER_COMMIT, changed = "name")
		void changed(Ledger ledger, boolean created, Changes changes) {
			this.ear.note("changed",
					created ? ledger.getName() : changes.before("name") + " to " + changes.after("name"));
		}

		@PostSaveReceiver(delivery = AFTER_COMMIT, condition = "!created && instance.name == 'twice'")
		void condition(Ledger ledger) {
			this.ear.note("condition", ledger.getName());
		}

		@PostDeleteReceiver(delivery = AFTER_COMMIT)
		void deleted(PostDelete<Ledger> signal) {
			this.ear.note("deleted", signal.instance().getName());
		}

		@PostSaveReceiver(delivery = AFTER_ROLLBACK)
		void undone(List<Ledger> saved) {
			this.ear.note("undone", saved.stream().map(Ledger::getName).toList());
		}

		@Order(0)
		@PostSaveReceiver(delivery = AFTER_COMMIT, condition = "instance.name == 'broken'", dispatchUid = "broken")
		void broken(Ledger ledger) {
			throw new IllegalStateException("Broken");
		}

		@PostSaveReceiver(delivery = AFTER_COMMIT, condition = "instance.name == 'special'",
				onError = SpecialHandler.class)
		void special(Ledger ledger) throws Exception {
			throw new Exception("Special");
		}

		@PostSaveReceiver(delivery = IN_TRANSACTION, condition = "instance.name == 'forgiven'",
				onError = SpecialHandler.class)
		void forgiven(Ledger ledger) throws Exception {
			throw new Exception("Forgiven");
		}

		@Transactional
		@PostSaveReceiver(delivery = AFTER_COMMIT, condition = "instance.name == 'transactional'")
		public void transactional(Ledger ledger) {
			this.ledgers.save(new Ledger("in its own"));
		}

	}

	static class Listener {

		private final Ledgers ledgers;

		private final TransactionTemplate requiresNew;

		Listener(Ledgers ledgers, PlatformTransactionManager transactionManager) {
			this.ledgers = ledgers;
			this.requiresNew = new TransactionTemplate(transactionManager);
			this.requiresNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		}

		@TransactionalEventListener
		void on(PostSave<Ledger> saved) {
			if (saved.instance().getName().equals("joins")) {
				this.ledgers.save(new Ledger("joined"));
			}
			if (saved.instance().getName().equals("new one")) {
				this.requiresNew.executeWithoutResult((status) -> this.ledgers.save(new Ledger("new by listener")));
			}
		}

	}

	static class Handler implements ReceiverErrorHandler {

		private final Ear ear;

		Handler(Ear ear) {
			this.ear = ear;
		}

		@Override
		public void handle(ReceiverFailure failure) {
			this.ear.note("handler", failure.describe() + ": " + failure.cause().getMessage());
		}

	}

	static class SpecialHandler implements ReceiverErrorHandler {

		private final Ear ear;

		SpecialHandler(Ear ear) {
			this.ear = ear;
		}

		@Override
		public void handle(ReceiverFailure failure) {
			this.ear.note("special", failure.cause().getMessage());
		}

	}

}
