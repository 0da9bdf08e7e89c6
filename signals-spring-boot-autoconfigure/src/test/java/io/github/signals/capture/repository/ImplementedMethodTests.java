package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.BulkWrite;
import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.capture.repository.ImplementedMethodModel.BasedAnimals;
import io.github.signals.capture.repository.ImplementedMethodModel.ContextPets;
import io.github.signals.capture.repository.ImplementedMethodModel.DefaultPets;
import io.github.signals.capture.repository.ImplementedMethodModel.Pet;
import io.github.signals.capture.repository.ImplementedMethodModel.StatementPets;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Methods with the names of Spring Data's that the application implements itself: by
 * fragments, default methods and base classes. The database says what they did.
 */
// S1, S3, S8
@SpringBootTest(classes = ImplementedMethodModel.Application.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:implemented;DB_CLOSE_DELAY=-1", "spring.jpa.hibernate.ddl-auto=create" })
class ImplementedMethodTests {

	@Autowired
	Signals signals;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	StatementPets statements;

	@Autowired
	ContextPets context;

	@Autowired
	DefaultPets defaults;

	@Autowired
	BasedAnimals based;

	private final List<String> heard = new ArrayList<>();

	private Pet pet = Pet.of("");

	@BeforeEach
	void storeAPet() {
		this.jdbc.update("delete from visit");
		this.jdbc.update("delete from pet");
		this.pet = this.context.saveAndFlush(Pet.of("Rex"));
		hear("", Delivery.IN_TRANSACTION);
		this.signals.connect(ReceiverSpec.preSave(Pet.class).uid("preSave"), (signal) -> add("", signal));
		this.signals.connect(ReceiverSpec.preDelete(Pet.class).uid("preDelete"), (signal) -> add("", signal));
		hear("after commit: ", Delivery.AFTER_COMMIT);
	}

	private void hear(String prefix, Delivery delivery) {
		this.signals.connect(ReceiverSpec.postSave(Pet.class).delivery(delivery).uid("save" + delivery),
				(signal) -> add(prefix, signal));
		this.signals.connect(ReceiverSpec.postDelete(Pet.class).delivery(delivery).uid("delete" + delivery),
				(signal) -> add(prefix, signal));
		this.signals.connect(ReceiverSpec.bulkWrite(Pet.class).delivery(delivery).uid("bulk" + delivery),
				(signal) -> add(prefix, signal));
	}

	private void add(String prefix, Signal<?> signal) {
		if (signal instanceof BulkWrite<?> write) {
			this.heard.add(prefix + write.operation() + " of " + write.rows());
		}
		else if (signal instanceof PostSave<?> saved) {
			this.heard.add(prefix + (saved.created() ? "created " : "updated ") + name(saved));
		}
		else {
			this.heard.add(prefix + signal.getClass().getSimpleName() + " " + name((EntitySignal<?>) signal));
		}
	}

	private static String name(EntitySignal<?> signal) {
		return ((Pet) signal.instance()).name;
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	private List<String> rows() {
		return this.jdbc.queryForList("select name from pet order by name", String.class);
	}

	private Long id() {
		return Objects.requireNonNull(this.pet.id);
	}

	private Pet renamed(String name) {
		Pet copy = Pet.of(name);
		copy.id = id();
		return copy;
	}

	@Test
	void aFragmentThatDeletesByStatementsSignalsTheStatement() {
		this.jdbc.update("insert into visit (id, pet_id) values (1, ?)", id());
		this.statements.delete(this.pet);
		assertThat(rows()).isEmpty();
		assertThat(this.heard).containsExactly("DELETE of 1", "after commit: DELETE of 1");
	}

	@Test
	void aFragmentThatDeletesByIdentifierInSqlSignalsTheStatement() {
		this.statements.deleteById(id());
		assertThat(rows()).isEmpty();
		assertThat(this.heard).containsExactly("DELETE of 1", "after commit: DELETE of 1");
	}

	@Test
	void aFragmentThatDeletesNothingSignalsNoRow() {
		this.statements.deleteById(-1L);
		assertThat(rows()).containsExactly("Rex");
		assertThat(this.heard).containsExactly("DELETE of 0", "after commit: DELETE of 0");
	}

	@Test
	void aFragmentThatDeletesAllByAStatementSignalsTheStatement() {
		this.jdbc.update("insert into pet (id, name) values (-1, 'Tom')");
		this.statements.deleteAll();
		assertThat(rows()).isEmpty();
		assertThat(this.heard).containsExactly("DELETE of 2", "after commit: DELETE of 2");
	}

	@Test
	void aFragmentThatSavesByAStatementSignalsTheStatement() {
		this.statements.save(renamed("Max"));
		assertThat(rows()).containsExactly("Max");
		assertThat(this.heard).containsExactly("UPDATE of 1", "after commit: UPDATE of 1");
	}

	@Test
	void aFragmentThatMergesSignalsTheRow() {
		this.context.save(renamed("Max"));
		assertThat(rows()).containsExactly("Max");
		assertThat(this.heard).containsExactly("PreSave Max", "updated Max", "after commit: updated Max");
	}

	@Test
	void aFragmentThatMergesNoChangeSignalsNothing() {
		this.context.save(renamed("Rex"));
		assertThat(this.heard).doesNotContain("updated Rex", "after commit: updated Rex");
	}

	@Test
	void aFragmentThatRemovesSignalsTheRow() {
		this.context.delete(this.pet);
		assertThat(rows()).isEmpty();
		assertThat(this.heard).containsExactly("PreDelete Rex", "PostDelete Rex", "after commit: PostDelete Rex");
	}

	@Test
	void aFragmentThatRemovesByIdentifierOrAllSignalsTheRows() {
		this.context.deleteById(id());
		assertThat(this.heard).containsExactly("PreDelete Rex", "PostDelete Rex", "after commit: PostDelete Rex");
		this.heard.clear();
		this.jdbc.update("insert into pet (id, name) values (-1, 'Tom')");
		this.context.deleteAll();
		assertThat(rows()).isEmpty();
		assertThat(this.heard).containsExactly("PreDelete Tom", "PostDelete Tom", "after commit: PostDelete Tom");
	}

	@Test
	void whatIsRolledBackIsNotHeardAfterACommit() {
		this.transaction.executeWithoutResult((status) -> {
			this.statements.deleteById(id());
			status.setRollbackOnly();
		});
		assertThat(rows()).containsExactly("Rex");
		assertThat(this.heard).containsExactly("DELETE of 1");
	}

	@Test
	void aDefaultMethodSignalsWhatItDoes() {
		this.defaults.delete(this.pet);
		assertThat(rows()).containsExactly("gone");
		assertThat(this.heard).containsExactly("PreSave gone", "updated gone", "after commit: updated gone");
	}

	@Test
	void aDefaultMethodThatCallsTheRepositorySignalsThatCallOnce() {
		this.defaults.deleteById(id());
		assertThat(rows()).isEmpty();
		assertThat(this.heard).containsExactly("PreDelete Rex", "PostDelete Rex", "after commit: PostDelete Rex");
	}

	@Test
	void aMethodThatABaseClassOverridesSignalsWhatItDoes() {
		this.based.deleteById(id());
		assertThat(rows()).isEmpty();
		assertThat(this.heard).containsExactly("DELETE of 1", "after commit: DELETE of 1");
		this.heard.clear();
		this.based.save(Pet.of("Tom"));
		assertThat(rows()).containsExactly("Tom");
		assertThat(this.heard).containsExactly("PreSave Tom", "created Tom", "after commit: created Tom");
	}

	@Test
	void aMethodThatABaseClassInheritsIsAnnounced() {
		this.based.delete(this.pet);
		assertThat(rows()).isEmpty();
		assertThat(this.heard).containsExactly("PreDelete Rex", "PostDelete Rex", "after commit: PostDelete Rex");
		this.heard.clear();
		Pet saved = this.based.saveAndFlush(Pet.of("Tom"));
		this.heard.clear();
		this.based.saveAll(List.of(saved));
		// S3: a save of Spring Data's own is heard although nothing is written.
		assertThat(this.heard).containsExactly("PreSave Tom", "updated Tom");
	}

}
