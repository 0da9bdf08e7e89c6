package io.github.signals.delivery.durable;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.delivery.durable.Parcel.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Durable calls of a session whose transaction the application has begun itself: recorded
 * on its own connection, before its commit (S11, S21, P65).
 */
abstract class OwnRecordingContract extends DurableTestBase {

	@Autowired
	EntityManagerFactory factory;

	private SessionFactory sessions() {
		return this.factory.unwrap(SessionFactory.class);
	}

	@Test
	void recordsInTheTransactionOfAnEntityManager() {
		this.delivery.stop();
		try (EntityManager own = this.factory.createEntityManager()) {
			own.getTransaction().begin();
			own.persist(new Parcel("committed"));
			own.flush();
			assertThat(records()).isZero();
			own.getTransaction().commit();
			assertThat(records()).isEqualTo(1);
			own.getTransaction().begin();
			own.persist(new Parcel("rolled back"));
			own.flush();
			own.getTransaction().rollback();
			assertThat(records()).isEqualTo(1);
		}
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("committed");
	}

	@Test
	void recordsInTheTransactionOfASession() {
		Parcel parcel = save("one");
		awaitAllDone();
		sessions().inTransaction((session) -> session.find(Parcel.class, parcel.getId()).status = Status.SENT);
		awaitAllDone();
		assertThat(this.script.of("updated")).hasSize(1);
		assertThat(this.script.of("status.changed")).hasSize(1);
		assertThat(this.script.of("updated").get(0).changes().after("status")).isEqualTo(Status.SENT);
	}

	@Test
	void recordsWhatWasDeletedWithItsLastState() {
		Parcel parcel = save("one");
		awaitAllDone();
		sessions().inTransaction((session) -> session.remove(session.find(Parcel.class, parcel.getId())));
		awaitHeard("deleted", 1);
		assertThat(this.script.names("deleted")).containsExactly("one");
	}

	@Test
	void recordsInTheTransactionOfAStatelessSession() {
		this.delivery.stop();
		try (StatelessSession own = sessions().openStatelessSession()) {
			Transaction transaction = own.beginTransaction();
			IntStream.range(0, 3).forEach((i) -> own.insert(new Parcel("p" + i)));
			assertThat(records()).isZero();
			transaction.commit();
			assertThat(records()).isEqualTo(3);
			transaction.begin();
			own.insert(new Parcel("rolled back"));
			transaction.rollback();
			assertThat(records()).isEqualTo(3);
		}
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactlyInAnyOrder("p0", "p1", "p2");
	}

	// A call that is made before the commit finds no row, and would be deleted.
	@Test
	void callsNobodyBeforeTheCommit() {
		CountDownLatch committed = new CountDownLatch(1);
		this.script.on("created",
				(call) -> assertThat(call.parcel().name.equals("one") && committed.getCount() > 0).isFalse());
		try (StatelessSession own = sessions().openStatelessSession()) {
			Transaction transaction = own.beginTransaction();
			own.insert(new Parcel("one"));
			save("another");
			assertThat(records()).isLessThan(2);
			committed.countDown();
			transaction.commit();
		}
		awaitHeard("created", 2);
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactlyInAnyOrder("another", "one");
	}

