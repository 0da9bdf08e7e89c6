package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.jdbc.core.mapping.AggregateReference;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.capture.repository.JdbcModel.Address;
import io.github.signals.capture.repository.JdbcModel.Counter;
import io.github.signals.capture.repository.JdbcModel.Guest;
import io.github.signals.capture.repository.JdbcModel.Line;
import io.github.signals.capture.repository.JdbcModel.Purchase;
import io.github.signals.capture.repository.JdbcModel.Tag;
import io.github.signals.capture.repository.JdbcModel.Token;
import io.github.signals.capture.repository.JdbcModel.Visit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Immutable entities, assigned identifiers and aggregates of Spring Data JDBC.
 */
@SpringBootTest(classes = JdbcModel.Application.class,
		properties = "spring.datasource.url=jdbc:h2:mem:jdbc-contract;DB_CLOSE_DELAY=-1")
class JdbcAggregateCaptureTests {

	@Autowired
	Signals signals;

	@Autowired
	Statements statements;

	@Autowired
	JdbcModel.Guests guests;

	@Autowired
	JdbcModel.Counters counters;

	@Autowired
	JdbcModel.Tags tags;

	@Autowired
	JdbcModel.Visits visits;

	@Autowired
	JdbcModel.Tokens tokens;

	@Autowired
	JdbcModel.Purchases purchases;

	Recorder recorder;

	@BeforeEach
	void startEmpty() {
		this.recorder = new Recorder(this.signals);
		this.purchases.deleteAll();
		List.of(this.guests, this.counters, this.tags, this.tokens).forEach((repository) -> repository.deleteAll());
	}

	@AfterEach
	void disconnect() {
		this.recorder.close();
	}

