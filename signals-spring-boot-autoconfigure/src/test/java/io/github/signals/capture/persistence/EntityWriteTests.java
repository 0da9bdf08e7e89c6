package io.github.signals.capture.persistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalContext.Origin;
import io.github.signals.capture.persistence.KnownWrite.State;
import io.github.signals.capture.persistence.PendingModel.Ticket;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of states: what becomes of the write of an entity, and what is heard of it,
 * for each thing that may happen in each state. A real session is told what happens, with
 * real receivers; only the statements are left out.
 */
class EntityWriteTests extends PendingTestSupport {

	private static final String TABLE = "/entity-write.md";

	@Autowired
	private PersistenceCapture capture;

	/** What may happen. */
	enum Event {

		/** The entity manager is called, which tells nobody. */
		SAVE_NOTED((it) -> it.announced().saveNoted(it.ticket(), it.context())),

		/** Receivers of what comes before a save have heard of it. */
		PREPARED((it) -> it.announced().prepared(it.ticket())),

		/** A call tells receivers in the transaction that it saves the entity. */
		ANNOUNCED((it) -> it.announced().announced(it.ticket(), it.announcement(false))),

		/** A call tells them that it inserts the entity, which was not managed before. */
		INSERT_ANNOUNCED((it) -> {
			it.announced().unmanaged();
			it.announced().insertAnnounced(it.ticket(), it.announcement(true));
		}),

		/** A call does so, and nothing has said that the entity may be known already. */
		UNKNOWN_ANNOUNCED((it) -> it.announced().insertAnnounced(it.ticket(), it.announcement(true))),

		/** The application, or a callback of the entity, changes it. */
		CHANGED((it) -> it.ticket().text += "!"),

		/** The entity manager is called, which tells nobody. */
		DELETE_NOTED((it) -> it.announced().deleteNoted(it.ticket(), it.context())),

		/** Receivers of what comes before a delete hear of it. */
		DELETE_PREPARED((it) -> it.announced().deletePrepared(it.ticket())),

		/** A call tells receivers in the transaction that it deletes the entity. */
		DELETE_ANNOUNCED((it) -> it.announced().deleteAnnounced(it.ticket(), it.announcement(false))),

		/** A flush begins, in which callbacks may change the entity. */
		FLUSHING((it) -> it.announced().flushing()),

		/** There was nothing that it would have written. */
		NOT_FLUSHED((it) -> it.announced().notFlushed()),

		/** The row is created. */
		CREATED((it) -> it.written(() -> it.writes().created(it.ticket(), it.persister(), it.routes(), it.values()))),

		/** The row is updated. */
		UPDATED((it) -> it.written(() -> it.row().updated(it.stored(), it.values(), it.changed()))),

		/** The row is deleted. */
		DELETED((it) -> it.written(() -> it.row().deleted(it.stored()))),

		/** A flush ends in the middle of a call that signals itself. */
		FLUSHED_IN_CALL((it) -> {
			it.store();
			it.writes().enterCall();
			it.writes().flushed();
			it.writes().exitCall();
		}),

		/** A call returns. */
		RETURNED((it) -> it.writes().settle()),

		/** A flush ends. */
		FLUSHED((it) -> {
			it.store();
			it.writes().flushed();
		}),

		/** The transaction is rolled back, and somebody hears of that. */
		UNDONE((it) -> {
		});

		private final Consumer<Given> happens;

		Event(Consumer<Given> happens) {
			this.happens = happens;
		}

		@Override
		public String toString() {
			return EntityWriteTests.name(this);
		}

	}

	/** The states, and how they are reached. */
	enum Reached {

		NOTED,

		NOTED__SAVE_NOTED(Event.SAVE_NOTED),

		NOTED__DELETE_NOTED(Event.DELETE_NOTED),

		NOTED__DELETE_PREPARED(Event.DELETE_PREPARED),

		NOTED__DELETE_ANNOUNCED(Event.DELETE_ANNOUNCED),

		PREPARED(Event.PREPARED),

		ANNOUNCED(Event.ANNOUNCED),

		ANNOUNCED__PREPARED_SINCE(Event.ANNOUNCED, Event.CHANGED, Event.PREPARED),

		ANNOUNCED__CHANGED_SINCE(Event.ANNOUNCED, Event.CHANGED),

