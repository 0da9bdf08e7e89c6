package io.github.signals.capture.persistence.oracle;

import java.util.List;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;

import io.github.signals.CollectionChange;
import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.PreSaveReceiver;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.capture.persistence.oracle.OracleModel.Cover;
import io.github.signals.capture.persistence.oracle.OracleModel.Document;
import io.github.signals.capture.persistence.oracle.OracleModel.Folder;
import io.github.signals.capture.persistence.oracle.OracleModel.Gadget;
import io.github.signals.capture.persistence.oracle.OracleModel.Journal;
import io.github.signals.capture.persistence.oracle.OracleModel.Line;
import io.github.signals.capture.persistence.oracle.OracleModel.Memo;
import io.github.signals.capture.persistence.oracle.OracleModel.Person;
import io.github.signals.capture.persistence.oracle.OracleModel.Purchase;
import io.github.signals.capture.persistence.oracle.OracleModel.Refusal;
import io.github.signals.capture.persistence.oracle.OracleModel.Tag;
import io.github.signals.capture.persistence.oracle.OracleModel.Team;
import io.github.signals.capture.persistence.oracle.OracleModel.Vehicle;

/**
 * The receivers: those that only note what they hear, and those that write, query or
 * refuse.
 */
final class Receivers {

	private static final List<Class<?>> SENDERS = List.of(Person.class, Team.class, Tag.class, Vehicle.class,
			Purchase.class, Line.class, Journal.class, Folder.class, Document.class, Cover.class, Gadget.class,
			Memo.class);

	final Heard beforeCommit = new Heard();

	final Heard afterCommit = new Heard();

	final Heard afterRollback = new Heard();

	final Wholes wholes = new Wholes();

	final Wholes wholesBeforeCommit = new Wholes();

	final Turns turns = new Turns();

	/** Whether receivers before saves query and flush. */
	boolean querying;

	private boolean hearsBefore;

	private boolean hearsBeforeCommit;

	private int queries;

	private final Signals signals;

	private final EntityManager em;

	Receivers(Signals signals, EntityManager em) {
		this.signals = signals;
		this.em = em;
	}

	void connect() {
		connectWriting();
		connectRefusing();
		for (Class<?> sender : SENDERS) {
			connectTurns(sender);
			connect(sender, Delivery.AFTER_COMMIT, this.afterCommit);
			connect(sender, Delivery.AFTER_ROLLBACK, this.afterRollback);
		}
		if (Kind.chosen().contains(Kind.PARTS)) {
			connectWholes(Purchase.class, "*", Delivery.AFTER_COMMIT, this.wholes);
			connectWholes(Document.class, "cover", Delivery.AFTER_COMMIT, this.wholes);
			connectWholes(Purchase.class, "lines", Delivery.BEFORE_COMMIT, this.wholesBeforeCommit);
		}
		connectLinks(Delivery.AFTER_COMMIT, this.afterCommit);
		connectLinks(Delivery.AFTER_ROLLBACK, this.afterRollback);
	}

	private void connectWriting() {
		this.signals.connect(ReceiverSpec.postSave(Purchase.class).uid("log"), (saved) -> {
			Journal journal = new Journal();
			journal.text = (saved.created() ? "created " : "updated ") + saved.instance().code;
			this.em.persist(journal);
		});
		this.signals.connect(ReceiverSpec.postSave(Line.class).uid("touch"), (saved) -> {
			Purchase purchase = saved.instance().purchase;
			if (purchase != null && this.em.contains(purchase)) {
				purchase.touched++;
			}
		});
	}

	private void connectRefusing() {
		this.signals.connect(ReceiverSpec.postSave(Person.class).uid("refuse"), (saved) -> {
			if (saved.instance().name.startsWith("vetoed")) {
				throw new Refusal();
			}
		});
	}

	private void query(String query, String name) {
		if (this.querying) {
			this.em.createQuery(query, Long.class).setParameter("name", name).getSingleResult();
			if (this.queries++ % 4 == 0) {
				this.em.flush();
			}
		}
	}

	/**
	 * Start a history.
	 * @param querying whether receivers before saves query
	 * @param before whether there are receivers before each save and delete
	 * @param beforeCommit whether there are receivers before the commit
	 */
	void begin(boolean querying, boolean before, boolean beforeCommit) {
		this.querying = querying;
		this.queries = 0;
		if (before != this.hearsBefore) {
			this.hearsBefore = before;
			SENDERS.forEach(this::toggleBefore);
		}
		if (beforeCommit != this.hearsBeforeCommit) {
			this.hearsBeforeCommit = beforeCommit;
			toggleBeforeCommit();
		}
		clear();
	}

