package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;

import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.capture.repository.JpaModel.Article;
import io.github.signals.capture.repository.JpaModel.Country;
import io.github.signals.capture.repository.JpaModel.Customer;
import io.github.signals.capture.repository.JpaModel.Leaflet;
import io.github.signals.capture.repository.JpaModel.Note;
import io.github.signals.capture.repository.JpaModel.Ticket;
import io.github.signals.capture.repository.JpaModel.Voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a save through JPA does to the row, by kind of identifier.
 */
@SpringBootTest(classes = JpaModel.Application.class, properties = JpaModel.H2)
class JpaSaveCaptureTests extends JpaTestSupport {

	@Autowired
	JpaRepositories.Tickets tickets;

	@Autowired
	JpaRepositories.Countries countries;

	@Autowired
	JpaRepositories.PlainCountries plainCountries;

	@Autowired
	JpaRepositories.Articles articles;

	@Autowired
	JpaRepositories.Leaflets leaflets;

	@Autowired
	JpaRepositories.Vouchers vouchers;

	@BeforeEach
	void emptyTheOthers() {
		this.countries.deleteAllInBatch();
		this.articles.deleteAllInBatch();
		this.leaflets.deleteAllInBatch();
		this.vouchers.deleteAllInBatch();
	}

	@Test // S7, P3
	void aReceiverBeforeTheSaveMayFlushTheChange() {
		Long id = store(Customer.of("before"));
		this.recorder.on(ReceiverSpec.preSave(Customer.class), (saving) -> this.customers.count());
		this.recorder.hasSaveReceivers(Customer.class);
		inTransaction(() -> {
			Customer customer = this.customers.findById(id).orElseThrow();
			customer.name = "after";
			this.customers.save(customer);
		});
		assertThat(this.recorder.lastSaved().changes().before("name")).isEqualTo("before");
		assertThat(this.recorder.lastSaved().changes().after("name")).isEqualTo("after");
	}