		ANNOUNCED__TAKEN_BACK(Event.ANNOUNCED, Event.CHANGED, Event.FLUSHED_IN_CALL),

		ANNOUNCED__BEING_FLUSHED(Event.ANNOUNCED, Event.FLUSHING),

		HEARD(Event.INSERT_ANNOUNCED, Event.CREATED),

		HEARD__BEING_FLUSHED(Event.INSERT_ANNOUNCED, Event.CREATED, Event.FLUSHING),

		WRITTEN(Event.UPDATED),

		WRITTEN__SAVE_NOTED(Event.SAVE_NOTED, Event.UPDATED),

		WRITTEN__AS_ANNOUNCED(Event.ANNOUNCED, Event.UPDATED),

		WRITTEN__CHANGED_SINCE(Event.ANNOUNCED, Event.CHANGED, Event.UPDATED),

		WRITTEN__CHANGED_BY_CALLBACK(Event.ANNOUNCED, Event.FLUSHING, Event.CHANGED, Event.UPDATED),

		WRITTEN__CREATED(Event.CREATED),

		WRITTEN__HEARD_BEFORE(Event.INSERT_ANNOUNCED, Event.CREATED, Event.CHANGED, Event.UPDATED),

		WRITTEN__TO_BE_DELETED(Event.DELETE_ANNOUNCED, Event.UPDATED),

		WRITTEN__DELETED(Event.DELETED),

		WRITTEN__DELETED_AS_NOTED(Event.DELETE_NOTED, Event.DELETED),

		WRITTEN__DELETED_AS_PREPARED(Event.DELETE_PREPARED, Event.DELETED),

		WRITTEN__DELETED_AS_ANNOUNCED(Event.DELETE_ANNOUNCED, Event.DELETED),

		WRITTEN__CREATED_AND_DELETED(Event.CREATED, Event.DELETED),

		FLUSHED(Event.UPDATED, Event.FLUSHED_IN_CALL),

		FLUSHED__ANNOUNCED_SINCE(Event.UPDATED, Event.FLUSHED_IN_CALL, Event.ANNOUNCED),

		FLUSHED__CREATED(Event.CREATED, Event.FLUSHED_IN_CALL),

		FLUSHED__DELETED(Event.DELETED, Event.FLUSHED_IN_CALL);

		private final List<Event> events;

		Reached(Event... events) {
			this.events = List.of(events);
		}

		@Override
		public String toString() {
			return EntityWriteTests.name(this);
		}

	}

	static Stream<Arguments> pairs() {
		return Stream.of(Reached.values())
			.flatMap((state) -> Stream.of(Event.values()).map((event) -> Arguments.of(state, event)));
	}

	@ParameterizedTest // S2, S3, S10
	@MethodSource("pairs")
	void whatBecomesOfEachStateIsInTheTable(Reached state, Event event) throws IOException {
		assertThat(after(state, event)).isEqualTo(table().get(state + " × " + event));
	}

	@Test
	void theTableHasEachPairAndNoOther() throws IOException {
		assertThat(table().keySet())
			.containsExactlyInAnyOrderElementsOf(pairs().map((pair) -> pair.get()[0] + " × " + pair.get()[1]).toList());
	}

	@Test
	void eachStateIsReached() {
		Set<String> reached = new HashSet<>();
		for (Reached state : Reached.values()) {
			reached.add(after(state, Event.SAVE_NOTED).split("[,;]")[0]);
		}
		assertThat(reached)
			.containsExactlyInAnyOrderElementsOf(Stream.of(State.values()).map(EntityWriteTests::name).toList());
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace("__", ", ").replace('_', ' ');
	}

	private static Map<String, String> table() throws IOException {
		Map<String, String> cells = new HashMap<>();
		List<String> events = List.of();
		for (String line : new ClassPathResource(TABLE).getContentAsString(StandardCharsets.UTF_8).split("\n")) {
			List<String> row = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
			if (line.startsWith("| state")) {
				events = row.subList(2, row.size() - 1);
			}
			else if (line.startsWith("| ") && !line.startsWith("| ---")) {
				for (int i = 0; i < events.size(); i++) {
					String pair = row.get(1) + " × " + events.get(i);
					assertThat(cells.put(pair, row.get(i + 2))).as("another row of " + pair).isNull();
				}
			}
		}
		return cells;
	}

