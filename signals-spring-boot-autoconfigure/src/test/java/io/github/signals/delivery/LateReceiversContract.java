package io.github.signals.delivery;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverFailure;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.Snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What receivers see that run later than the change, whatever the store.
 */
abstract class LateReceiversContract<T extends Named> {

	@Autowired
	Signals signals;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Receivers receivers;

	@Autowired
	Handler handler;

	@Autowired
	AsyncDelivery async;

	abstract Class<T> sender();

	abstract T named(String name);

	abstract CrudRepository<T, Long> repository();

	abstract String table();

	@BeforeEach
	void startEmpty() {
		this.jdbc.update("delete from " + table());
		this.receivers.heard.clear();
		this.receivers.snapshots.clear();
		this.receivers.gate = new CountDownLatch(0);
		this.handler.failures.clear();
	}

	@AfterEach
	void waitForAll() {
		await().until(() -> this.async.unfinished() == 0);
	}

	private T save(String name) {
		return repository().save(named(name));
	}

	private void hold() {
		this.receivers.gate = new CountDownLatch(1);
	}

	private void open() {
		this.receivers.gate.countDown();
	}

	List<String> heard(String receiver) {
		return this.receivers.heard.stream()
			.filter((event) -> event.startsWith(receiver + " "))
			.map((event) -> event.substring(receiver.length() + 1))
			.toList();
	}

	private void awaitHeard(String receiver, String... events) {
		await().untilAsserted(() -> assertThat(heard(receiver)).containsExactly(events));
	}

	// What the caller does to the instance afterwards
	@Test
	void aSnapshotHasWhatWasWrittenAndTheInstanceWhatTheCallerMakesOfIt() {
		hold();
		T saved = save("written");
		saved.setName("changed afterwards");
		open();
		awaitHeard("async", "written changed afterwards");
		Snapshot snapshot = this.receivers.snapshots.get(0);
		assertThat(snapshot.sender()).isEqualTo(sender());
		assertThat(snapshot.id()).isEqualTo(saved.getId());
		assertThat(snapshot.asMap()).containsEntry("name", "written");
		assertThat(snapshot.contains("name")).isTrue();
		assertThat(snapshot.contains("nothing")).isFalse();
		assertThat(snapshot).hasToString("Snapshot[" + sender().getName() + ", [name]]");
	}

	// S10
	@Test
	void aSnapshotIsOfTheNetChange() {
		this.transaction.executeWithoutResult((status) -> {
			T saved = save("first");
			saved.setName("second");
			T again = repository().save(saved);
			flush();
			again.setName("third");
			repository().save(again);
		});
		assertThat(heard("commit")).containsExactly("third true");
	}

	@Test
	void aSnapshotOfADeleteHasWhatWasStored() {
		T saved = this.signals.mute(() -> save("stored"));
		this.transaction.executeWithoutResult((status) -> repository().deleteById(saved.getId()));
		assertThat(heard("deleted")).containsExactly("stored " + saved.getId());
	}

	@Test
	void aSnapshotOfWhatWasRolledBackHasWhatWasWritten() {
		this.transaction.executeWithoutResult((status) -> {
			T saved = save("undone");
			flush();
			saved.setName("changed afterwards");
			status.setRollbackOnly();
		});
		assertThat(heard("rollback")).containsExactly("undone");
	}

	void flush() {
	}

	@Test
	void anInstanceIsReadAnewInATransactionOfTheReceiversThread() {
		hold();
		T saved = save("written");
		this.jdbc.update("update " + table() + " set name = 'by somebody else'");
		saved.setName("changed afterwards");
		open();
		awaitHeard("reload", "by somebody else true true");
		awaitHeard("reload-signal", "by somebody else true true");
		awaitHeard("reload-list", "[by somebody else] true");
		assertThat(this.receivers.thread).isNotEqualTo(Thread.currentThread());
	}

	@Test
	void aReceiverIsNotCalledForARowThatIsGone() {
		hold();
		T saved = save("written");
		save("kept");
		this.signals.mute(() -> repository().deleteById(saved.getId()));
		open();
		awaitHeard("reload", "kept true true");
		awaitHeard("reload-list", "[kept] true");
		assertThat(this.handler.failures).isEmpty();
	}

