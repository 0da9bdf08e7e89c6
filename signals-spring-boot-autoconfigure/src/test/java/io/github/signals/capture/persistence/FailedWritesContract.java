package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import org.hibernate.StaleObjectStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.FailureSignal;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.capture.persistence.FailedWritesModel.Guest;
import io.github.signals.capture.persistence.FailedWritesModel.Guests;
import io.github.signals.capture.persistence.FailedWritesModel.Room;
import io.github.signals.capture.persistence.FailedWritesModel.Rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What receivers hear of saves and deletes that have failed (S10, S11). One room and one
 * guest are stored before each test; the rows are read without Hibernate.
 */
abstract class FailedWritesContract {

	private static final String CONSTRAINT = ConstraintViolationException.class.getSimpleName();

	@Autowired
	Signals signals;

	@Autowired
	EntityManager em;

	@Autowired
	EntityManagerFactory factory;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	PlatformTransactionManager manager;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Rooms rooms;

	@Autowired
	Guests guests;

	final List<String> heard = new ArrayList<>();

	private Room room = new Room();

	private Guest guest = new Guest();

	@BeforeEach
	void storeAndHear() {
		this.jdbc.execute("delete from failed_guest_children");
		this.jdbc.execute("delete from failed_guest");
		this.jdbc.execute("delete from failed_room");
		this.room = this.rooms.save(Room.of("blue"));
		this.guest = Guest.of("Ada");
		this.guest.room = this.room;
		this.guests.save(this.guest);
		this.signals.connect(ReceiverSpec.saveFailed(Room.class), (failed) -> note(failed, failed.instance().name));
		this.signals.connect(ReceiverSpec.saveFailed(Guest.class), (failed) -> note(failed, failed.instance().name));
		this.signals.connect(ReceiverSpec.deleteFailed(Room.class), (failed) -> note(failed, failed.instance().name));
		this.signals.connect(ReceiverSpec.deleteFailed(Guest.class), (failed) -> note(failed, failed.instance().name));
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	private void note(FailureSignal<?> failed, Object name) {
		String kind = failed.getClass().getSimpleName().replace("Failed", "").toLowerCase();
		this.heard.add(kind + " " + name + ": " + failed.cause().getSimpleName());
	}

	private List<String> rows() {
		return this.jdbc.queryForList("select name from failed_room union all select name from failed_guest order by 1",
				String.class);
	}

	private void nothingWasWritten() {
		assertThat(rows()).containsExactly("Ada", "blue");
	}

	private void fails(Runnable work) {
		assertThatException().isThrownBy(() -> inTransaction(work));
		nothingWasWritten();
	}

	private void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	private TransactionTemplate requiresNew() {
		TransactionTemplate template = new TransactionTemplate(this.manager);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

	private Room find() {
		return Objects.requireNonNull(this.em.find(Room.class, this.room.id));
	}

	@Test
	void aSaveThatAConstraintRefusesIsHeardOnce() {
		assertThatException().isThrownBy(() -> this.guests.save(Guest.of("Ada")));
		nothingWasWritten();
		assertThat(this.heard).containsExactly("save Ada: " + CONSTRAINT);
	}

	@Test
	void aSaveWhoseRowWaitsForTheCommitIsHeard() {
		assertThatException().isThrownBy(() -> this.rooms.save(Room.of("blue")));
		nothingWasWritten();
		assertThat(this.heard).containsExactly("save blue: " + CONSTRAINT);
	}

	@Test
	void aPersistThatInsertsAtOnceIsHeard() {
		fails(() -> this.em.persist(Guest.of("Ada")));
		assertThat(this.heard).containsExactly("save Ada: " + CONSTRAINT);
	}

	@Test
	void whatAFailedPersistCascadesToIsHeardWithIt() {
		Guest parent = Guest.of("Bea");
		parent.children.add(Guest.of("Cid"));
		parent.children.add(Guest.of("Ada"));
		fails(() -> this.em.persist(parent));
		assertThat(this.heard).containsExactlyInAnyOrder("save Bea: " + CONSTRAINT, "save Cid: " + CONSTRAINT,
				"save Ada: " + CONSTRAINT);
	}

	@Test
	void aFlushOfTheApplicationIsHeardWithAllThatItWasToWrite() {
		fails(() -> {
			this.em.persist(Room.of("red"));
			this.em.persist(Room.of("blue"));
			find().name = "green";
			this.em.persist(Room.of("green"));
			this.em.flush();
		});
		assertThat(this.heard).containsExactlyInAnyOrder("save red: " + CONSTRAINT, "save blue: " + CONSTRAINT,
				"save green: " + CONSTRAINT, "save green: " + CONSTRAINT);
	}

	@Test
	void theFlushAtTheCommitIsHeard() {
		fails(() -> {
			this.em.persist(Room.of("red"));
			this.em.persist(Room.of("blue"));
		});
		assertThat(this.heard).containsExactlyInAnyOrder("save red: " + CONSTRAINT, "save blue: " + CONSTRAINT);
	}

	@Test
	void theFlushBeforeAQueryIsHeard() {
		fails(() -> {
			this.em.persist(Room.of("blue"));
			this.rooms.count();
		});
		assertThat(this.heard).containsExactly("save blue: " + CONSTRAINT);
	}

	@Test
	void whatAnEarlierFlushHasWrittenHasNotFailed() {
		this.signals.connect(ReceiverSpec.postSave(Room.class).delivery(Delivery.AFTER_ROLLBACK),
				(saved) -> this.heard.add("undone " + saved.instance().name));
		fails(() -> {
			this.em.persist(Room.of("red"));
			this.em.flush();
			this.em.persist(Room.of("blue"));
		});
		assertThat(this.heard).contains("undone red", "save blue: " + CONSTRAINT)
			.doesNotContain("save red: " + CONSTRAINT);
	}

	@Test
	void aChangeThatSomebodyElseHasOvertakenIsHeard() {
		fails(() -> {
			Room room = find();
			this.jdbc.update("update failed_room set version = 7");
			room.name = "green";
		});
		assertThat(this.heard).hasSize(1);
		assertThat(this.heard.get(0)).startsWith("save green: ").contains("Stale");
	}

	@Test
	void aDetachedEntityThatIsOutdatedIsHeard() {
		Room detached = Objects.requireNonNull(this.transaction.execute((status) -> find()));
		this.jdbc.update("update failed_room set version = 7");
		detached.name = "green";
		assertThatException().isThrownBy(() -> this.rooms.save(detached));
		nothingWasWritten();
		assertThat(this.heard).hasSize(1);
		assertThat(this.heard.get(0)).startsWith("save green: ")
			.containsAnyOf(StaleObjectStateException.class.getSimpleName(),
					OptimisticLockException.class.getSimpleName());
	}

	// S19
	@Test
	void aFailureTellsTheCallThatWasToMakeTheWrite() {
		this.signals.connect(ReceiverSpec.saveFailed(Room.class),
				(failed) -> this.heard.add(failed.instance().name + " by " + failed.context().origin()));
		this.signals.connect(ReceiverSpec.deleteFailed(Room.class),
				(failed) -> this.heard.add(failed.instance().name + " by " + failed.context().origin()));
		assertThatException().isThrownBy(() -> this.rooms.saveAndFlush(Room.of("blue")));
		assertThat(this.heard).endsWith("blue by REPOSITORY").hasSize(2);
		fails(() -> this.em.persist(Room.of("blue")));
		assertThat(this.heard).endsWith("blue by FLUSH").hasSize(4);
		fails(() -> {
			this.rooms.deleteById(Objects.requireNonNull(this.room.id));
			this.em.flush();
		});
		assertThat(this.heard).endsWith("blue by REPOSITORY").hasSize(6);
		Room outdated = Objects.requireNonNull(this.transaction.execute((status) -> find()));
		this.jdbc.update("update failed_room set version = 7");
		outdated.name = "green";
		assertThatException().isThrownBy(() -> this.rooms.save(outdated));
		assertThat(this.heard).endsWith("green by REPOSITORY").hasSize(8);
	}

	@Test
	void aVetoBeforeASaveIsHeard() {
		this.signals.connect(ReceiverSpec.preSave(Room.class), (saved) -> {
			throw new IllegalStateException("no");
		});
		assertThatException().isThrownBy(() -> this.rooms.save(Room.of("red")));
		assertThat(this.heard).containsExactly("save red: ReceiverException");
		this.heard.clear();
		fails(() -> this.em.persist(Room.of("gray")));
		assertThat(this.heard).containsExactly("save gray: ReceiverException");
		this.heard.clear();
		fails(() -> find().name = "green");
		assertThat(this.heard).containsExactly("save green: " + ReceiverException.class.getSimpleName());
	}

	@Test
	void aVetoAfterASaveIsHeard() {
		this.signals.connect(ReceiverSpec.postSave(Room.class), (saved) -> {
			throw new IllegalStateException("no");
		});
		assertThatException().isThrownBy(() -> this.rooms.save(Room.of("red")));
		assertThat(this.heard).containsExactly("save red: ReceiverException");
		this.heard.clear();
		fails(() -> {
			find().name = "green";
			this.em.persist(Room.of("gray"));
		});
		assertThat(this.heard).containsExactlyInAnyOrder("save green: ReceiverException",
				"save gray: ReceiverException");
	}

	@Test
	void allOfABatchAreHeard() {
		assertThatException()
			.isThrownBy(() -> this.guests.saveAll(List.of(Guest.of("Bea"), Guest.of("Ada"), Guest.of("Cid"))));
		nothingWasWritten();
		assertThat(this.heard).containsExactly("save Bea: " + CONSTRAINT, "save Ada: " + CONSTRAINT,
				"save Cid: " + CONSTRAINT);
	}

	@Test
	void aDeleteThatAForeignKeyPreventsIsHeard() {
		assertThatException().isThrownBy(() -> this.rooms.deleteById(Objects.requireNonNull(this.room.id)));
		nothingWasWritten();
		assertThat(this.heard).containsExactly("delete blue: " + CONSTRAINT);
		this.heard.clear();
		fails(() -> this.em.remove(find()));
		assertThat(this.heard).containsExactly("delete blue: " + CONSTRAINT);
	}

	@Test
	void aVetoBeforeADeleteIsHeard() {
		this.signals.connect(ReceiverSpec.preDelete(Guest.class), (deleted) -> {
			throw new IllegalStateException("no");
		});
		assertThatException().isThrownBy(() -> this.guests.delete(this.guest));
		nothingWasWritten();
		assertThat(this.heard).containsExactly("delete Ada: ReceiverException");
	}

	@Test
	void aTransactionOfItsOwnFailsAloneInOneThatCommits() {
		inTransaction(() -> {
			this.em.persist(Room.of("red"));
			assertThatException().isThrownBy(
					() -> requiresNew().executeWithoutResult((status) -> this.rooms.saveAndFlush(Room.of("blue"))));
			assertThat(this.heard).containsExactly("save blue: " + CONSTRAINT);
		});
		assertThat(rows()).containsExactly("Ada", "blue", "red");
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void nothingIsHeardIfTheExceptionIsCaughtAndTheTransactionCommits() {
		this.signals.connect(ReceiverSpec.preSave(Room.class).condition("instance.name == 'red'"), (saved) -> {
			throw new IllegalStateException("no");
		});
		AbstractPlatformTransactionManager lenient = (AbstractPlatformTransactionManager) this.manager;
		lenient.setGlobalRollbackOnParticipationFailure(false);
		try {
			inTransaction(() -> {
				assertThatException().isThrownBy(() -> this.rooms.save(Room.of("red")));
				this.em.persist(Room.of("gray"));
			});
		}
		finally {
			lenient.setGlobalRollbackOnParticipationFailure(true);
		}
		assertThat(this.heard).isEmpty();
		assertThat(rows()).containsExactly("Ada", "blue", "gray");
	}

	@Test
	void nothingIsHeardOfWhatIsWritten() {
		inTransaction(() -> {
			find().name = "green";
			this.em.persist(Room.of("red"));
			this.guests.save(Guest.of("Bea"));
			this.guests.delete(this.guests.findById(Objects.requireNonNull(this.guest.id)).orElseThrow());
		});
		assertThat(rows()).containsExactly("Bea", "green", "red");
		assertThat(this.heard).isEmpty();
	}

	@Test
	void nothingIsHeardIfTheApplicationRollsBackWhatHasNotFailed() {
		this.transaction.executeWithoutResult((status) -> {
			this.em.persist(Guest.of("Bea"));
			this.rooms.save(Room.of("red"));
			status.setRollbackOnly();
		});
		nothingWasWritten();
		assertThat(this.heard).isEmpty();
	}

	@Test
	void aTransactionOfTheApplicationIsHeard() {
		EntityManager own = this.factory.createEntityManager();
		try {
			own.getTransaction().begin();
			own.persist(Room.of("blue"));
			assertThatException().isThrownBy(() -> own.getTransaction().commit());
		}
		finally {
			own.close();
		}
		nothingWasWritten();
		assertThat(this.heard).containsExactly("save blue: " + CONSTRAINT);
	}

	@Test
	void aMutedSaveIsNotHeard() {
		this.signals.mute(() -> assertThatException().isThrownBy(() -> this.guests.save(Guest.of("Ada"))));
		assertThat(this.heard).isEmpty();
	}

	@Test
	void aConditionReadsTheCause() {
		this.signals.connect(
				ReceiverSpec.saveFailed(Guest.class)
					.condition("signal.cause.simpleName == 'ConstraintViolationException' and instance.name == 'Ada'"),
				(failed) -> this.heard.add("condition"));
		this.signals.connect(ReceiverSpec.saveFailed(Guest.class).condition("signal.cause.simpleName == 'Other'"),
				(failed) -> this.heard.add("other"));
		fails(() -> this.em.persist(Guest.of("Ada")));
		assertThat(this.heard).containsExactly("save Ada: " + CONSTRAINT, "condition");
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = FailedWritesModel.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*FailedWritesModel[$].*"),
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*FailedWritesModel[$]).*$"))
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			HibernateJpaAutoConfiguration.class, TransactionAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, SignalsAutoConfiguration.class,
			SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class })
	static class Application {

	}

}