	/**
	 * Return the state after an event, and what is heard of it.
	 */
	private String after(Reached state, Event event) {
		this.heard.clear();
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
		this.jdbc.sql("delete from ticket").update();
		stored(() -> {
			Ticket ticket = Ticket.of("t", "a");
			this.em.persist(ticket);
			return ticket;
		});
		hear(event == Event.UNDONE);
		List<String> after = new ArrayList<>();
		this.transaction.executeWithoutResult((status) -> {
			Given given = Given.of(this.em.unwrap(SessionImplementor.class), this.capture);
			given.ticket().text = "b";
			state.events.forEach((earlier) -> earlier.happens.accept(given));
			assertThat(this.heard).as("before").isEmpty();
			event.happens.accept(given);
			after.add(given.state());
			status.setRollbackOnly();
		});
		after.addAll(this.heard);
		return String.join("; ", after);
	}

	private void hear(boolean undone) {
		this.signals.connect(ReceiverSpec.postSave(Ticket.class).uid("saved"),
				(saved) -> this.heard.add(saved.created() ? "created" : "updated"));
		this.signals.connect(ReceiverSpec.postDelete(Ticket.class).uid("deleted"),
				(deleted) -> this.heard.add("deleted"));
		if (undone) {
			this.signals.connect(ReceiverSpec.postSave(Ticket.class).delivery(Delivery.AFTER_ROLLBACK).uid("unsaved"),
					(saved) -> this.heard.add(saved.created() ? "not created" : "not updated"));
			this.signals.connect(
					ReceiverSpec.postDelete(Ticket.class).delivery(Delivery.AFTER_ROLLBACK).uid("undeleted"),
					(deleted) -> this.heard.add("not deleted"));
		}
	}

	/**
	 * A session, and an entity of it that is stored, and was changed.
	 */
	record Given(SessionImplementor session, FactoryCapture capture, SessionWrites writes, Ticket ticket,
			EntityEntry entry) {

		static Given of(SessionImplementor session, PersistenceCapture capture) {
			FactoryCapture factory = Objects.requireNonNull(capture.find(session.getFactory()));
			Ticket ticket = session.find(Ticket.class, "t");
			return new Given(session, factory, factory.writes(session.asEventSource()), ticket,
					Objects.requireNonNull(session.getPersistenceContext().getEntry(ticket)));
		}

		Announcements announced() {
			return this.writes.announced();
		}

		EntityPersister persister() {
			return this.entry.getPersister();
		}

		SenderRoutes routes() {
			return this.capture.signals().routes(persister());
		}

		DispatchContext context() {
			return this.capture.signals().context(Origin.FLUSH);
		}

		Announcement announcement(boolean created) {
			return new Announcement(context(), EntityCopy.of(this.ticket, this.session), true, routes(), created, null);
		}

		WrittenRow row() {
			return this.writes.written(this.ticket, persister(), routes());
		}

		@Nullable Object[] values() {
			return persister().getValues(this.ticket);
		}

		@Nullable Object[] stored() {
			return Objects.requireNonNull(this.entry.getLoadedState()).clone();
		}

		int[] changed() {
			return Dirtiness.between(persister(), values(), stored(), this.ticket, this.session);
		}

		void written(Runnable work) {
			work.run();
			store();
		}

		/**
		 * Have the entity taken for what is stored.
		 */
		void store() {
			this.entry.postUpdate(this.ticket, values(), null);
		}

		/**
		 * Return how far the write has come, and what receivers know of it.
		 */
		String state() {
			KnownWrite known = announced().known(this.ticket);
			List<String> state = new ArrayList<>(List.of(EntityWriteTests.name(known.state())));
			addIf(known.isCreated() && known.state() != State.HEARD, "created", state);
			addIf(known.isPrepared() && known.state() != State.PREPARED, "prepared", state);
			addIf(known.isAnnounced() && known.state() != State.ANNOUNCED, "announced", state);
			addIf(known.savedBy() != null, "save noted", state);
			addIf(known.asHeard, "as heard", state);
			Announcement delete = known.delete();
			addIf(delete != null && !delete.signalled(), "delete noted", state);
			addIf(known.isDeletePrepared(), "delete prepared", state);
			addIf(delete != null && delete.signalled(), "delete announced", state);
			return String.join(", ", state);
		}

		private static void addIf(boolean condition, String mark, List<String> state) {
			if (condition) {
				state.add(mark);
			}
		}

	}

}