	@Test
	void recordsTheNetChangeOfSeveralFlushes() { // S10
		this.delivery.stop();
		Parcel parcel = save("one");
		this.jdbc.update("delete from signals_outbox");
		sessions().inTransaction((session) -> {
			Parcel nothing = new Parcel("nothing");
			session.persist(nothing);
			session.flush();
			session.remove(nothing);
			session.flush();
			Parcel found = session.find(Parcel.class, parcel.getId());
			found.name = "un";
			session.flush();
			found.name = "uno";
		});
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("created")).isEmpty();
		assertThat(this.script.of("deleted")).isEmpty();
		assertThat(this.script.of("updated")).hasSize(1);
		assertThat(this.script.of("updated").get(0).changes().before("name")).isEqualTo("one");
		assertThat(this.script.of("updated").get(0).changes().after("name")).isEqualTo("uno");
	}

	@Test
	void insideOfATransactionOfSpringEachHasItsOwnRecords() {
		this.delivery.stop();
		this.transaction.executeWithoutResult((outer) -> {
			save("outer");
			sessions().inTransaction((session) -> session.persist(new Parcel("own")));
			assertThat(records()).isEqualTo(1);
			outer.setRollbackOnly();
		});
		assertThat(records()).isEqualTo(1);
		this.transaction.executeWithoutResult((outer) -> {
			save("outer");
			try (EntityManager own = this.factory.createEntityManager()) {
				own.getTransaction().begin();
				own.persist(new Parcel("rolled back"));
				own.flush();
				own.getTransaction().rollback();
			}
			assertThat(records()).isEqualTo(1);
		});
		assertThat(records()).isEqualTo(2);
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactlyInAnyOrder("own", "outer");
	}

	@Test
	void recordsNothingOfACommitThatIsVetoed() {
		this.delivery.stop();
		this.signals.connect(ReceiverSpec.postSave(Parcel.class).uid("veto").delivery(Delivery.BEFORE_COMMIT),
				(saved) -> {
					throw new IllegalStateException("Vetoed");
				});
		try {
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> sessions().inTransaction((session) -> session.persist(new Parcel("vetoed"))));
		}
		finally {
			this.signals.disconnect("veto");
		}
		assertThat(records()).isZero();
		assertThat(this.parcels.findAll()).isEmpty();
	}

	// The first of two rows is written, and never flushed with the second.
	@Test
	void recordsNothingOfACommitThatFails() {
		this.delivery.stop();
		this.jdbc.execute("alter table parcel add constraint parcel_names unique (name)");
		try {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> sessions().inTransaction((session) -> {
				session.persist(new Parcel("first"));
				session.flush();
				session.persist(new Parcel("same"));
				session.persist(new Parcel("same"));
			}));
		}
		finally {
			this.jdbc.execute("alter table parcel drop constraint parcel_names");
		}
		assertThat(records()).isZero();
		assertThat(this.parcels.findAll()).isEmpty();
	}

	@Test
	void failsTheSaveIfTheCallCannotBeRecorded() {
		this.delivery.stop();
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.signals.withActor(new Object(),
					() -> sessions().inTransaction((session) -> session.persist(new Parcel("one")))))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("the actor"));
		assertThat(this.parcels.findAll()).isEmpty();
	}

	@Test
	void writesThousandsInTheTransaction() {
		this.delivery.stop();
		sessions()
			.inTransaction((session) -> IntStream.range(0, 2_500).forEach((i) -> session.persist(new Parcel("p" + i))));
		assertThat(records()).isEqualTo(2_500);
		this.jdbc.update("delete from signals_outbox");
		this.parcels.deleteAllInBatch();
		this.jdbc.update("delete from signals_outbox");
	}

	@Test
	void recordsWhatAStatementHasWritten() {
		Parcel parcel = save("one");
		awaitAllDone();
		try (EntityManager own = this.factory.createEntityManager()) {
			own.getTransaction().begin();
			own.createQuery("update Parcel p set p.name = 'two'").executeUpdate();
			own.getTransaction().rollback();
			own.getTransaction().begin();
			own.createQuery("update Parcel p set p.name = 'three'").executeUpdate();
			own.getTransaction().commit();
		}
		awaitHeard("bulk", 1);
		awaitAllDone();
		assertThat(this.script.of("bulk")).hasSize(1);
		assertThat(this.script.of("bulk").get(0).context().id()).isNotNull();
		assertThat(this.jdbc.queryForList("select name from parcel where id = ?", String.class, parcel.getId()))
			.isEqualTo(List.of("three"));
	}

}
