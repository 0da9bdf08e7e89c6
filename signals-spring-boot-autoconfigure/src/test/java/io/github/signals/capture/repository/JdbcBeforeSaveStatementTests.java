package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

import io.github.signals.Changes;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreSaveReceiver;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;
import io.github.signals.capture.repository.JdbcModel.Guest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What it costs to know before a save through Spring Data JDBC what it is going to do.
 */
@SpringBootTest(classes = JdbcModel.Application.class,
		properties = "spring.datasource.url=jdbc:h2:mem:jdbc-before;DB_CLOSE_DELAY=-1")
@Import(JdbcBeforeSaveStatementTests.Receivers.class)
class JdbcBeforeSaveStatementTests {

	@Autowired
	Signals signals;

	@Autowired
	Statements statements;

	@Autowired
	JdbcModel.Guests guests;

	@Autowired
	Receivers receivers;

	@BeforeEach
	void disableAll() {
		this.signals.receivers().stream().map(ReceiverInfo::uid).forEach(this.signals::disable);
		this.receivers.heard.clear();
	}

	private List<String> update(String... uids) {
		Guest guest = this.guests.save(new Guest(null, "a", 1));
		List.of(uids).forEach(this.signals::enable);
		return this.statements.of(() -> this.guests.save(new Guest(guest.id(), "b", 1)));
	}

	@Test // S9
	void nothingIsReadWhereNobodyAsks() {
		assertThat(update("instance")).containsExactly("update");
		assertThat(this.receivers.heard).containsExactly("instance");
	}

	@Test // S4, S9
	void theIdentifierTellsWhetherARowIsCreated() {
		assertThat(update("created")).containsExactly("update");
		assertThat(this.statements.of(() -> this.guests.save(new Guest(null, "new", 1)))).containsExactly("insert");
		assertThat(this.receivers.heard).containsExactly("created false", "created true");
	}

	@Test // S7, S9
	void theRowIsReadOnceBeforeItIsChanged() {
		assertThat(update("changes")).containsExactly("select", "update");
		assertThat(this.receivers.heard).containsExactly("before a, b");
	}

	@Test // S7, S9
	void theRowIsReadOnceWhereItIsHeardAfterTheSaveToo() {
		assertThat(update("changes", "created", "post")).containsExactly("select", "update");
		assertThat(this.receivers.heard).containsExactly("before a, b", "created false", "after a, b");
	}

	static class Receivers {

		final List<String> heard = new ArrayList<>();

		@PreSaveReceiver(dispatchUid = "instance")
		void instance(Guest guest) {
			this.heard.add("instance");
		}

		@PreSaveReceiver(dispatchUid = "changes")
		void changes(Guest guest, Changes changes) {
			this.heard.add("before " + changes.before("name") + ", " + changes.after("name"));
		}

		@PreSaveReceiver(dispatchUid = "created")
		void created(Guest guest, boolean created) {
			this.heard.add("created " + created);
		}

		@PostSaveReceiver(dispatchUid = "post")
		void saved(Guest guest, Changes changes) {
			this.heard.add("after " + changes.before("name") + ", " + changes.after("name"));
		}

	}

}
