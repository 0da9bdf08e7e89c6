package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostLoad;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalContext.Origin;
import io.github.signals.Signals;
import io.github.signals.capture.persistence.LinkModel.Graduate;
import io.github.signals.capture.persistence.LinkModel.Student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is told of entities that are loaded.
 */
@SpringBootTest(classes = LinkModel.Application.class,
		properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.datasource.url=jdbc:h2:mem:loads" })
class LoadSignalTests {

	private final Student anna = Student.of("anna");

	private final Graduate gina = Graduate.of("gina");

	private final List<PostLoad<?>> loaded = new ArrayList<>();

	@Autowired
	private Signals signals;

	@Autowired
	private TransactionTemplate transaction;

	@PersistenceContext
	private EntityManager em;

	@BeforeEach
	void storeThem() {
		inTransaction(() -> {
			this.em.persist(this.anna);
			this.em.persist(this.gina);
		});
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	static ReceiverSpec<PostLoad<Object>> loads() {
		return ReceiverSpec.postLoad(Object.class);
	}

	private void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	@Test // Behaviours 22
	void anEntityIsToldOnceAPersistenceContext() {
		this.signals.connect(loads(), this.loaded::add);
		inTransaction(() -> {
			this.em.find(Student.class, this.anna.id);
			this.em.find(Student.class, this.anna.id);
			this.em.createQuery("select s from LinkModel$Student s where s.id = " + this.anna.id).getResultList();
		});
		assertThat(this.loaded).hasSize(1);
		inTransaction(() -> this.em.find(Student.class, this.anna.id));
		assertThat(this.loaded).hasSize(2);
	}

	@Test // S9, P51
	void theSenderIsTheClassOfTheRow() {
		this.signals.connect(loads(), this.loaded::add);
		inTransaction(() -> {
			Student reference = this.em.getReference(Student.class, this.gina.id);
			assertThat(this.loaded).isEmpty();
			Hibernate.initialize(reference);
			assertThat(this.loaded).singleElement().satisfies((load) -> {
				assertThat(load.sender()).isEqualTo(Graduate.class);
				assertThat(load.instance()).isSameAs(Hibernate.unproxy(reference));
			});
		});
	}

	@Test // S19
	void theContextSaysThatItWasLoaded() {
		this.signals.connect(loads(), this.loaded::add);
		this.signals.withActor("me", () -> inTransaction(() -> this.em.find(Student.class, this.anna.id)));
		assertThat(this.loaded).singleElement().satisfies((load) -> {
			assertThat(load.context().origin()).isEqualTo(Origin.LOAD);
			assertThat(load.context().using()).isEqualTo("transactionManager");
			assertThat(load.context().actor()).isEqualTo("me");
		});
	}

	@Test
	void aReceiverMaySetWhatIsNotStored() {
		List<PostSave<?>> saved = new ArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(Student.class), saved::add);
		this.signals.connect(loads(), (load) -> ((Student) load.instance()).greeting = "hello");
		inTransaction(() -> assertThat(this.em.find(Student.class, this.anna.id).greeting).isEqualTo("hello"));
		assertThat(saved).isEmpty();
	}

	@Test // S20
	void aReceiverThatChangesWhatIsStoredFails() {
		this.signals.connect(loads().uid("renames"), (load) -> ((Student) load.instance()).name = "secret");
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> inTransaction(() -> this.em.find(Student.class, this.anna.id)))
			.withMessageContaining("PostLoad")
			.withMessageContaining("renames")
			.withMessageContaining(Student.class.getName())
			.withMessageNotContaining("secret");
		disconnect();
		inTransaction(() -> assertThat(this.em.find(Student.class, this.anna.id).name).isEqualTo("anna"));
	}

	@Test // S18
	void loadsMayBeMutedAndImportsAreNotHeard() {
		this.signals.connect(loads(), this.loaded::add);
		this.signals.mute(() -> inTransaction(() -> this.em.find(Student.class, this.anna.id)));
		this.signals.importing(() -> inTransaction(() -> this.em.find(Student.class, this.anna.id)));
		assertThat(this.loaded).isEmpty();
	}

	@Test // S14
	void loadsAreHeardInTheTransactionOnly() {
		for (Delivery delivery : List.of(Delivery.BEFORE_COMMIT, Delivery.AFTER_COMMIT, Delivery.ASYNC)) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.signals.connect(loads().delivery(delivery), this.loaded::add));
		}
	}

}
