package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.BulkWrite;
import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.Mute;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalContext.Origin;
import io.github.signals.Signals;
import io.github.signals.capture.repository.JdbcQueryModel.Letter;
import io.github.signals.capture.repository.JdbcQueryModel.Letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What statements of Spring Data JDBC signal, whatever the database.
 */
// S8
abstract class JdbcQueryContract {

	@Autowired
	Signals signals;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Letters letters;

	final List<String> heard = new ArrayList<>();

	@BeforeEach
	void storeThree() {
		this.jdbc.update("delete from page");
		this.jdbc.update("delete from letter");
		this.letters.saveAll(List.of(Letter.of("a", "Bern"), Letter.of("b", "Bern"), Letter.of("c", "Rome")));
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	private void hearStatements() {
		this.signals.connect(ReceiverSpec.bulkWrite(Letter.class).uid("now"), (write) -> {
			assertThat(write.context().origin()).isEqualTo(Origin.BULK);
			assertThat(write.context().using()).isEqualTo("transactionManager");
			this.heard.add(text(write));
		});
		this.signals.connect(ReceiverSpec.bulkWrite(Letter.class).delivery(Delivery.AFTER_COMMIT).uid("later"),
				(write) -> this.heard.add("after commit: " + text(write)));
	}

	private void hasDeleteReceivers() {
		this.signals.connect(ReceiverSpec.preDelete(Letter.class).uid("before"), (signal) -> hear("before ", signal));
		this.signals.connect(ReceiverSpec.postDelete(Letter.class).uid("now"), (signal) -> hear("deleted ", signal));
		this.signals.connect(ReceiverSpec.postDelete(Letter.class).delivery(Delivery.AFTER_COMMIT).uid("later"),
				(signal) -> hear("after commit: deleted ", signal));
	}

	private void hear(String what, EntitySignal<Letter> signal) {
		assertThat(signal.instance().page()).hasSize(2);
		this.heard.add(what + signal.instance().text());
	}

	private static String text(BulkWrite<?> write) {
		assertThat(write.sender()).isEqualTo(Letter.class);
		assertThat(write.ids()).isNull();
		return write.operation() + " of " + write.rows();
	}

	private void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	private int count(String condition) {
		return this.jdbc.queryForList("select 1 from letter where " + condition).size();
	}

	@Test
	void aModifyingQueryIsHeardWithItsRows() {
		hearStatements();
		inTransaction(() -> {
			assertThat(this.letters.rename("x", "Bern")).isEqualTo(2);
			assertThat(this.letters.renameAll("y")).isEqualTo(3L);
			assertThat(this.letters.write("z")).isEqualTo(1);
			assertThat(this.heard).containsExactly("UPDATE of 2", "UPDATE of 3", "INSERT of 1");
		});
		assertThat(count("text = 'y'")).isEqualTo(3);
		assertThat(this.heard).endsWith("after commit: UPDATE of 2", "after commit: UPDATE of 3",
				"after commit: INSERT of 1");
	}

	@Test
	void aModifyingQueryThatReturnsNothingIsHeardWithItsRows() {
		hearStatements();
		inTransaction(this.letters::tear);
		assertThat(this.heard).containsExactly("DELETE of 6", "after commit: DELETE of 6");
	}

	@Test
	void aModifyingQueryThatSaysOnlyWhetherItWroteIsHeardWithoutItsRows() {
		hearStatements();
		inTransaction(() -> assertThat(this.letters.renew("a")).isTrue());
		inTransaction(() -> assertThat(this.letters.renew("a")).isFalse());
		assertThat(this.heard).containsExactly("UPDATE of -1", "after commit: UPDATE of -1", "UPDATE of 0",
				"after commit: UPDATE of 0");
	}

	@Test // S11
	void whatIsRolledBackIsNotHeardAfterACommit() {
		hearStatements();
		this.transaction.executeWithoutResult((status) -> {
			this.letters.renameAll("y");
			status.setRollbackOnly();
		});
		assertThat(count("text = 'y'")).isZero();
		assertThat(this.heard).containsExactly("UPDATE of 3");
	}

	@Test // S11
	void withoutATransactionAllHearItAtOnce() {
		hearStatements();
		this.letters.renameAll("y");
		assertThat(this.heard).containsExactly("UPDATE of 3", "after commit: UPDATE of 3");
	}

	@Test // S18
	void aStatementIsMutedLikeOtherSignals() {
		hearStatements();
		this.signals.mute(Mute.sender(Letter.class), () -> this.letters.renameAll("y"));
		assertThat(this.heard).isEmpty();
	}

	@Test // S1
	void aDerivedDeleteIsHeardForEachOfItsRows() {
		hasDeleteReceivers();
		this.letters.deleteByText("a");
		assertThat(count("text = 'a'")).isZero();
		assertThat(this.heard).containsExactly("before a", "deleted a", "after commit: deleted a");
		assertThat(this.jdbc.queryForList("select 1 from page")).hasSize(4);
	}

	@Test // S1
	void aDerivedDeleteSaysHowMuchItHasDeleted() {
		this.letters.save(Letter.of("50% off", "Rome"));
		hasDeleteReceivers();
		assertThat(this.letters.deleteByTextContainingOrPlaceCity("0%", "Bern")).isEqualTo(3L);
		assertThat(count("true")).isOne();
		assertThat(this.heard).containsExactlyInAnyOrder("before a", "before b", "before 50% off", "deleted a",
				"deleted b", "deleted 50% off", "after commit: deleted a", "after commit: deleted b",
				"after commit: deleted 50% off");
		assertThat(this.letters.removeByTextStartingWithIgnoreCase("C")).isOne();
		assertThat(this.letters.removeByTextStartingWithIgnoreCase("C")).isZero();
		assertThat(this.letters.deleteByTextIn(List.of("c"))).isFalse();
	}

	@Test // S1
	void aDerivedDeleteKeepsTheTypeOfItsResult() {
		this.signals.connect(ReceiverSpec.postDelete(Letter.class).uid("now"),
				(signal) -> this.heard.add("deleted " + signal.instance().text()));
		assertThat(this.letters.deleteByTextIn(List.of("a", "none"))).isTrue();
		this.jdbc.update("insert into letter (city) values ('Oslo')");
		assertThat(this.letters.deleteByTextIsNull()).isOne();
		assertThat(this.heard).containsExactly("deleted a", "deleted null");
	}

	@Test // S1
	void aDerivedDeleteThatSearchesForNothingIsHeard() {
		this.signals.connect(ReceiverSpec.postDelete(Letter.class).uid("now"),
				(signal) -> this.heard.add("deleted " + signal.instance().text()));
		this.jdbc.update("insert into letter (city) values ('Oslo')");
		this.letters.deleteByText(null);
		assertThat(count("true")).isEqualTo(3);
		assertThat(this.heard).containsExactly("deleted null");
	}

	@Test // S1
	void aDerivedDeleteDoesTheSameWhereNobodyHears() {
		this.letters.deleteByText("a");
		assertThat(this.letters.deleteByTextContainingOrPlaceCity("none", "Bern")).isOne();
		assertThat(count("true")).isOne();
	}

	@Test // S1, S10
	void whatOthersDeleteMeanwhileIsNotHeardAndWhatTheyCreateIsKept() {
		hasDeleteReceivers();
		this.signals.connect(ReceiverSpec.preDelete(Letter.class).uid("others"), (signal) -> {
			if ("a".equals(signal.instance().text())) {
				inOtherTransaction(() -> {
					this.jdbc.update("delete from page where letter in (select id from letter where text = 'b')");
					this.jdbc.update("delete from letter where text = 'b'");
					this.jdbc.update("insert into letter (text, city) values ('new', 'Bern')");
				});
			}
		});
		assertThat(this.letters.deleteByTextContainingOrPlaceCity("none", "Bern")).isOne();
		assertThat(this.jdbc.queryForList("select text from letter order by text", String.class)).containsExactly("c",
				"new");
		assertThat(this.heard).containsExactly("before a", "before b", "deleted a", "after commit: deleted a");
	}

	private void inOtherTransaction(Runnable work) {
		TransactionTemplate other = new TransactionTemplate(
				Objects.requireNonNull(this.transaction.getTransactionManager()));
		other.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		other.executeWithoutResult((status) -> work.run());
	}

	@Test // S3
	void anExceptionOfAReceiverUndoesADerivedDelete() {
		hasDeleteReceivers();
		this.signals.connect(ReceiverSpec.postDelete(Letter.class).uid("veto"), (signal) -> {
			throw new IllegalStateException("no");
		});
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.letters.deleteByText("a"));
		assertThat(count("text = 'a'")).isOne();
		assertThat(this.heard).containsExactly("before a", "deleted a");
	}

	@Test // S10
	void createdAndDerivedlyDeletedInOneTransactionIsNothingAfterTheCommit() {
		hasDeleteReceivers();
		inTransaction(() -> {
			this.letters.save(Letter.of("x", "Oslo"));
			this.letters.deleteByText("x");
		});
		assertThat(this.heard).containsExactly("before x", "deleted x");
	}

}
