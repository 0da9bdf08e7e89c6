package io.github.signals.requests;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Signals;
import io.github.signals.requests.Library.Book;
import io.github.signals.requests.Library.Books;
import io.github.signals.requests.Library.Notes;
import io.github.signals.requests.Library.Shelf;
import io.github.signals.requests.Library.Shelves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * What people have asked for in public, of Spring and of its peers. Each test names the
 * thread.
 */
@SpringBootTest(classes = Library.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:requests", "spring.jpa.hibernate.ddl-auto=create",
				"spring.flyway.enabled=false", "spring.liquibase.enabled=false",
				"signals.durable.initialize-schema=always", "signals.durable.polling-interval=200ms",
				"signals.bulk.startup-warning=false" })
@AutoConfigureMockMvc
class RequestsTests {

	@Autowired
	private LibraryReceivers receivers;

	@Autowired
	private Books books;

	@Autowired
	private Shelves shelves;

	@Autowired
	private Notes notes;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Signals signals;

	@Autowired
	private MockMvc mvc;

	@BeforeEach
	void startEmpty() {
		this.signals.mute(() -> {
			this.books.deleteAll();
			this.notes.deleteAll();
			this.shelves.deleteAll();
		});
		this.receivers.heard.clear();
	}

	private Book stored(String title) {
		Book book = this.signals.mute(() -> this.books.save(new Book(title)));
		this.receivers.heard.clear();
		return book;
	}

	private void inTransaction(Runnable... changes) {
		this.transaction.executeWithoutResult((status) -> {
			for (Runnable change : changes) {
				change.run();
			}
		});
	}

	private Book load(Book book) {
		return this.books.findById(Objects.requireNonNull(book.id)).orElseThrow();
	}

	/**
	 * spring-data-commons#3057: standard events before and after each save and delete,
	 * which the entities need not register.
	 */
	@Test
	void hearsTheLifecycleOfEveryEntity() {
		Book book = this.books.save(new Book("Dune"));
		book.title = "Emma";
		book = this.books.save(book);
		this.books.delete(book);
		assertThat(this.receivers.of("lifecycle")).containsExactly("before save of Dune", "after creation of Dune",
				"before save of Emma", "after update of Emma", "PreDelete of Emma", "PostDelete of Emma");
	}

	/**
	 * spring-data-jpa#3386: the same for JPA, as events of Spring.
	 */
	@Test
	void hearsASaveWithAnEventListener() {
		this.books.save(new Book("Dune"));
		assertThat(this.receivers.of("listener")).containsExactly("Dune");
	}

	/**
	 * spring-data-commons#2084: deletes are published too, also by identifier.
	 */
	@Test
	void hearsDeletesByIdentifier() {
		Book book = stored("Dune");
		this.books.deleteById(Objects.requireNonNull(book.id));
		this.books.deleteAllById(List.of(Objects.requireNonNull(stored("Emma").id)));
		assertThat(this.receivers.of("lifecycle")).endsWith("PreDelete of Emma", "PostDelete of Emma");
	}

	/**
	 * spring-data-commons#3388: the creation of an entity with an assigned identifier,
	 * which JPA merges into a copy.
	 */
	@Test
	void hearsTheCreationOfAnEntityWithAnAssignedIdentifier() {
		this.shelves.save(new Shelf("A1"));
		this.shelves.save(new Shelf("A1"));
		assertThat(this.receivers.of("created")).containsExactly("A1 true", "A1 false");
	}

	/**
	 * spring-data-jpa#1727: an entity that is changed in a transaction, without a call of
	 * save.
	 */
	@Test
	void hearsAChangeThatNobodySaves() {
		Book book = stored("Dune");
		inTransaction(() -> load(book).title = "Emma");
		assertThat(this.receivers.of("lifecycle")).containsExactly("before save of Emma", "after update of Emma");
	}

