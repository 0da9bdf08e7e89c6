package io.github.signals.delivery;

import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import jakarta.transaction.UserTransaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.Delivery;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.delivery.JpaStore.Sequenced;
import io.github.signals.testing.LoggedEvents;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.ASYNC;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static io.github.signals.Delivery.IN_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What holds of each delivery with Spring Data JPA and JTA, also where Spring only joins
 * the transaction.
 */
abstract class JtaTransactionDeliveryContractTests extends JpaTransactionDeliveryContractTests {

	@Autowired
	private JtaTransactionManager jta;

	@Autowired
	@Qualifier("other")
	private DataSource otherDataSource;

	@BeforeEach
	void createTable() {
		other().execute("drop table if exists other");
		other().execute("create table other (name varchar(100))");
	}

	private UserTransaction begin() throws Exception {
		UserTransaction transaction = this.jta.getUserTransaction();
		assertThat(transaction).isNotNull();
		transaction.begin();
		return transaction;
	}

	// S11, P64
	@Test
	void hearsTheRollbackOfATransactionThatItJoins() throws Exception {
		hear(IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK, ASYNC);
		UserTransaction transaction = begin();
		save("one");
		this.transaction.executeWithoutResult((status) -> save("two"));
		assertThat(this.heard).containsExactly("IN_TRANSACTION created one", "IN_TRANSACTION created two");
		transaction.rollback();
		assertThat(this.heard).filteredOn((event) -> !event.startsWith("IN_TRANSACTION"))
			.containsExactlyInAnyOrder("AFTER_ROLLBACK created one", "AFTER_ROLLBACK created two");
		assertThat(rows()).isEmpty();
	}

	// S11, P64: one journal, however many scopes
	@Test
	void hearsTheCommitOfATransactionThatItJoinsAsOneNetChange() throws Exception {
		hear(BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK);
		UserTransaction transaction = begin();
		JpaRepository<Sequenced, Long> repository = (JpaRepository<Sequenced, Long>) repository();
		Sequenced one = repository.saveAndFlush(named("one"));
		rename(stored(one), "two");
		this.transaction.executeWithoutResult((status) -> stored(one).setName("three"));
		repository.delete(repository.saveAndFlush(named("gone")));
		assertThat(this.heard).isEmpty();
		transaction.commit();
		assertThat(this.heard).containsExactly("BEFORE_COMMIT created three", "AFTER_COMMIT created three");
		assertThat(rows()).containsExactly("three");
	}

