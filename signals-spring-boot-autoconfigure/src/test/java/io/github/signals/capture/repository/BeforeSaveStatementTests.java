package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Changes;
import io.github.signals.On;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreSaveReceiver;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;
import io.github.signals.capture.repository.JpaModel.Country;
import io.github.signals.capture.repository.JpaModel.Customer;
import io.github.signals.capture.repository.JpaModel.Note;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What it costs to know before a save through JPA what it is going to do.
 */
@SpringBootTest(classes = JpaModel.Application.class, properties = JpaModel.H2)
@Import(BeforeSaveStatementTests.Receivers.class)
class BeforeSaveStatementTests {

	@Autowired
	Signals signals;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	Statements statements;

	@Autowired
	JpaRepositories.Customers customers;

	@Autowired
	JpaRepositories.Countries countries;

	@Autowired
	Receivers receivers;

	@BeforeEach
	void disableAll() {
		this.signals.receivers().stream().map(ReceiverInfo::uid).forEach(this.signals::disable);
		this.receivers.heard.clear();
	}

	@AfterEach
	void enableAll() {
		this.signals.receivers().stream().map(ReceiverInfo::uid).forEach(this.signals::enable);
		this.countries.deleteAllInBatch();
	}

	private Long stored() {
		Customer customer = Customer.of("stored");
		customer.notes.add(Note.of("one"));
		customer.notes.add(Note.of("two"));
		return Objects.requireNonNull(this.customers.save(customer).id);
	}

	private Customer detached(Long id, String name) {
		Customer customer = Objects.requireNonNull(this.transaction.execute((status) -> {
			Customer found = this.customers.findById(id).orElseThrow();
			found.notes.size();
			return found;
		}));
		customer.notes.forEach((note) -> note.text = name);
		customer.name = name;
		return customer;
	}

	/** Save with and without one receiver. */
	private void assertSameStatements(String uid, Runnable bare, Runnable heard) {
		List<String> expected = this.statements.of(bare);
		this.signals.enable(uid);
		assertThat(this.statements.of(heard)).as(uid).isEqualTo(expected);
		assertThat(this.receivers.heard).as(uid).isNotEmpty();
		this.signals.disable(uid);
		this.receivers.heard.clear();
	}

	@Test // S7, S9
	void aDetachedEntityIsComparedWithTheRowThatTheMergeReadsWithItsCascades() {
		Long id = stored();
		Long other = stored();
		for (String uid : List.of("pre.changes", "pre.created", "pre.instance", "pre.changed", "pre.condition")) {
			Customer bare = detached(other, uid);
			Customer heard = detached(id, uid);
			assertSameStatements(uid, () -> this.customers.save(bare), () -> this.customers.save(heard));
			Customer bareAgain = detached(other, uid + 2);
			Customer heardAgain = detached(id, uid + 2);
			assertSameStatements(uid, () -> this.customers.saveAll(List.of(bareAgain)),
					() -> this.customers.saveAll(List.of(heardAgain)));
		}
	}

	@Test // S7, S9
	void aDetachedEntityIsReadOnceWhereItIsHeardAfterTheSaveToo() {
		Long id = stored();
		Long other = stored();
		this.signals.enable("post");
		this.signals.enable("post.changes");
		Customer bare = detached(other, "b");
		Customer heard = detached(id, "b");
		assertSameStatements("pre.changes", () -> this.customers.save(bare), () -> this.customers.save(heard));
		assertThat(this.customers.findById(id)).map((customer) -> customer.name).hasValue("b");
	}

	@Test // S7, S9
	void aManagedEntityAndANewOneAreKnownWithoutAStatement() {
		Long id = stored();
		Long other = stored();
		assertSameStatements("pre.changes", () -> rename(other, "b"), () -> rename(id, "b"));
		assertSameStatements("pre.changes", () -> this.customers.save(Customer.of("new")),
				() -> this.customers.save(Customer.of("new")));
	}

	private void rename(Long id, String name) {
		this.transaction.executeWithoutResult((status) -> {
			Customer customer = this.customers.findById(id).orElseThrow();
			customer.name = name;
			this.customers.save(customer);
		});
	}

	@Test // S4, S9
	void anAssignedIdentifierWithoutARowIsLookedForOnceAndOnlyWhereAReceiverAsks() {
		assertThat(this.statements.of(() -> this.countries.save(Country.of("a", "bare")))).containsExactly("select",
				"insert");
		this.signals.enable("country");
		assertThat(this.statements.of(() -> this.countries.save(Country.of("b", "heard")))).containsExactly("select",
				"insert");
		this.signals.enable("country.created");
		this.signals.enable("country.post");
		assertThat(this.statements.of(() -> this.countries.save(Country.of("c", "asked")))).containsExactly("select",
				"select", "insert");
		assertThat(this.receivers.heard).containsExactly("country", "country", "created true", "after true");
	}

	@Test // S18
	void nothingIsReadForWhatIsMuted() {
		this.signals.enable("country.created");
		assertThat(this.signals.mute(() -> this.statements.of(() -> this.countries.save(Country.of("a", "muted")))))
			.containsExactly("select", "insert");
		assertThat(this.receivers.heard).isEmpty();
	}

	static class Receivers {

		final List<String> heard = new ArrayList<>();

		@PreSaveReceiver(dispatchUid = "pre.instance")
		void instance(Customer customer) {
			this.heard.add("instance");
		}

		@PreSaveReceiver(dispatchUid = "pre.created")
		void created(Customer customer, boolean created) {
			this.heard.add("created " + created);
		}

		@PreSaveReceiver(dispatchUid = "pre.changes")
		void changes(Customer customer, Changes changes) {
			this.heard.add(changes.toString());
		}

		@PreSaveReceiver(dispatchUid = "pre.changed", on = On.UPDATED, changed = "name")
		void changed(Customer customer) {
			this.heard.add("changed");
		}

		@PreSaveReceiver(dispatchUid = "pre.condition", condition = "!created and changes.before('name') != null")
		void condition(Customer customer) {
			this.heard.add("condition");
		}

		@PostSaveReceiver(dispatchUid = "post")
		void saved(Customer customer) {
			this.heard.add("saved");
		}

		@PostSaveReceiver(dispatchUid = "post.changes")
		void saved(Customer customer, Changes changes) {
			this.heard.add("saved " + changes);
		}

		@PreSaveReceiver(dispatchUid = "country")
		void country(Country country) {
			this.heard.add("country");
		}

		@PreSaveReceiver(dispatchUid = "country.created")
		void country(Country country, boolean created) {
			this.heard.add("created " + created);
		}

		@PostSaveReceiver(dispatchUid = "country.post")
		void savedCountry(Country country, boolean created) {
			this.heard.add("after " + created);
		}

	}

}
