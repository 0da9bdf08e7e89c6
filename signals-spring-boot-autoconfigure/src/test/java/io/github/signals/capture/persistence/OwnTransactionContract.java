package io.github.signals.capture.persistence;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.capture.persistence.OwnTransactionModel.Album;
import io.github.signals.capture.persistence.OwnTransactionModel.Label;
import io.github.signals.capture.persistence.OwnTransactionModel.Lists;
import io.github.signals.capture.persistence.OwnTransactionModel.Way;
import io.github.signals.capture.persistence.OwnTransactionModel.Work;
import io.github.signals.testing.LoggedEvents;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.ASYNC;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static io.github.signals.Delivery.IN_TRANSACTION;
import static io.github.signals.capture.persistence.OwnTransactionModel.inTransaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Signals of a session follow the transaction of that session, which the application
 * itself has begun (S11, P65).
 */
abstract class OwnTransactionContract {

	@Autowired
	Signals signals;

	@Autowired
	EntityManagerFactory factory;

	@Autowired
	PlatformTransactionManager manager;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Lists lists;

	@PersistenceContext
	EntityManager em;

	final List<String> heard = new CopyOnWriteArrayList<>();

	Album stored = Album.of("stored");

	@BeforeEach
	void store() {
		this.jdbc.update("delete from album_labels");
		this.jdbc.update("delete from album");
		this.stored = Album.of("stored");
		transaction().executeWithoutResult((status) -> this.em.persist(this.stored));
		this.lists.heard.clear();
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers()
			.stream()
			.map(ReceiverInfo::uid)
			.filter((uid) -> !uid.startsWith("list."))
			.forEach(this.signals::disconnect);
	}

	TransactionTemplate transaction() {
		return new TransactionTemplate(this.manager);
	}

	/** Note what is heard, such as "AFTER_COMMIT stored 0>1" for an update. */
	void hear(Delivery... deliveries) {
		for (Delivery delivery : deliveries) {
			this.signals.connect(ReceiverSpec.postSave(Album.class).delivery(delivery),
					(saved) -> this.heard.add(delivery + " " + tell(saved)));
			this.signals.connect(ReceiverSpec.postDelete(Album.class).delivery(delivery),
					(deleted) -> this.heard.add(delivery + " deleted " + deleted.instance().name));
		}
	}

	private static String tell(PostSave<Album> saved) {
		return saved.created() ? "created " + saved.instance().name + " " + saved.instance().plays
				: saved.instance().name + " " + saved.changes().before("plays") + ">" + saved.changes().after("plays");
	}

	void commit(Way way, Consumer<Work> work) {
		way.run(this.factory, true, work);
	}

	void rollBack(Way way, Consumer<Work> work) {
		way.run(this.factory, false, work);
	}

	List<String> rows() {
		return this.jdbc.queryForList("select concat(name, ' ', plays) from album order by id", String.class);
	}

	@ParameterizedTest
	@EnumSource
	void eachDeliveryRunsAtItsTime(Way way) {
		hear(IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK);
		commit(way, (work) -> {
			work.insert(Album.of("new"));
			work.play(this.stored, 1);
			assertThat(this.heard).containsExactly("IN_TRANSACTION created new 0", "IN_TRANSACTION stored 0>1");
		});
		assertThat(this.heard).containsExactly("IN_TRANSACTION created new 0", "IN_TRANSACTION stored 0>1",
				"BEFORE_COMMIT created new 0", "BEFORE_COMMIT stored 0>1", "AFTER_COMMIT created new 0",
				"AFTER_COMMIT stored 0>1");
		assertThat(rows()).containsExactly("stored 1", "new 0");
	}

