package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.validation.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.delivery.OutcomeModel.Bill;
import io.github.signals.delivery.OutcomeModel.Bills;
import io.github.signals.delivery.OutcomeModel.Stamp;
import io.github.signals.testing.LoggedEvents;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static io.github.signals.Delivery.IN_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * S10, S13, P63: what receivers and the caller hear of a commit that fails, whichever
 * other receivers exist.
 */
abstract class OutcomeContract {

	final List<String> heard = new ArrayList<>();

	@Autowired
	Signals signals;

	@Autowired
	PlatformTransactionManager manager;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Bills bills;

	@PersistenceContext
	EntityManager em;

	Bill given = new Bill();

	@BeforeEach
	void store() {
		this.jdbc.update("delete from bill");
		this.given = this.bills.save(Bill.of("given"));
	}

	@AfterEach
	void disconnect() {
		List.copyOf(this.signals.receivers())
			.stream()
			.map(ReceiverInfo::uid)
			.filter((uid) -> !uid.equals("stamps") && !uid.equals("list"))
			.forEach(this.signals::disconnect);
	}

	void hear(Delivery... deliveries) {
		for (Delivery delivery : deliveries) {
			this.signals.connect(ReceiverSpec.postSave(Bill.class).uid("" + delivery).delivery(delivery),
					(saved) -> this.heard
						.add(delivery + (saved.created() ? " created " : " updated ") + saved.instance().name));
			this.signals.connect(ReceiverSpec.postDelete(Bill.class).uid(delivery + " of deletes").delivery(delivery),
					(deleted) -> this.heard.add(delivery + " deleted " + deleted.instance().name));
		}
	}

	void inTransaction(Runnable work) {
		new TransactionTemplate(this.manager).executeWithoutResult((status) -> work.run());
	}

	Bill managed() {
		return Objects.requireNonNull(this.em.find(Bill.class, this.given.id));
	}

	List<String> rows() {
		return this.jdbc.queryForList("select name from bill order by id", String.class);
	}

	/**
	 * Fail on the way to a commit that writes an update, when an insert is written
	 * already.
	 */
	private Throwable fail(Failure failure) {
		if (failure == Failure.VETO) {
			this.signals.connect(ReceiverSpec.postSave(Bill.class).uid("veto").order(1), (saved) -> {
				if (saved.instance().name.equals("vetoed")) {
					throw new IllegalStateException("Vetoed");
				}
			});
		}
		try (LoggedEvents logged = new LoggedEvents()) {
			Throwable thrown = catchThrowable(() -> inTransaction(() -> {
				this.bills.saveAndFlush(Bill.of("written"));
				failure.prepare(managed());
			}));
			assertThat(logged.messages()).noneMatch((message) -> message.contains("REQUIRES_NEW"));
			assertThat(rows()).containsExactly("given");
			return thrown;
		}
	}

	@ParameterizedTest
	@EnumSource
	void tellsTheCallerWhatAReceiverOrTheApplicationHasThrown(Failure failure) {
		for (Delivery delivery : List.of(IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK)) {
			disconnect();
			hear(delivery);
			assertThat(fail(failure)).as("%s", delivery).isInstanceOf(failure.thrown);
		}
	}

	@ParameterizedTest
	@EnumSource
	void tellsReceiversAfterTheRollbackWhatWasWritten(Failure failure) {
		Set<Delivery> others = Set.of(IN_TRANSACTION, AFTER_COMMIT, BEFORE_COMMIT, AFTER_ROLLBACK);
		for (Delivery other : others) {
			disconnect();
			this.heard.clear();
			hear(AFTER_ROLLBACK);
			if (other != AFTER_ROLLBACK) {
				this.signals.connect(ReceiverSpec.postSave(Stamp.class).uid("other").delivery(other), (saved) -> {
				});
			}
			fail(failure);
			assertThat(this.heard).as("%s", other).first().isEqualTo("AFTER_ROLLBACK created written");
			assertThat(this.heard).as("%s", other)
				.hasSize((failure == Failure.VETO) ? 2 : 1)
				.allMatch((event) -> event.endsWith("written") || event.endsWith("updated vetoed"));
		}
	}

	// S11: nobody hears of a commit
	@ParameterizedTest
	@EnumSource
	void tellsNobodyOfACommit(Failure failure) {
		hear(AFTER_COMMIT);
		fail(failure);
		assertThat(this.heard).isEmpty();
	}