	// S10, S11
	@Test
	void hearsOfASaveThatHasFailedInATransactionThatItJoins() throws Exception {
		this.signals.connect(ReceiverSpec.saveFailed(Sequenced.class),
				(failed) -> this.heard.add("failed " + failed.instance().getName().length()));
		UserTransaction transaction = begin();
		save("x".repeat(300));
		assertThatExceptionOfType(Exception.class).isThrownBy(transaction::commit);
		assertThat(this.heard).containsExactly("failed 300");
		UserTransaction another = begin();
		JpaRepository<Sequenced, Long> repository = (JpaRepository<Sequenced, Long>) repository();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> repository.saveAndFlush(named("x".repeat(400))));
		another.rollback();
		assertThat(this.heard).containsExactly("failed 300", "failed 400");
		assertThat(rows()).isEmpty();
	}

	// S13
	@Test
	void letsAReceiverVetoTheCommitOfATransactionThatItJoins() throws Exception {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.signals.connect(saves("veto", BEFORE_COMMIT), (saved) -> {
			throw new IllegalStateException("Vetoed");
		});
		UserTransaction transaction = begin();
		save("one");
		assertThatExceptionOfType(Exception.class).isThrownBy(transaction::commit)
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("Vetoed"));
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created one");
		assertThat(rows()).isEmpty();
	}

	// S13: behaviour must not depend on which other receivers exist
	@ParameterizedTest
	@EnumSource(names = { "IN_TRANSACTION", "BEFORE_COMMIT", "AFTER_COMMIT", "AFTER_ROLLBACK" })
	void tellsTheCallerOfAVetoInTheLastFlushWhicheverReceiversExist(Delivery other) throws Exception {
		Long id = stored("one");
		hear(other);
		this.signals.connect(saves("veto", IN_TRANSACTION), (saved) -> {
			throw new IllegalStateException("Vetoed");
		});
		assertThatExceptionOfType(ReceiverException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> find(id).setName("two")))
			.withStackTraceContaining("Vetoed");
		UserTransaction transaction = begin();
		this.transaction.executeWithoutResult((status) -> find(id).setName("three"));
		assertThatExceptionOfType(Exception.class).isThrownBy(transaction::commit).withStackTraceContaining("Vetoed");
		assertThat(rows()).containsExactly("one");
	}

	// S13: the last flush of JTA's own would come too late for the caller to hear of a
	// veto
	@Override
	@Test
	void costsNoSynchronizationIfNobodyListensAfterwards() {
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			assertThat(TransactionSynchronizationManager.getSynchronizations())
				.noneMatch(JournalSynchronization.class::isInstance);
		});
		hear(IN_TRANSACTION);
		this.transaction.executeWithoutResult((status) -> {
			save("two");
			assertThat(TransactionSynchronizationManager.getSynchronizations())
				.filteredOn(JournalSynchronization.class::isInstance)
				.hasSize(1);
		});
	}

	private Long stored(String name) {
		return Objects.requireNonNull(this.transaction.execute((status) -> save(name).getId()));
	}

	private Sequenced find(Long id) {
		return ((JpaRepository<Sequenced, Long>) repository()).findById(id).orElseThrow();
	}

	// S6: receivers before the commit write, in the transaction that they can veto
	@Test
	void settlesWhatReceiversBeforeTheCommitSaveInATransactionThatItJoins() throws Exception {
		hear(BEFORE_COMMIT, AFTER_COMMIT);
		this.signals.connect(saves("copy", BEFORE_COMMIT), (saved) -> {
			assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
			if (saved.instance().getName().length() < 3) {
				save(saved.instance().getName() + "+");
			}
		});
		UserTransaction transaction = begin();
		save("a");
		transaction.commit();
		assertThat(this.heard).containsExactly("BEFORE_COMMIT created a", "BEFORE_COMMIT created a+",
				"BEFORE_COMMIT created a++", "AFTER_COMMIT created a", "AFTER_COMMIT created a+",
				"AFTER_COMMIT created a++");
		assertThat(rows()).containsExactly("a", "a+", "a++");
	}

	// S11: signals of the application follow it too
	@Test
	void keepsSignalsOfTheApplicationForTheEndOfTheTransaction() throws Exception {
		this.signals.connect(ReceiverSpec.of(Told.class).uid("told").delivery(AFTER_COMMIT),
				(told) -> this.heard.add(told.instance()));
		UserTransaction transaction = begin();
		this.signals.send(new Told("undone"));
		transaction.rollback();
		transaction = begin();
		this.signals.send(new Told("done"));
		assertThat(this.heard).isEmpty();
		transaction.commit();
		assertThat(this.heard).containsExactly("done");
	}

	// P12: what a receiver after the commit saves is committed by itself
	@Test
	void commitsWhatAReceiverSavesAfterTheCommitOfATransactionThatItJoins() throws Exception {
		this.signals.connect(saves("copy", AFTER_COMMIT), (saved) -> {
			if (saved.instance().getName().equals("one")) {
				save("two");
			}
		});
		UserTransaction transaction = begin();
		save("one");
		transaction.commit();
		assertThat(rows()).containsExactly("one", "two");
	}

	// P13 is different: JTA has ended the transaction by then, and what follows is its
	// own
	@Override
	@Test
	void neverReportsACommitOfWhatJoinsAFinishedTransaction(CapturedOutput output) {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.transaction.executeWithoutResult((status) -> afterCommit(this::save));
		assertThat(this.heard).containsExactly("AFTER_COMMIT created callback", "AFTER_COMMIT created completion");
		assertThat(rows()).containsExactly("callback", "completion");
	}

	// S12: both databases, or none
	@Test
	void rollsBackAllDatabasesIfAReceiverVetoes() {
		this.signals.connect(saves("veto", BEFORE_COMMIT), (saved) -> {
			other().update("insert into other values ('veto')");
			throw new IllegalStateException("Vetoed");
		});
		assertThat(catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
			other().update("insert into other values ('one')");
			save("one");
		}))).isNotNull();
		assertThat(rows()).isEmpty();
		assertThat(others()).isEmpty();
		this.signals.disconnect("veto");
		this.transaction.executeWithoutResult((status) -> {
			other().update("insert into other values ('two')");
			save("two");
		});
		assertThat(rows()).containsExactly("two");
		assertThat(others()).containsExactly("two");
	}

	private List<String> others() {
		return other().queryForList("select name from other", String.class);
	}

	private JdbcTemplate other() {
		return new JdbcTemplate(this.otherDataSource);
	}

	// A flush at the commit that fails
	@Test
	void saysNothingFalseIfTheFlushAtTheCommitFails() throws Exception {
		hear(AFTER_COMMIT);
		try (LoggedEvents logged = new LoggedEvents()) {
			assertThat(catchThrowable(() -> this.transaction.executeWithoutResult((status) -> save("x".repeat(300)))))
				.isNotNull();
			UserTransaction transaction = begin();
			save("x".repeat(300));
			assertThat(catchThrowable(transaction::commit)).isNotNull();
			assertThat(logged.messages()).noneMatch((message) -> message.contains("outside a transaction"));
		}
		assertThat(this.heard).isEmpty();
		assertThat(rows()).isEmpty();
	}

}