	@ParameterizedTest
	@EnumSource
	void aRollbackIsHeardAsOne(Way way) {
		hear(BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK, ASYNC);
		rollBack(way, (work) -> {
			work.insert(Album.of("new"));
			work.play(this.stored, 1);
			assertThat(this.heard).isEmpty();
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created new 0", "AFTER_ROLLBACK stored 0>1");
		assertThat(rows()).containsExactly("stored 0");
		this.heard.clear();
		commit(way, (work) -> work.play(this.stored, 2));
		await().until(() -> this.heard.contains("ASYNC stored 0>2"));
		assertThat(this.heard).containsExactlyInAnyOrder("BEFORE_COMMIT stored 0>2", "AFTER_COMMIT stored 0>2",
				"ASYNC stored 0>2");
	}

	@ParameterizedTest
	@EnumSource
	void asynchronousReceiversFindTheRow(Way way) {
		List<String> found = new CopyOnWriteArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(Album.class).delivery(ASYNC), (saved) -> found.addAll(rows()));
		commit(way, (work) -> {
			work.play(this.stored, 1);
			assertThat(found).isEmpty();
		});
		await().untilAsserted(() -> assertThat(found).containsExactly("stored 1"));
	}

	@ParameterizedTest
	@EnumSource // S10
	void theNetChangeSpansSeveralFlushes(Way way) {
		hear(BEFORE_COMMIT, AFTER_COMMIT);
		commit(way, (work) -> {
			Album created = Album.of("created");
			work.insert(created);
			work.play(created, 5);
			Album nothing = Album.of("nothing");
			work.insert(nothing);
			work.delete(nothing);
			work.play(this.stored, 1);
			work.play(this.stored, 2);
		});
		assertThat(this.heard).containsExactly("BEFORE_COMMIT created created 5", "BEFORE_COMMIT stored 0>2",
				"AFTER_COMMIT created created 5", "AFTER_COMMIT stored 0>2");
		this.heard.clear();
		commit(way, (work) -> {
			work.play(this.stored, 3);
			work.play(this.stored, 2);
		});
		assertThat(this.heard).isEmpty();
		commit(way, (work) -> {
			work.play(this.stored, 9);
			work.delete(this.stored);
		});
		assertThat(this.heard).containsExactly("BEFORE_COMMIT deleted stored", "AFTER_COMMIT deleted stored");
	}

	@ParameterizedTest
	@EnumSource // S11
	void insideOfATransactionOfSpringItCommitsByItself(Way way) {
		hear(BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK);
		transaction().executeWithoutResult((outer) -> {
			this.em.persist(Album.of("outer"));
			this.em.flush();
			commit(way, (work) -> {
				work.insert(Album.of("own"));
				assertThat(this.heard).isEmpty();
			});
			assertThat(this.heard).containsExactly("BEFORE_COMMIT created own 0", "AFTER_COMMIT created own 0");
			this.heard.clear();
			this.em.persist(Album.of("another"));
			outer.setRollbackOnly();
		});
		assertThat(this.heard).containsExactlyInAnyOrder("AFTER_ROLLBACK created outer 0");
		assertThat(rows()).containsExactly("stored 0", "own 0");
	}

	@ParameterizedTest
	@EnumSource // S11
	void insideOfATransactionOfSpringItRollsBackByItself(Way way) {
		hear(BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK);
		transaction().executeWithoutResult((outer) -> {
			rollBack(way, (work) -> work.insert(Album.of("own")));
			assertThat(this.heard).containsExactly("AFTER_ROLLBACK created own 0");
			this.em.persist(Album.of("outer"));
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created own 0", "BEFORE_COMMIT created outer 0",
				"AFTER_COMMIT created outer 0");
		assertThat(rows()).containsExactly("stored 0", "outer 0");
	}

	@ParameterizedTest
	@EnumSource // S11: one around the other, each with its own
	void severalOfThemAreIndependent(Way way) {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		commit(Way.STATELESS_SESSION, (outer) -> {
			outer.insert(Album.of("outer"));
			rollBack(way, (work) -> work.insert(Album.of("undone")));
			commit(way, (work) -> work.insert(Album.of("inner")));
			assertThat(this.heard).containsExactly("AFTER_ROLLBACK created undone 0", "AFTER_COMMIT created inner 0");
		});
		assertThat(this.heard).endsWith("AFTER_COMMIT created outer 0").hasSize(3);
		assertThat(rows()).containsExactlyInAnyOrder("stored 0", "outer 0", "inner 0");
	}

	@ParameterizedTest
	@EnumSource // S11: what Spring manages inside of it is on its own, too
	void aTransactionOfSpringInsideOfItKeepsItsOwnSignals(Way way) {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		rollBack(way, (work) -> {
			work.insert(Album.of("own"));
			transaction().executeWithoutResult((status) -> this.em.persist(Album.of("spring")));
			assertThat(this.heard).containsExactly("AFTER_COMMIT created spring 0");
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT created spring 0", "AFTER_ROLLBACK created own 0");
		assertThat(rows()).containsExactly("stored 0", "spring 0");
	}

	@ParameterizedTest
	@EnumSource // S10
	void aListIsHeardOnceWithAllOfThem(Way way) {
		rollBack(way, (work) -> {
			work.insert(Album.of("undone"));
			work.play(this.stored, 1);
		});
		commit(way, (work) -> {
			work.insert(Album.of("a"));
			work.insert(Album.of("b"));
		});
		assertThat(this.lists.heard).containsExactly("undone [undone, stored]", "done [a, b]");
	}

	@ParameterizedTest
	@EnumSource // P12: its row locks are released by then
	void aReceiverAfterTheCommitMayWriteTheSameRow(Way way) {
		this.jdbc.setQueryTimeout(5);
		this.signals.connect(ReceiverSpec.postSave(Album.class).delivery(AFTER_COMMIT),
				(saved) -> this.jdbc.update("update album set plays = plays + 10 where id = ?", saved.instance().id));
		this.signals.connect(ReceiverSpec.postSave(Album.class).delivery(AFTER_ROLLBACK),
				(saved) -> this.jdbc.update("update album set plays = plays + 100 where id = ?", saved.instance().id));
		try (LoggedEvents logged = new LoggedEvents()) {
			commit(way, (work) -> work.play(this.stored, 1));
			assertThat(rows()).containsExactly("stored 11");
			rollBack(way, (work) -> work.play(this.stored, 2));
			assertThat(rows()).containsExactly("stored 111");
			assertThat(logged.errors()).isEmpty();
		}
		finally {
			this.jdbc.setQueryTimeout(-1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aReceiverBeforeTheCommitMayVeto(Way way) {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.signals.connect(ReceiverSpec.postSave(Album.class).uid("veto").delivery(BEFORE_COMMIT), (saved) -> {
			throw new IllegalStateException("Vetoed");
		});
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> commit(way, (work) -> work.insert(Album.of("new"))))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining(ReceiverException.class.getName())
				.hasStackTraceContaining("Vetoed"));
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created new 0");
		assertThat(rows()).containsExactly("stored 0");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STATELESS_SESSION") // S10, S13
	void theFlushAtTheCommitIsHeardByEachDelivery(Way way) {
		hear(IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT);
		if (way == Way.ENTITY_MANAGER) {
			try (EntityManager own = this.factory.createEntityManager()) {
				inTransaction(own.getTransaction(), true, () -> own.find(Album.class, this.stored.id).plays = 1);
			}
		}
		else {
			this.factory.unwrap(SessionFactory.class)
				.inTransaction((session) -> session.find(Album.class, this.stored.id).plays = 1);
		}
		assertThat(this.heard).containsExactly("IN_TRANSACTION stored 0>1", "BEFORE_COMMIT stored 0>1",
				"AFTER_COMMIT stored 0>1");
	}

	@Test // S6, S13
	void whatAReceiverBeforeTheCommitChangesIsWrittenAndHeard() {
		this.signals.connect(ReceiverSpec.postSave(Album.class).delivery(BEFORE_COMMIT), (saved) -> {
			this.heard.add("before " + saved.instance().plays);
			if (saved.instance().plays < 3) {
				saved.instance().plays++;
			}
		});
		hear(AFTER_COMMIT);
		try (EntityManager own = this.factory.createEntityManager()) {
			inTransaction(own.getTransaction(), true, () -> own.find(Album.class, this.stored.id).plays = 1);
		}
		assertThat(rows()).containsExactly("stored 3");
		assertThat(this.heard).containsExactly("before 1", "before 2", "before 3", "AFTER_COMMIT stored 0>3");
	}

	@Test // S8
	void aStatementIsHeardWhenItsTransactionHasEnded() {
		for (Delivery delivery : List.of(IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK)) {
			this.signals.connect(ReceiverSpec.bulkWrite(Album.class).delivery(delivery),
					(bulk) -> this.heard.add(delivery + " " + bulk.rows()));
		}
		for (boolean commit : new boolean[] { true, false }) {
			this.heard.clear();
			try (EntityManager own = this.factory.createEntityManager()) {
				inTransaction(own.getTransaction(), commit, () -> {
					own.createQuery("update album set plays = 4").executeUpdate();
					assertThat(this.heard).containsExactly("IN_TRANSACTION 1");
				});
			}
			assertThat(this.heard)
				.containsExactly(commit ? new String[] { "IN_TRANSACTION 1", "BEFORE_COMMIT 1", "AFTER_COMMIT 1" }
						: new String[] { "IN_TRANSACTION 1", "AFTER_ROLLBACK 1" });
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STATELESS_SESSION")
	void aCollectionIsHeardWhenItsTransactionHasEnded(Way way) {
		Label label = Label.of("jazz");
		transaction().executeWithoutResult((status) -> this.em.persist(label));
		for (Delivery delivery : List.of(IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK)) {
			this.signals.connect(ReceiverSpec.collectionChange(Album.class).delivery(delivery),
					(change) -> this.heard.add(delivery + " +" + change.added().size()));
		}
		for (boolean commit : new boolean[] { false, true }) {
			this.heard.clear();
			try (EntityManager own = this.factory.createEntityManager()) {
				inTransaction(own.getTransaction(), commit, () -> {
					own.find(Album.class, this.stored.id).labels.add(own.find(Label.class, label.id));
					own.flush();
					assertThat(this.heard).containsExactly("IN_TRANSACTION +1");
				});
			}
			assertThat(this.heard)
				.containsExactly(commit ? new String[] { "IN_TRANSACTION +1", "BEFORE_COMMIT +1", "AFTER_COMMIT +1" }
						: new String[] { "IN_TRANSACTION +1", "AFTER_ROLLBACK +1" });
		}
	}

	@Test
	void oneEntityManagerMayHaveManyTransactions() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		try (EntityManager own = this.factory.createEntityManager()) {
			for (int i = 1; i <= 4; i++) {
				int plays = i;
				inTransaction(own.getTransaction(), i % 2 == 0, () -> {
					own.find(Album.class, this.stored.id).plays = plays;
					own.flush();
				});
			}
		}
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK stored 0>1", "AFTER_COMMIT stored 0>2",
				"AFTER_ROLLBACK stored 2>3", "AFTER_COMMIT stored 2>4");
	}

	@Test
	void anEntityManagerThatIsClosedBeforeTheCommitIsHeardAfterIt() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		EntityManager own = this.factory.createEntityManager();
		own.getTransaction().begin();
		own.find(Album.class, this.stored.id).plays = 1;
		Session session = own.unwrap(Session.class);
		own.flush();
		org.hibernate.Transaction transaction = session.getTransaction();
		session.close();
		List<String> before = List.copyOf(this.heard);
		transaction.commit();
		assertThat(before).isEmpty();
		assertThat(this.heard).containsExactly("AFTER_COMMIT stored 0>1");
		assertThat(rows()).containsExactly("stored 1");
	}

	@Test // S11: the session that shares a connection shares its transaction
	void aSessionThatSharesTheConnectionSharesTheTransaction() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		for (boolean commit : new boolean[] { false, true }) {
			this.heard.clear();
			try (Session own = this.factory.unwrap(SessionFactory.class).openSession()) {
				inTransaction(own.getTransaction(), commit, () -> {
					own.persist(Album.of("parent"));
					try (Session child = own.sessionWithOptions().connection().openSession()) {
						child.persist(Album.of("child"));
						child.flush();
					}
					assertThat(this.heard).isEmpty();
					own.flush();
				});
			}
			String outcome = commit ? "AFTER_COMMIT" : "AFTER_ROLLBACK";
			assertThat(this.heard).containsExactlyInAnyOrder(outcome + " created parent 0",
					outcome + " created child 0");
		}
	}

	@Test // S11: each statement is committed by itself
	void aStatelessSessionWithoutATransactionIsHeardAtOnce() {
		hear(BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK);
		try (StatelessSession session = this.factory.unwrap(SessionFactory.class).openStatelessSession()) {
			session.insert(Album.of("alone"));
			assertThat(this.heard).containsExactly("BEFORE_COMMIT created alone 0", "AFTER_COMMIT created alone 0");
		}
	}

	@Test // S11: each statement is committed by itself
	void aStatelessSessionWithoutATransactionInsideOfOneIsHeardAtOnce() {
		hear(BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK);
		transaction().executeWithoutResult((status) -> {
			try (StatelessSession session = this.factory.unwrap(SessionFactory.class).openStatelessSession()) {
				session.insert(Album.of("alone"));
				assertThat(this.heard).containsExactly("BEFORE_COMMIT created alone 0", "AFTER_COMMIT created alone 0");
			}
			status.setRollbackOnly();
		});
		assertThat(this.heard).hasSize(2);
		assertThat(rows()).containsExactly("stored 0", "alone 0");
	}

	@Test // S11: as libraries do that hand over the connection of the transaction
	void aStatelessSessionOnTheConnectionOfSpringFollowsItsTransaction() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		transaction().executeWithoutResult((status) -> {
			this.em.unwrap(Session.class).doWork((connection) -> {
				try (StatelessSession session = this.factory.unwrap(SessionFactory.class)
					.openStatelessSession(connection)) {
					session.insert(Album.of("joined"));
				}
			});
			assertThat(this.heard).isEmpty();
			status.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created joined 0");
		assertThat(rows()).containsExactly("stored 0");
	}

	@Test // S11: what joins the session of Spring, joins its transaction
	void aSessionThatSharesTheConnectionOfSpringFollowsItsTransaction() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		transaction().executeWithoutResult((status) -> {
			try (Session child = this.em.unwrap(Session.class).sessionWithOptions().connection().openSession()) {
				child.persist(Album.of("child"));
				child.flush();
			}
			assertThat(this.heard).isEmpty();
			status.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created child 0");
	}

	@Test // S10: its settlement is never reached
	void whatAFlushHasWrittenThatFailsIsHeardAsUndone() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.factory.unwrap(SessionFactory.class).inTransaction((session) -> {
				session.persist(Album.of("first"));
				session.persist(Album.of("x".repeat(300)));
				session.flush();
			}));
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created first 0");
		assertThat(rows()).containsExactly("stored 0");
	}

	@Test
	void aSessionThatIsLeftOpenIsHeardByNobodyAndNamed() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		try (LoggedEvents logged = new LoggedEvents()) {
			StatelessSession session = this.factory.unwrap(SessionFactory.class).openStatelessSession();
			session.beginTransaction();
			session.insert(Album.of("left"));
			session.close();
			assertThat(this.heard).isEmpty();
			assertThat(logged.messages())
				.anySatisfy((message) -> assertThat(message).contains("closed in the middle", Album.class.getName()));
		}
	}

}
