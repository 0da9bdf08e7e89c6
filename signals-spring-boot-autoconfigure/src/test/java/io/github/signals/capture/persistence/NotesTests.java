package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreDeleteReceiver;
import io.github.signals.PreSaveReceiver;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalNotes;
import io.github.signals.capture.persistence.EarlyInsertModel.Stub;
import io.github.signals.capture.persistence.PendingModel.Item;
import io.github.signals.capture.persistence.PendingModel.Label;
import io.github.signals.capture.persistence.PendingModel.Ticket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What receivers of one write leave for one another, through all ways of writing.
 */
@SpringBootTest(classes = EarlyInsertModel.Application.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:write-notes;DB_CLOSE_DELAY=-1",
				"spring.jpa.hibernate.ddl-auto=create" })
@Import(NotesTests.Receivers.class)
class NotesTests extends EarlyInsertTestSupport {

	@Autowired
	PendingModel.Tickets tickets;

	@Autowired
	Receivers receivers;

	@BeforeEach
	void enableAll() {
		this.signals.receivers().stream().map(ReceiverInfo::uid).forEach(this.signals::enable);
		this.receivers.before.clear();
		this.receivers.after.clear();
		this.receivers.committed.clear();
		this.receivers.names.clear();
	}

	@Override
	@AfterEach
	void clear() {
		this.signals.receivers().stream().map(ReceiverInfo::uid).forEach(this.signals::disable);
		List.of("binder_stub", "stub_marks", "stub", "item", "ticket", "label")
			.forEach((table) -> this.jdbc.sql("delete from " + table).update());
	}

	/** All that was heard of one write has the same notes. */
	private void assertOne() {
		Receivers heard = this.receivers;
		assertThat(heard.before).hasSize(1).allMatch(Objects::nonNull);
		assertThat(heard.after).hasSize(1);
		assertThat(heard.committed).hasSize(1);
		assertThat(heard.after.get(0)).isSameAs(heard.before.get(0));
		assertThat(heard.committed.get(0)).isSameAs(heard.before.get(0));
		assertThat(heard.names).containsExactly("before", "before, after");
		heard.before.clear();
		heard.after.clear();
		heard.committed.clear();
		heard.names.clear();
	}

	@Test
	void aSaveOfARepositoryHasThemFromBeforeItUntilAfterTheCommit() {
		Ticket saved = this.tickets.save(Ticket.of("a", "t"));
		assertOne();
		saved.text = "u";
		this.tickets.save(saved);
		assertOne();
		this.tickets.saveAll(List.of(Ticket.of("a", "v")));
		assertOne();
		inTransaction(() -> this.tickets.save(this.em.find(Ticket.class, "a")).text = "w");
		assertThat(this.receivers.committed).hasSize(1);
	}

	@Test
	void aWriteOfThePersistenceContextHasThem() {
		inTransaction(() -> this.em.persist(Ticket.of("a", "t")));
		assertOne();
		inTransaction(() -> this.em.find(Ticket.class, "a").text = "u");
		assertOne();
		inTransaction(() -> this.em.merge(Ticket.of("a", "v")));
		assertOne();
		inTransaction(() -> this.em.merge(Ticket.of("b", "v")));
		assertOne();
	}

	@Test
	void aTransientEntityThatIsMergedAndOneThatIsInsertedAtOnceHaveThem() {
		inTransaction(() -> this.em.merge(Stub.of("a")));
		assertOne();
		inTransaction(() -> this.em.persist(Stub.of("b")));
		assertOne();
	}

	@Test
	void aDeleteHasThem() {
		this.signals.mute(() -> this.tickets.saveAll(List.of(Ticket.of("a", "t"), Ticket.of("b", "t"))));
		this.tickets.deleteById("a");
		assertOne();
		inTransaction(() -> this.em.remove(this.em.find(Ticket.class, "b")));
		assertOne();
	}

	@Test
	void aStatelessSessionHasThem() {
		inTransaction(() -> {
			try (StatelessSession session = this.em.unwrap(Session.class).statelessWithOptions().connection().open()) {
				session.insert(Ticket.of("a", "t"));
			}
		});
		assertOne();
	}

	@Test
	void eachEntityHasNotesOfItsOwn() {
		inTransaction(() -> {
			this.tickets.saveAll(List.of(Ticket.of("a", "t"), Ticket.of("b", "t")));
			this.em.persist(Ticket.of("c", "t"));
			this.em.persist(Ticket.of("d", "t"));
		});
		assertThat(this.receivers.committed).hasSize(4).doesNotHaveDuplicates();
		assertThat(this.receivers.committed).containsExactlyInAnyOrderElementsOf(this.receivers.before);
	}

	@Test // S10
	void theNetChangeOfSeveralWritesHasTheNotesOfAll() {
		inTransaction(() -> {
			Ticket ticket = Ticket.of("a", "first");
			this.em.persist(ticket);
			this.em.flush();
			ticket.text = "second";
		});
		assertThat(this.receivers.before).hasSize(2).doesNotHaveDuplicates();
		SignalNotes net = this.receivers.committed.get(0);
		assertThat(net).isSameAs(this.receivers.before.get(1));
		assertThat(net.get("before")).isEqualTo("second");
		assertThat(net.get("first")).isEqualTo(true);
		assertThat(net.get("second")).isEqualTo(true);
	}