	@Test // S4, P5, P40; Behaviours 23, 24
	void aPrimitiveIdentifierOutOfASequenceIsNewWhileItIsZero() {
		this.recorder.hear(Ticket.class);
		Ticket saved = this.tickets.save(Ticket.of("1a"));
		this.tickets.saveAndFlush(saved);
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "created", "PreSave", "updated");
	}

	@Test // S4, P40
	void saveAllCreatesEachOfSeveralEntitiesWithPrimitiveIdentifiers() {
		this.recorder.hear(Ticket.class);
		List<Ticket> saved = this.tickets.saveAllAndFlush(List.of(Ticket.of("1"), Ticket.of("2"), Ticket.of("3")));
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "PreSave", "PreSave", "created", "created",
				"created");
		assertThat(this.recorder.saved()).extracting(PostSave::instance)
			.usingElementComparator((one, other) -> (one == other) ? 0 : 1)
			.isEqualTo(saved);
	}

	@Test // S4, P40; Behaviours 26, 27, 31
	void anAssignedIdentifierWithoutARowIsACreation() {
		this.recorder.hear(Country.class);
		Country country = Country.of("nl", "Holland");
		Country saved = this.countries.save(country);
		assertThat(this.recorder.lastSaved().instance()).isSameAs(saved).isNotSameAs(country);
		this.countries.save(Country.of("nl", "Netherlands"));
		saved.code = "be";
		this.countries.save(saved);
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "created", "PreSave", "updated", "PreSave",
				"created");
		saved.code = "nl";
		this.countries.delete(saved);
		assertThat(this.countries.findAll()).extracting((remaining) -> remaining.code).containsExactly("be");
	}

	@Test // S4, P38
	void aRepositoryThatDeclaresOnlySomeMethodsIsCaptured() {
		this.recorder.hear(Country.class);
		this.plainCountries.save(Country.of("ch", "Suisse"));
		this.plainCountries.save(Country.of("ch", "Schweiz"));
		this.plainCountries.deleteById("ch");
		this.plainCountries.deleteById("ch");
		this.plainCountries.delete(Country.of("ch", "none"));
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "created", "PreSave", "updated", "PreDelete",
				"PostDelete");
	}

	@Test // S4, P40
	void aVersionThatIsNullTellsACreation() {
		this.recorder.hear(Article.class);
		Article saved = this.articles.save(Article.of("a", "one"));
		saved.title = "two";
		Article merged = this.articles.save(saved);
		assertThat(merged).isNotSameAs(saved);
		assertThat(this.recorder.lastSaved().instance()).isSameAs(merged);
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "created", "PreSave", "updated");
		assertThat(this.recorder.lastSaved().changes().before("title")).isEqualTo("one");
	}

	@Test // S3, S4
	void aVersionThatIsOutdatedFailsAsWithoutReceivers() {
		Article saved = this.articles.saveAndFlush(Article.of("b", "one"));
		saved.title = "two";
		this.articles.saveAndFlush(saved);
		this.recorder.hear(Article.class);
		saved.title = "three";
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.articles.saveAndFlush(saved));
		assertThat(this.recorder.kinds()).containsExactly("PreSave");
	}

	@Test // S4, P40
	void aPrimitiveVersionTellsNothingTheRowDoes() {
		this.recorder.hear(Leaflet.class);
		this.leaflets.save(Leaflet.of("a", "one"));
		Leaflet stored = this.leaflets.findById("a").orElseThrow();
		this.leaflets.save(stored);
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "created", "PreSave", "updated");
	}

	@Test // S4, P40
	void aPersistableSaysItselfThatItIsNew() {
		this.recorder.hear(Voucher.class);
		Voucher voucher = Voucher.of("v", "one");
		assertThat(this.statements.of(() -> this.vouchers.save(voucher))).containsExactly("insert");
		this.vouchers.save(voucher);
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "created", "PreSave", "updated");
		this.recorder.forget();
		this.vouchers.delete(Voucher.of("v", "claims to be new"));
		assertThat(this.recorder.all()).isEmpty();
		assertThat(this.vouchers.existsById("v")).isTrue();
		this.vouchers.delete(voucher);
		assertThat(this.recorder.kinds()).containsExactly("PreDelete", "PostDelete");
	}

	@Test // S4, P41
	void saveAllTellsMixturesApart() {
		Country stored = this.countries.save(Country.of("fr", "France"));
		this.recorder.hear(Country.class);
		List<Country> saved = this.countries.saveAll(List.of(Country.of("it", "Italia"), Country.of("fr", "Frankreich"),
				Country.of("es", "España"), Country.of("it", "Italy"), stored));
		assertThat(this.recorder.saved()).extracting(PostSave::created)
			.containsExactly(true, false, true, false, false);
		assertThat(this.recorder.saved()).extracting(PostSave::instance)
			.usingElementComparator((one, other) -> (one == other) ? 0 : 1)
			.isEqualTo(saved);
		assertThat(this.recorder.saved().get(0).changes().before("name")).isNull();
		assertThat(this.recorder.saved().get(1).changes().isEmpty()).isTrue();
	}

	@Test // S2, S4
	void theSameNewInstanceTwiceIsCreatedOnce() {
		this.recorder.hear(Customer.class);
		Customer customer = Customer.of("twice");
		this.customers.saveAll(List.of(customer, customer));
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "PreSave", "created", "updated");
		assertThat(this.recorder.lastSaved().changes().isEmpty()).isTrue();
		assertThat(this.customers.count()).isOne();
	}

	@Test // S7
	void aManagedInstanceIsComparedWithWhatWasLoaded() {
		Long id = store(Customer.of("old"));
		this.recorder.hear(Customer.class);
		inTransaction(() -> {
			Customer managed = this.customers.findById(id).orElseThrow();
			managed.name = "new";
			this.customers.save(managed);
			assertThat(this.recorder.lastSaved().instance()).isSameAs(managed);
			assertThat(this.recorder.lastSaved().changes().attributes()).containsExactly("name");
			assertThat(this.recorder.lastSaved().changes().before("name")).isEqualTo("old");
			this.customers.saveAndFlush(managed);
			assertThat(this.recorder.lastSaved().created()).isFalse();
			this.customers.saveAndFlush(managed);
			assertThat(this.recorder.lastSaved().changes().isEmpty()).isTrue();
		});
	}

	@Test // S4, S7
	void whatWasCreatedInTheTransactionIsUpdatedByTheNextSave() {
		this.recorder.hear(Customer.class);
		inTransaction(() -> {
			Customer customer = this.customers.save(Customer.of("one"));
			customer.name = "two";
			this.customers.save(customer);
			assertThat(this.recorder.kinds()).containsExactly("PreSave", "created", "PreSave", "updated");
			assertThat(this.recorder.lastSaved().changes().before("name")).isEqualTo("one");
		});
	}

	@Test // S9
	void anUpdateOfADetachedEntityCostsNoStatementMore() {
		Customer customer = Customer.of("with notes");
		customer.notes.add(Note.of("one"));
		customer.notes.add(Note.of("two"));
		Long id = store(customer);
		Customer detached = loaded(id);
		detached.name = "bare";
		List<String> bare = this.statements.of(() -> this.customers.save(detached));
		this.recorder.hear(Customer.class);
		detached.name = "heard";
		assertThat(this.statements.of(() -> this.customers.save(detached))).isEqualTo(bare);
		assertThat(this.recorder.lastSaved().changes().before("name")).isEqualTo("bare");
	}

	@Test // S9
	void aSaveOrDeleteOfAManagedEntityCostsNoStatementMore() {
		Long id = store(Customer.of("managed"));
		Long other = store(Customer.of("other"));
		List<String> bare = deletingManaged(other);
		this.recorder.hear(Customer.class).hear(Country.class);
		inTransaction(() -> {
			Customer managed = this.customers.findById(id).orElseThrow();
			managed.name = "changed";
			assertThat(this.statements.of(() -> this.customers.save(managed))).isEmpty();
		});
		assertThat(deletingManaged(id)).isEqualTo(bare);
		assertThat(this.recorder.of(PostDelete.class)).hasSize(1);
	}

	private List<String> deletingManaged(Long id) {
		List<String> prepared = new ArrayList<>();
		inTransaction(() -> {
			Customer managed = this.customers.findById(id).orElseThrow();
			prepared.addAll(this.statements.of(() -> this.customers.delete(managed)));
		});
		return prepared;
	}

	@Test // S3
	void customMethodsOfAFragmentAreLeftAlone() {
		this.recorder.hear(Customer.class);
		Customer draft = this.customers.saveDraft("draft");
		this.customers.deleteDrafts(List.of(draft));
		assertThat(this.customers.saveAllNames()).isZero();
		assertThat(this.recorder.all()).isEmpty();
	}

	@Test // S3; Behaviours 152
	void whatWasRolledBackIsACreationTheNextTime() {
		this.recorder.hear(Country.class);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> inTransaction(() -> {
			this.countries.saveAndFlush(Country.of("zz", "none"));
			throw new IllegalStateException("roll back");
		}));
		this.countries.save(Country.of("zz", "none"));
		assertThat(this.recorder.kinds()).containsExactly("PreSave", "created", "PreSave", "created");
	}

	@Test // S5, P10
	void aReceiverMayAssignTheIdentifier() {
		this.recorder.hear(Country.class);
		this.recorder.on(ReceiverSpec.preSave(Country.class), (signal) -> signal.instance().code = "by receiver");
		this.countries.save(Country.of("", "Atlantis"));
		assertThat(this.recorder.lastSaved().created()).isTrue();
		assertThat(this.countries.existsById("by receiver")).isTrue();
	}

}
