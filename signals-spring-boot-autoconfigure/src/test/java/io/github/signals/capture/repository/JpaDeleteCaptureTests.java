package io.github.signals.capture.repository;

import java.util.List;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;

import io.github.signals.EntitySignal;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.capture.repository.JpaModel.Address;
import io.github.signals.capture.repository.JpaModel.Customer;
import io.github.signals.capture.repository.JpaModel.Note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What deletes through JPA signal.
 */
@SpringBootTest(classes = JpaModel.Application.class, properties = JpaModel.H2)
class JpaDeleteCaptureTests extends JpaTestSupport {

	@Autowired
	private JpaRepositories.SoftCustomers softCustomers;

	@Autowired
	private EntityManager entityManager;

	private List<String> story() {
		return this.recorder.all()
			.stream()
			.map((signal) -> signal.getClass().getSimpleName() + " " + ((Customer) signal.instance()).name)
			.toList();
	}

	@Test // S1; Behaviours 29
	void deletingANewEntityIsNothing() {
		this.recorder.hear(Customer.class);
		this.customers.delete(Customer.of("new"));
		this.customers.deleteAll(List.of(Customer.of("new")));
		assertThat(this.recorder.all()).isEmpty();
	}

	@Test // S1
	void deletingADetachedEntityCostsNoStatementMore() {
		Customer first = loaded(store(Customer.of("a")));
		Customer second = loaded(store(Customer.of("b")));
		List<String> bare = this.statements.of(() -> this.customers.delete(first));
		this.recorder.hear(Customer.class);
		assertThat(this.statements.of(() -> this.customers.delete(second))).isEqualTo(bare);
		assertThat(story()).containsExactly("PreDelete b", "PostDelete b");
		assertThat(this.recorder.all()).extracting(EntitySignal::instance).allMatch((instance) -> instance == second);
		this.recorder.forget();
		this.customers.delete(second);
		assertThat(this.recorder.all()).isEmpty();
	}

	@Test // S1
	void theSameEntityTwiceIsDeletedOnce() {
		Customer customer = loaded(store(Customer.of("a")));
		this.recorder.hear(Customer.class);
		this.customers.deleteAll(List.of(customer, customer));
		assertThat(story()).containsExactly("PreDelete a", "PostDelete a");
	}

	@Test // S1
	void whatWasCreatedInTheTransactionIsDeleted() {
		this.recorder.hasDeleteReceivers(Customer.class);
		inTransaction(() -> {
			Customer customer = this.customers.save(Customer.of("a"));
			this.customers.delete(customer);
			this.customers.delete(customer);
		});
		assertThat(story()).containsExactly("PreDelete a", "PostDelete a");
		assertThat(this.customers.count()).isZero();
	}

	@Test // S1
	void whatNobodyHasHeardOfAndWasNeverWrittenIsNotDeleted() {
		this.recorder.hear(Customer.class);
		inTransaction(() -> {
			Customer customer = Customer.of("a");
			this.entityManager.persist(customer);
			this.customers.delete(customer);
			Customer other = Customer.of("b");
			this.entityManager.persist(other);
			this.customers.deleteById(other.id);
			Customer heard = Customer.of("c");
			this.entityManager.persist(heard);
			this.customers.save(heard);
			this.customers.delete(heard);
		});
		assertThat(story()).containsExactly("PreSave a", "PreSave b", "PreSave c", "PreSave c", "PostSave c",
				"PreDelete c", "PostDelete c");
		assertThat(this.customers.count()).isZero();
	}

	@Test // S1; Behaviours 33
	void derivedDeletesSignalWhatTheyFind() {
		store(Customer.of("a"));
		store(Customer.of("b"));
		store(Customer.of("b"));
		this.recorder.hear(Customer.class);
		this.customers.deleteByName("b");
		assertThat(story()).containsExactly("PreDelete b", "PreDelete b", "PostDelete b", "PostDelete b");
		this.recorder.forget();
		assertThat(this.customers.removeByNameIn(List.of("a", "b", "c"))).isOne();
		assertThat(story()).containsExactly("PreDelete a", "PostDelete a");
		this.recorder.forget();
		this.customers.deleteByName("none");
		assertThat(this.recorder.all()).isEmpty();
	}

	@Test // S1, S2
	void derivedDeletesWithSortAndLimitSignalWhatIsDeleted() {
		List.of("aa", "ab", "ac", "b").forEach((name) -> store(Customer.of(name)));
		this.recorder.hear(Customer.class);
		List<Customer> deleted = this.customers.deleteByNameStartingWith("a", Sort.by("name").descending(),
				Limit.of(2));
		assertThat(deleted).hasSize(2);
		assertThat(this.recorder.instances()).usingElementComparator((one, other) -> (one == other) ? 0 : 1)
			.containsExactly(deleted.get(0), deleted.get(1), deleted.get(0), deleted.get(1));
		this.recorder.forget();
		assertThat(this.customers.deleteFirst2ByNameLikeOrderByNameDesc("%")).isEqualTo(2);
		assertThat(this.recorder.kinds()).containsExactly("PreDelete", "PreDelete", "PostDelete", "PostDelete");
		assertThat(this.customers.count()).isZero();
	}