	@Test // S4, P41; Behaviours 23
	void theInstanceIsTheCopyWithTheIdentifier() {
		this.recorder.hear(Guest.class);
		Guest saved = this.guests.save(new Guest(null, "Ada", 0));
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "created");
		assertThat(this.recorder.lastSaved().instance()).isSameAs(saved);
		assertThat(saved.id()).isNotNull();
		assertThat(this.recorder.lastSaved().changes().after("name")).isEqualTo("Ada");
		this.guests.delete(saved);
		assertThat(this.recorder.all().get(3).instance()).isSameAs(saved);
	}

	@Test // S4, S7, P41
	void saveAllPairsResultsWithInputs() {
		Guest first = this.guests.save(new Guest(null, "first", 0));
		Guest second = this.guests.save(new Guest(null, "second", 0));
		this.recorder.hear(Guest.class);
		this.guests.saveAll(List.of(new Guest(null, "third", 1), new Guest(second.id(), "second", 2),
				new Guest(null, "fourth", 3), new Guest(first.id(), "first", 4)));
		assertThat(this.recorder.kinds()).endsWith("created", "updated", "created", "updated");
		List<Guest> saved = this.recorder.saved().stream().map((signal) -> (Guest) signal.instance()).toList();
		assertThat(saved).extracting(Guest::name).containsExactly("third", "second", "fourth", "first");
		assertThat(saved).allMatch((guest) -> guest.id() != null);
		assertThat(saved).containsExactlyInAnyOrderElementsOf(this.guests.findAll());
		Changes changes = this.recorder.lastSaved().changes();
		assertThat(changes.attributes()).containsExactly("visits");
		assertThat(changes.after("visits")).isEqualTo(4);
	}

	@Test // S4, P40
	void aPrimitiveIdentifierIsNewWhileItIsZero() {
		this.recorder.hear(Counter.class);
		this.counters.saveAll(List.of(new Counter(0, "a"), new Counter(0, "b")));
		assertThat(this.recorder.saved()).extracting(PostSave::created).containsExactly(true, true);
		assertThat(this.recorder.saved()).map((signal) -> (Counter) signal.instance())
			.allMatch((counter) -> counter.id() > 0)
			.extracting(Counter::name)
			.containsExactly("a", "b");
	}

	@Test // S7
	void whatIsOnlyReadIsNoChange() {
		Visit saved = this.visits.save(new Visit(null, "a", null));
		this.recorder.hear(Visit.class);
		this.visits.save(new Visit(saved.id(), "b", null));
		assertThat(this.recorder.lastSaved().changes().attributes()).containsExactly("name");
		this.visits.save(new Visit(null, "c", 1));
		assertThat(this.recorder.lastSaved().changes().attributes()).containsExactly("name");
	}

	@Test // S10
	void aSaveThatWritesNothingButTheVersionIsNoNetChange() {
		List<Changes> committed = new ArrayList<>();
		Tag saved = this.tags.save(new Tag("v", "one", null));
		this.recorder.hear(Tag.class);
		this.recorder.on(ReceiverSpec.postSave(Tag.class).delivery(Delivery.AFTER_COMMIT),
				(signal) -> committed.add(signal.changes()));
		Tag same = this.tags.save(new Tag("v", "one", saved.version()));
		assertThat(this.recorder.lastSaved().changes().attributes()).containsExactly("version");
		assertThat(committed).isEmpty();
		this.tags.save(new Tag("v", "two", same.version()));
		assertThat(committed).hasSize(1);
		assertThat(committed.get(0).attributes()).containsExactlyInAnyOrder("label", "version");
	}

	@Test // S4, P40; Behaviours 26
	void aVersionTellsWhetherAnAssignedIdentifierIsNew() {
		this.recorder.hear(Tag.class);
		Tag saved = this.tags.save(new Tag("a", "one", null));
		Tag updated = this.tags.save(new Tag("a", "two", saved.version()));
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "created", "PreSave", "updated");
		assertThat(this.recorder.lastSaved().instance()).isSameAs(updated);
		assertThat(this.recorder.lastSaved().changes().before("label")).isEqualTo("one");
		this.tags.saveAll(List.of(new Tag("c", "new", null), updated, new Tag("b", "new", null)));
		assertThat(this.recorder.saved()).extracting(PostSave::created).endsWith(true, false, true);
		assertThat(this.recorder.saved()).map((signal) -> ((Tag) signal.instance()).code()).endsWith("c", "a", "b");
	}

	@Test // S4, P40
	void aPersistableSaysItselfThatItIsNew() {
		this.recorder.hear(Token.class);
		this.tokens.save(new Token("t", "one").fresh());
		this.tokens.save(new Token("t", "two"));
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "created", "PreSave", "updated");
		assertThat(this.recorder.lastSaved().changes().before("label")).isEqualTo("one");
	}

	@Test // S3, S4
	void anUpdateWithoutARowIsNoCreationAndChangesNothing() {
		this.recorder.hear(Token.class);
		this.tokens.save(new Token("absent", "one"));
		assertThat(this.tokens.count()).isZero();
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "updated");
		assertThat(this.recorder.lastSaved().changes().isEmpty()).isTrue();
	}

	@Test // S7
	void anAggregateIsComparedWithItsChildren() {
		Guest guest = this.guests.save(new Guest(null, "Ada", 0));
		Purchase purchase = this.purchases.save(new Purchase(null, new Address("Bern", "Marktgasse"),
				AggregateReference.to(Objects.requireNonNull(guest.id())), Set.of(new Line("tea", 1))));
		this.recorder.hear(Purchase.class).hear(Line.class);
		this.purchases.save(new Purchase(purchase.id(), new Address("Bern", "Kramgasse"), purchase.guest(),
				Set.of(new Line("tea", 1))));
		assertThat(this.recorder.lastSaved().changes().attributes()).containsExactly("address.street");
		this.purchases
			.save(new Purchase(purchase.id(), new Address("Bern", "Kramgasse"), null, Set.of(new Line("tea", 2))));
		assertThat(this.recorder.lastSaved().changes().attributes()).containsExactlyInAnyOrder("guest", "line");
		assertThat(this.recorder.lastSaved().changes().before("line")).isEqualTo(Set.of(new Line("tea", 1)));
		this.purchases.deleteById(Objects.requireNonNull(purchase.id()));
		assertThat(this.recorder.all()).extracting(EntitySignal::sender).containsOnly(Purchase.class);
	}

	@Test // S9
	void whatNobodyAsksIsNotQueried() {
		Guest guest = this.guests.save(new Guest(null, "Ada", 0));
		this.recorder.hasSaveReceivers(Guest.class);
		assertThat(this.statements.of(() -> this.guests.save(new Guest(null, "Bob", 0)))).containsExactly("insert");
		assertThat(this.statements.of(() -> this.guests.delete(guest))).containsExactly("delete");
	}

}