	// P63: what Spring takes for unknown, although the commit was never asked for
	@Test
	void hearsARollbackIfSomebodyThrowsWhatSpringTakesForAFailureOfTheCommit() {
		hear(AFTER_ROLLBACK);
		Throwable thrown = catchThrowable(() -> inTransaction(() -> {
			this.bills.saveAndFlush(Bill.of("written"));
			beforeCommit(() -> {
				throw new CannotCreateTransactionException("None left");
			});
		}));
		assertThat(thrown).isInstanceOf(CannotCreateTransactionException.class);
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created written");
		assertThat(rows()).containsExactly("given");
	}

	// P64: registered first, with the same order as ours
	@Test
	void letsReceiversBeforeTheCommitVetoWhatSomebodyElsesSynchronizationWrites() {
		this.signals.connect(ReceiverSpec.postSave(Bill.class).uid("veto").delivery(BEFORE_COMMIT), (saved) -> {
			if (saved.instance().name.startsWith("late")) {
				throw new IllegalStateException("Vetoed");
			}
		});
		for (Runnable work : List.<Runnable>of(() -> this.bills.save(Bill.of("late")),
				() -> this.bills.saveAndFlush(Bill.of("late flushed")), () -> managed().name = "late dirty")) {
			Throwable thrown = catchThrowable(() -> inTransaction(() -> {
				beforeCommit(work);
				this.bills.save(Bill.of("first"));
				beforeCommit(work);
			}));
			assertThat(thrown).isInstanceOf(ReceiverException.class);
			assertThat(rows()).containsExactly("given");
		}
	}

	// P64: each once, though the second comes after our synchronization
	@Test
	void tellsReceiversBeforeTheCommitTheNetChangeOfAllSynchronizations() {
		hear(BEFORE_COMMIT, AFTER_COMMIT);
		inTransaction(() -> {
			Bill bill = this.bills.save(Bill.of("first"));
			beforeCommit(() -> bill.name = "second");
			managed().name = "changed";
			beforeCommit(() -> this.bills.deleteById(Objects.requireNonNull(this.given.id)));
		});
		assertThat(this.heard).containsExactlyInAnyOrder("BEFORE_COMMIT created second",
				"BEFORE_COMMIT deleted changed", "AFTER_COMMIT created second", "AFTER_COMMIT deleted changed");
		assertThat(rows()).containsExactly("second");
	}

	static void beforeCommit(Runnable work) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				work.run();
			}

		});
	}

	// S10
	@Test
	void hearsNothingOfWhatWasSavedAndDeletedAndThenRolledBack() {
		hear(AFTER_ROLLBACK);
		rollBack(() -> this.bills.delete(this.bills.save(Bill.of("gone"))));
		rollBack(() -> this.bills.delete(this.bills.saveAndFlush(Bill.of("gone"))));
		rollBack(() -> {
			this.bills.delete(this.bills.saveAndFlush(Bill.of("gone")));
			this.bills.flush();
		});
		assertThat(this.heard).isEmpty();
	}

	// S10, P63, P76
	@Test
	void hearsAWrittenUpdateAndAnUnwrittenSaveOfARowOnce() {
		hear(AFTER_ROLLBACK);
		rollBack(() -> {
			managed().name = "second";
			this.em.flush();
			managed().name = "third";
			this.bills.save(managed());
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK updated third");
	}

	// S10, P63, P76
	@Test
	void hearsAWrittenUpdateAndAnUnwrittenDeleteOfARowAsDeleted() {
		hear(AFTER_ROLLBACK);
		rollBack(() -> {
			managed().name = "second";
			this.em.flush();
			this.bills.delete(managed());
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK deleted second");
	}

	final void rollBack(Runnable work) {
		new TransactionTemplate(this.manager).executeWithoutResult((status) -> {
			work.run();
			status.setRollbackOnly();
		});
		assertThat(rows()).containsExactly("given");
	}

	/**
	 * What fails on the way to the commit.
	 */
	enum Failure {

		VETO(ReceiverException.class),

		VALIDATION(ConstraintViolationException.class),

		CALLBACK(UnsupportedOperationException.class),

		SYNCHRONIZATION(UnsupportedOperationException.class);

		final Class<? extends Exception> thrown;

		Failure(Class<? extends Exception> thrown) {
			this.thrown = thrown;
		}

		void prepare(Bill bill) {
			switch (this) {
				case VETO -> bill.name = "vetoed";
				case VALIDATION -> bill.name = "longer than any bill may be";
				case CALLBACK -> bill.name = "broken";
				case SYNCHRONIZATION -> beforeCommit(() -> {
					throw new UnsupportedOperationException();
				});
			}
		}

	}

}