	/**
	 * spring-data-jpa#1915: what is registered before an update is published.
	 */
	@Test
	void publishesWhatIsRegisteredBeforeAnUpdate() {
		Book book = stored("Dune");
		inTransaction(() -> load(book).title = "Emma");
		assertThat(this.receivers.of("registered")).containsExactly("Emma");
		book.title = "Ulysses";
		this.books.save(book);
		assertThat(this.receivers.of("registered")).containsExactly("Emma", "Ulysses");
	}

	/**
	 * spring-data-jpa#4054: the original values of an update.
	 */
	@Test
	void knowsTheOriginalValuesOfAnUpdate() {
		Book book = stored("Dune");
		book.title = "Emma";
		this.books.save(book);
		assertThat(this.receivers.of("before.update")).containsExactly("Dune -> Emma");
		assertThat(this.receivers.of("changes")).containsExactly("Dune -> Emma");
	}

	/**
	 * jakartaee/persistence#757: the original state of an update by the entity manager.
	 */
	@Test
	void knowsTheOriginalStateInThePersistenceContext() {
		Book book = stored("Dune");
		inTransaction(() -> {
			this.entityManager.find(Book.class, book.id).title = "Emma";
			this.entityManager.flush();
			assertThat(this.receivers.of("before.update")).containsExactly("Dune -> Emma");
			assertThat(this.receivers.of("changes")).containsExactly("Dune -> Emma");
		});
	}

	/**
	 * spring-framework#35681: all events of a transaction in one list, before the commit.
	 */
	@Test
	void hearsAllSavesOfATransactionAsAList() {
		this.transaction.executeWithoutResult((status) -> {
			this.books.save(new Book("Dune"));
			this.books.save(new Book("Emma"));
			assertThat(this.receivers.of("batch")).isEmpty();
		});
		assertThat(this.receivers.of("batch")).containsExactly("[Dune, Emma]");
	}

	/**
	 * spring-framework#26974: what a listener writes after the commit is not lost.
	 */
	@Test
	void keepsWhatIsWrittenAfterTheCommit() {
		this.transaction.executeWithoutResult((status) -> this.books.save(new Book("Dune")));
		assertThat(this.jdbc.queryForList("select text from note", String.class)).containsExactly("created Dune");
	}

	/**
	 * spring-data-rest#780: listeners of a request that follow its transaction.
	 */
	@Test
	void followsTheTransactionOfARequest() throws Exception {
		this.mvc.perform(MockMvcRequestBuilders.post("/books").param("title", "Dune"));
		assertThat(this.receivers.of("after.commit")).containsExactly("Dune");
		assertThat(this.receivers.of("after.rollback")).isEmpty();
		assertThatThrownBy(() -> this.mvc.perform(MockMvcRequestBuilders.post("/books").param("title", "")))
			.hasRootCauseMessage("A book has a title");
		assertThat(this.receivers.of("after.commit")).containsExactly("Dune");
		assertThat(this.receivers.of("after.rollback")).containsExactly("");
	}

	/**
	 * spring-data-rest#753: the old entity beside the one of the request.
	 */
	@Test
	void comparesTheEntityOfARequestWithTheOldOne() throws Exception {
		Book book = stored("Dune");
		this.mvc.perform(MockMvcRequestBuilders.put("/books/" + book.id).param("title", "Emma"));
		assertThat(this.receivers.of("changes")).containsExactly("Dune -> Emma");
		assertThat(this.receivers.of("before.update")).containsExactly("Dune -> Emma");
		assertThat(this.receivers.of("net")).containsExactly("[title] Dune -> Emma");
	}

	/**
	 * spring-modulith#1517: what is to be sent is recorded in the transaction, and sent
	 * from the record.
	 */
	@Test
	void recordsWhatIsToBeSentInTheTransaction() {
		this.transaction.executeWithoutResult((status) -> {
			this.shelves.saveAndFlush(new Shelf("A1"));
			status.setRollbackOnly();
		});
		this.transaction.executeWithoutResult((status) -> {
			this.shelves.saveAndFlush(new Shelf("B2"));
			assertThat(this.receivers.of("outbox")).isEmpty();
		});
		await().atMost(Duration.ofSeconds(20)).until(() -> !this.receivers.of("outbox").isEmpty());
		assertThat(this.receivers.of("outbox")).containsExactly("B2");
	}