	boolean hearBefore() {
		return this.hearsBefore;
	}

	boolean hearBeforeCommit() {
		return this.hearsBeforeCommit;
	}

	private <T> void toggleBefore(Class<T> sender) {
		String save = "before save " + sender.getSimpleName();
		String delete = "before delete " + sender.getSimpleName();
		if (this.hearsBefore) {
			this.signals.connect(ReceiverSpec.preSave(sender).uid(save).order(-9), this.turns::before);
			this.signals.connect(ReceiverSpec.preSave(sender).uid(save + " at last"), this.turns.foretold::prepared);
			this.signals.connect(ReceiverSpec.preDelete(sender).uid(delete).order(-9), this.turns::before);
		}
		else {
			this.signals.disconnect(save);
			this.signals.disconnect(save + " at last");
			this.signals.disconnect(delete);
		}
	}

	private void toggleBeforeCommit() {
		if (this.hearsBeforeCommit) {
			SENDERS.forEach((sender) -> connect(sender, Delivery.BEFORE_COMMIT, this.beforeCommit));
			connectLinks(Delivery.BEFORE_COMMIT, this.beforeCommit);
			return;
		}
		for (Class<?> sender : SENDERS) {
			this.signals.disconnect(uid("saved", Delivery.BEFORE_COMMIT, sender));
			this.signals.disconnect(uid("deleted", Delivery.BEFORE_COMMIT, sender));
		}
		this.signals.disconnect(uid("links", Delivery.BEFORE_COMMIT, Object.class));
	}

	void clear() {
		this.wholes.clear();
		this.wholesBeforeCommit.clear();
		this.beforeCommit.clear();
		this.afterCommit.clear();
		this.afterRollback.clear();
	}

	private <T> void connectTurns(Class<T> sender) {
		String name = sender.getSimpleName();
		this.signals.connect(ReceiverSpec.postSave(sender).uid("replay " + name).order(-9), this.turns::saved);
		this.signals.connect(ReceiverSpec.postDelete(sender).uid("replay delete " + name).order(-9),
				this.turns::deleted);
	}

	private <T> void connect(Class<T> sender, Delivery delivery, Heard heard) {
		this.signals.connect(ReceiverSpec.postSave(sender).delivery(delivery).uid(uid("saved", delivery, sender)),
				(PostSave<T> saved) -> heard.saved(saved));
		this.signals.connect(ReceiverSpec.postDelete(sender).delivery(delivery).uid(uid("deleted", delivery, sender)),
				heard::deleted);
	}

	private <T> void connectWholes(Class<T> sender, String parts, Delivery delivery, Wholes wholes) {
		this.signals.connect(
				ReceiverSpec.postSave(sender).delivery(delivery).uid(uid("parts", delivery, sender)).parts(parts),
				(PostSave<T> saved) -> wholes.saved(saved));
	}

	private void connectLinks(Delivery delivery, Heard heard) {
		this.signals.connect(ReceiverSpec.<CollectionChange<?>>of(cast(CollectionChange.class))
			.delivery(delivery)
			.uid(uid("links", delivery, Object.class)), heard::links);
	}

	/** Do not ask what is going to be written, unlike lambdas. */
	static class Unasking {

		@Nullable Receivers receivers;

		@PreSaveReceiver(dispatchUid = "slug")
		void slug(Team team) {
			team.slug = "slug of " + team.name;
		}

		@Order(-5)
		@PreSaveReceiver(dispatchUid = "unique")
		void unique(Person person) {
			all().query("select count(p) from person p where p.name = :name", person.name);
		}

		@Order(-5)
		@PreSaveReceiver(dispatchUid = "unique team")
		void unique(Team team) {
			all().query("select count(t) from team t where t.name = :name", team.name);
		}

		@Order(-4)
		@PreSaveReceiver(dispatchUid = "count")
		void count(Team team) {
			if (all().querying) {
				team.saves++;
			}
		}

		private Receivers all() {
			return Objects.requireNonNull(this.receivers);
		}

	}

	private static String uid(String what, Delivery delivery, Class<?> sender) {
		return what + " " + delivery + " " + sender.getSimpleName();
	}

	@SuppressWarnings("unchecked")
	private static <T> Class<T> cast(Class<?> type) {
		return (Class<T>) type;
	}

}