	// The transaction is that of the receiver: what it writes is committed with it
	@Test
	void theTransactionIsRolledBackIfTheReceiverFails() {
		save("broken");
		await().until(() -> !this.handler.failures.isEmpty());
		assertThat(this.handler.failures).extracting((failure) -> failure.receiver().uid()).containsExactly("broken");
		assertThat(this.handler.failures.get(0).cause()).hasMessage("Broken");
		assertThat(this.jdbc.queryForList("select name from " + table(), String.class)).containsExactly("broken");
	}

	@Test
	void isReadAnewForReceiversThatAreConnectedAtRunTimeToo() {
		this.signals.connect(ReceiverSpec.postSave(sender()).uid("late").delivery(Delivery.AFTER_COMMIT).reload(),
				(saved) -> this.receivers.heard.add("late " + saved.instance().getName() + " "
						+ TransactionSynchronizationManager.isActualTransactionActive()));
		try {
			T saved = named("written");
			this.transaction.executeWithoutResult((status) -> {
				repository().save(saved);
				flush();
				this.jdbc.update("update " + table() + " set name = 'by somebody else'");
			});
			assertThat(heard("late")).containsExactly("by somebody else true");
		}
		finally {
			this.signals.disconnect("late");
		}
	}

	static class Handler implements ReceiverErrorHandler {

		private final List<ReceiverFailure> failures = new CopyOnWriteArrayList<>();

		@Override
		public void handle(ReceiverFailure failure) {
			this.failures.add(failure);
		}

	}

	static class Receivers {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		private final List<Snapshot> snapshots = new CopyOnWriteArrayList<>();

		private final JdbcTemplate jdbc;

		private volatile CountDownLatch gate = new CountDownLatch(0);

		private volatile @Nullable Thread thread;

		Receivers(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		private void await() {
			try {
				assertThat(this.gate.await(30, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		// The first on the only thread, so that the others begin when it has returned
		@PostSaveReceiver(delivery = Delivery.ASYNC, sender = Named.class)
		void hold() {
			await();
		}

		@PostSaveReceiver(delivery = Delivery.ASYNC)
		void async(Snapshot snapshot, Named instance) {
			this.snapshots.add(snapshot);
			this.heard.add("async " + snapshot.get("name") + " " + instance.getName());
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void commit(Named instance, boolean created, Snapshot snapshot) {
			this.heard.add("commit " + snapshot.get("name") + " " + created);
		}

		@PostDeleteReceiver(delivery = Delivery.AFTER_COMMIT, sender = Named.class)
		void deleted(Snapshot snapshot) {
			this.heard.add("deleted " + snapshot.get("name") + " " + snapshot.id());
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_ROLLBACK, sender = Named.class)
		void rollback(Snapshot snapshot) {
			this.heard.add("rollback " + snapshot.get("name"));
		}

		@PostSaveReceiver(delivery = Delivery.ASYNC, reload = true)
		void reload(Named instance, boolean created) {
			this.thread = Thread.currentThread();
			this.heard.add("reload " + instance.getName() + " " + created + " "
					+ TransactionSynchronizationManager.isActualTransactionActive());
		}

		@PostSaveReceiver(delivery = Delivery.ASYNC, reload = true)
		void signal(PostSave<Named> saved) {
			this.heard.add("reload-signal " + saved.instance().getName() + " " + saved.created() + " "
					+ TransactionSynchronizationManager.isActualTransactionActive());
		}

		@PostSaveReceiver(delivery = Delivery.ASYNC, reload = true)
		void list(List<Named> saved) {
			this.heard.add("reload-list " + saved.stream().map(Named::getName).toList() + " "
					+ TransactionSynchronizationManager.isActualTransactionActive());
		}

		@PostSaveReceiver(delivery = Delivery.ASYNC, reload = true, dispatchUid = "broken",
				condition = "instance.name == 'broken'")
		void broken(Named instance) {
			this.jdbc.update("update " + table(instance) + " set name = 'not committed'");
			throw new IllegalStateException("Broken");
		}

		private static String table(Named instance) {
			return instance.getClass().getSimpleName().toLowerCase(Locale.ROOT);
		}

	}

}