	/**
	 * rails#27661: the changes of all updates in a transaction.
	 */
	@Test
	void addsUpTheChangesOfATransaction() {
		Book book = stored("Dune");
		inTransaction(() -> {
			load(book).title = "Emma";
			this.books.flush();
		}, () -> {
			load(book).status = "LENT";
			this.books.flush();
		});
		assertThat(this.receivers.of("net")).containsExactly("[status, title] Dune -> Emma");
	}

	/**
	 * laravel#39943: the original value, after the commit.
	 */
	@Test
	void knowsTheOriginalValueAfterTheCommit() {
		Book book = stored("Dune");
		inTransaction(() -> load(book).title = "Emma");
		assertThat(this.receivers.of("net")).containsExactly("[title] Dune -> Emma");
	}

	/**
	 * laravel#48154: what was dirty, after the commit.
	 */
	@Test
	void knowsWhatWasDirtyAfterTheCommit() {
		Book book = stored("Dune");
		inTransaction(() -> load(book).status = "LENT");
		inTransaction(() -> load(book).title = "Emma");
		assertThat(this.receivers.of("dirty")).containsExactly("NEW -> LENT");
	}

	/**
	 * django-lifecycle#120: a hook on commit compares with the state before the
	 * transaction, however often it was saved, and does not see its own save as a change.
	 */
	@Test
	void comparesWithTheStateBeforeTheTransactionOnCommit() {
		Book book = stored("Dune");
		inTransaction(() -> {
			load(book).status = "LENT";
			this.books.flush();
		}, () -> {
			load(book).status = "LOST";
			this.books.flush();
		});
		assertThat(this.receivers.of("dirty")).containsExactly("NEW -> LOST");
		inTransaction(() -> {
			load(book).status = "FOUND";
			this.books.flush();
		}, () -> load(book).status = "LOST");
		assertThat(this.receivers.of("dirty")).containsExactly("NEW -> LOST");
	}

	/**
	 * django-lifecycle#18: statements that write many rows at once.
	 */
	@Test
	void hearsABulkUpdate() {
		Book dune = stored("Dune");
		stored("Emma");
		assertThat(this.books.changeStatus("D%", "LENT")).isEqualTo(1);
		assertThat(this.receivers.of("bulk")).containsExactly("UPDATE 1 [" + dune.id + "]");
		assertThat(this.receivers.of("changes")).isEmpty();
	}

	/**
	 * EFCore.Triggered#110: a save that fails is heard, with what was to be written.
	 */
	@Test
	void hearsASaveThatFails() {
		assertThatThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			this.books.save(new Book("Dune"));
			this.jdbc.update("insert into book (id) values (null)");
		})).isInstanceOf(DataIntegrityViolationException.class);
		assertThat(this.receivers.of("after.rollback")).containsExactly("Dune");
		assertThat(this.receivers.of("after.commit")).isEmpty();
		assertThat(this.receivers.of("failed")).isEmpty();
		Book unfit = new Book("D".repeat(300));
		assertThatThrownBy(() -> this.books.saveAndFlush(unfit)).isInstanceOf(DataIntegrityViolationException.class);
		assertThat(this.receivers.of("failed")).containsExactly("NEW DataException");
		assertThat(this.books.count()).isZero();
	}

	/**
	 * spring-data-relational#2195: derived deletes of Spring Data JDBC.
	 */
	@Test
	void hearsADerivedDeleteOfSpringDataJdbc() {
		Crates.run((crates, heard) -> {
			crates.save(new Crates.Crate("red"));
			crates.save(new Crates.Crate("blue"));
			crates.deleteByColor("red");
			assertThat(heard).containsExactly("PreDelete of red", "PostDelete of red");
		});
	}

}