	@Test // S2
	void aDerivedDeleteThatFindsAnEntityTwiceSignalsItOnce() {
		Customer customer = Customer.of("a");
		customer.notes.add(Note.of("one"));
		customer.notes.add(Note.of("two"));
		store(customer);
		this.recorder.hear(Customer.class);
		this.customers.deleteByNotesTextLike("%");
		assertThat(story()).containsExactly("PreDelete a", "PostDelete a");
	}

	@Test // S1
	void derivedDeletesFollowPaths() {
		Customer customer = Customer.of("in the city");
		customer.address = new Address("Bern", "Marktgasse");
		store(customer);
		Customer referred = Customer.of("referred");
		referred.referrer = loaded(store(Customer.of("referrer")));
		store(referred);
		this.recorder.hear(Customer.class);
		List<Customer> deleted = this.customers.deleteByAddressCity("Bern", Sort.unsorted());
		assertThat(this.recorder.all().get(1).instance()).isSameAs(deleted.get(0));
		assertThat(story()).containsExactly("PreDelete in the city", "PostDelete in the city");
		this.recorder.forget();
		Customer one = this.customers.removeByReferrerName("referrer");
		assertThat(this.recorder.all()).extracting(EntitySignal::instance).allMatch((instance) -> instance == one);
		assertThat(this.customers.removeByReferrerName("referrer")).isNull();
		assertThat(story()).containsExactly("PreDelete referred", "PostDelete referred");
	}

	@Test // S1
	void aDerivedDeleteThatSearchesForNothingIsHeard() {
		store(Customer.of("unreferred"));
		this.recorder.hear(Customer.class);
		this.customers.removeByReferrerName(null);
		assertThat(this.customers.count()).isZero();
		assertThat(story()).containsExactly("PreDelete unreferred", "PostDelete unreferred");
	}

	@Test // S1
	void aDerivedDeleteThatFailsDeletesNothing() {
		Long referrer = store(Customer.of("referrer"));
		List.of("a", "b").forEach((name) -> {
			Customer referred = Customer.of(name);
			referred.referrer = loaded(referrer);
			store(referred);
		});
		this.recorder.hear(Customer.class);
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
			.isThrownBy(() -> this.customers.removeByReferrerName("referrer"));
		this.recorder.on(ReceiverSpec.preDelete(Customer.class), (signal) -> {
			throw new IllegalStateException("no");
		});
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.customers.deleteByName("a"));
		assertThat(this.customers.count()).isEqualTo(3);
	}

	@Test // S9
	void aDerivedDeleteLoadsNothingMoreWhereNobodyListens() {
		this.recorder.hasSaveReceivers(Customer.class);
		store(Customer.of("a"));
		assertThat(this.statements.of(() -> this.customers.deleteByName("a"))).containsExactly("select", "select",
				"delete");
		assertThat(this.recorder.all()).isEmpty();
	}

	@Test // S8, P38
	void methodsOfTheBaseClassWithAQueryOfTheirOwnDoNotSignalRows() {
		Long id = store(Customer.of("a"));
		this.recorder.hear(Customer.class);
		this.softCustomers.deleteById(id);
		this.softCustomers.deleteAll();
		assertThat(this.recorder.all()).isEmpty();
		assertThat(loaded(id).name).isEqualTo("gone");
	}

	@Test // S8; Behaviours 110, 147
	void setBasedDeletesDoNotSignalRows() {
		Long id = store(Customer.of("a"));
		store(Customer.of("b"));
		this.recorder.hear(Customer.class);
		assertThat(this.customers.deleteQuietlyByName("b")).isOne();
		this.customers.deleteAllByIdInBatch(List.of(id));
		this.customers.deleteAllInBatch(List.of(loaded(store(Customer.of("c")))));
		this.customers.deleteAllInBatch();
		assertThat(this.recorder.all()).isEmpty();
		assertThat(this.customers.count()).isZero();
	}

	@Test // S5; Behaviours 103, 113
	void aReceiverMayRepairReferencesBeforeADelete() {
		Long referrer = store(Customer.of("referrer"));
		Customer referred = Customer.of("referred");
		referred.referrer = loaded(referrer);
		Long id = store(referred);
		this.recorder.on(ReceiverSpec.preDelete(Customer.class),
				(signal) -> this.customers.findById(id).orElseThrow().referrer = null);
		this.customers.deleteById(referrer);
		assertThat(loaded(id).referrer).isNull();
	}

	@Test // P51; Behaviours 28, 112
	void aReferenceIsDeletedAsTheEntityBehindIt() {
		Long id = store(Customer.of("a"));
		this.recorder.hear(Customer.class);
		inTransaction(() -> this.customers.delete(this.customers.getReferenceById(id)));
		assertThat(story()).containsExactly("PreDelete a", "PostDelete a");
		assertThat(this.recorder.all()).allMatch((signal) -> signal.instance().getClass() == Customer.class);
	}

	@Test // P51
	void aDetachedReferenceIsDeletedAsWithoutReceivers() {
		Long id = store(Customer.of("a"));
		Customer reference = Objects
			.requireNonNull(this.transaction.execute((status) -> this.customers.getReferenceById(id)));
		this.recorder.hear(Customer.class);
		this.customers.delete(reference);
		assertThat(story()).containsExactly("PreDelete a", "PostDelete a");
		assertThat(this.customers.count()).isZero();
	}

}