	@Test // S2
	void whatIsChangedAfterACallAndWrittenWithItHasTheNotesOfTheCall() {
		inTransaction(() -> {
			Ticket ticket = Ticket.of("a", "first");
			ticket = this.tickets.save(ticket);
			ticket.text = "second";
		});
		assertThat(this.receivers.before).hasSize(2);
		assertThat(this.receivers.before.get(1)).isSameAs(this.receivers.before.get(0));
		assertThat(this.receivers.after).hasSize(2).containsOnly(this.receivers.before.get(0));
		assertThat(this.receivers.committed).containsExactly(this.receivers.before.get(0));
	}

	@Test
	void aWriteThatNobodyHearsOfBeforeHasTheSameNotesNowAndLater() {
		this.signals.disable("notes.before");
		inTransaction(() -> this.em.persist(Ticket.of("a", "t")));
		assertThat(this.receivers.after).hasSize(1);
		assertThat(this.receivers.committed).containsExactly(this.receivers.after.get(0));
	}

	@Test
	void areTheSameOnAnotherThread() throws Exception {
		CompletableFuture<@Nullable SignalNotes> found = new CompletableFuture<>();
		this.signals.connect(ReceiverSpec.postSave(Ticket.class).delivery(Delivery.ASYNC).uid("async"),
				(saved) -> found.complete(saved.context().notes()));
		this.tickets.save(Ticket.of("a", "t"));
		assertThat(found.get(10, TimeUnit.SECONDS)).isSameAs(this.receivers.before.get(0));
		this.signals.disconnect("async");
	}

	@Test // S11
	void whatIsRolledBackHasThem() {
		List<@Nullable SignalNotes> undone = new ArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(Ticket.class).delivery(Delivery.AFTER_ROLLBACK).uid("undone"),
				(saved) -> undone.add(saved.context().notes()));
		this.transaction.executeWithoutResult((status) -> {
			this.tickets.save(Ticket.of("a", "t"));
			this.em.persist(Ticket.of("b", "t"));
			status.setRollbackOnly();
		});
		assertThat(undone).hasSize(1).first().isSameAs(this.receivers.before.get(0));
		this.signals.disconnect("undone");
	}

	@Test // S9
	void aSenderOfWhichNobodyTakesThemHasNone() {
		List<@Nullable SignalNotes> found = new ArrayList<>();
		this.signals.connect(ReceiverSpec.preSave(Item.class).uid("item"), (save) -> found.add(save.context().notes()));
		this.signals.connect(ReceiverSpec.postSave(Item.class).delivery(Delivery.AFTER_COMMIT).uid("items"),
				(saved) -> found.add(saved.context().notes()));
		this.items.save(Item.of("a"));
		assertThat(found).containsExactly(null, null);
		List.of("item", "items").forEach(this.signals::disconnect);
	}

	@Test
	void aReceiverThatIsConnectedAtRunTimeFindsThemInTheContext() {
		List<@Nullable SignalNotes> found = new ArrayList<>();
		this.signals.connect(ReceiverSpec.preSave(Label.class).notes().uid("label"),
				(save) -> found.add(save.context().notes()));
		this.signals.connect(ReceiverSpec.postSave(Label.class).delivery(Delivery.AFTER_COMMIT).uid("labels"),
				(saved) -> found.add(saved.context().notes()));
		inTransaction(() -> this.em.persist(Label.of("a")));
		assertThat(found).hasSize(2).doesNotContainNull();
		assertThat(found.get(1)).isSameAs(found.get(0));
		List.of("label", "labels").forEach(this.signals::disconnect);
	}

	static class Receivers {

		final List<SignalNotes> before = new ArrayList<>();

		final List<SignalNotes> after = new ArrayList<>();

		final List<SignalNotes> committed = new ArrayList<>();

		final List<String> names = new ArrayList<>();

		@PreSaveReceiver(dispatchUid = "notes.before", sender = { Ticket.class, Stub.class })
		void before(Object instance, SignalNotes notes) {
			note(notes, "before", (instance instanceof Ticket ticket) ? ticket.text : "");
			if (instance instanceof Ticket ticket && !ticket.text.isEmpty()) {
				notes.put(ticket.text, true);
				if (ticket.text.length() == 1) {
					notes.remove(ticket.text);
				}
			}
			this.before.add(notes);
		}

		@PreDeleteReceiver(dispatchUid = "notes.delete")
		void beforeDelete(Ticket ticket, SignalNotes notes) {
			note(notes, "before", ticket.text);
			this.before.add(notes);
		}

		@PostSaveReceiver(dispatchUid = "notes.after", sender = { Ticket.class, Stub.class })
		void after(PostSave<?> saved, SignalNotes notes) {
			tell(notes);
			note(notes, "after", "");
			this.after.add(notes);
		}

		@PostDeleteReceiver(dispatchUid = "notes.deleted")
		void deleted(PostDelete<Ticket> deleted, SignalNotes notes) {
			tell(notes);
			note(notes, "after", "");
			this.after.add(notes);
		}

		@PostSaveReceiver(dispatchUid = "notes.committed", sender = { Ticket.class, Stub.class },
				delivery = Delivery.AFTER_COMMIT)
		void committed(Object instance, SignalNotes notes) {
			tell(notes);
			this.committed.add(notes);
		}

		@PostDeleteReceiver(dispatchUid = "notes.gone", delivery = Delivery.AFTER_COMMIT)
		void gone(Ticket ticket, SignalNotes notes) {
			tell(notes);
			this.committed.add(notes);
		}

		private void note(SignalNotes notes, String name, String value) {
			notes.put(name, value);
		}

		private void tell(SignalNotes notes) {
			List<String> names = new ArrayList<>(notes.names());
			names.sort((one, other) -> other.compareTo(one));
			names.removeIf((name) -> !name.equals("before") && !name.equals("after"));
			this.names.add(String.join(", ", names));
		}

	}

}
