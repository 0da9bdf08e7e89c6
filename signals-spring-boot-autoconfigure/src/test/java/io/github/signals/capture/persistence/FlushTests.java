package io.github.signals.capture.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverRecursionException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.SignalReceiver;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What receivers may do before and after a flush.
 */
@SpringBootTest(classes = FlushTests.Application.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:flush;DB_CLOSE_DELAY=-1", "spring.jpa.hibernate.ddl-auto=create" })
class FlushTests {

	@Autowired
	private Signals signals;

	@Autowired
	private EntityManager em;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Notes notes;

	private final List<String> heard = new ArrayList<>();

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
		this.transaction.executeWithoutResult((status) -> List.of("Part", "Note", "Numbered", "Entry")
			.forEach((entity) -> this.em.createQuery("delete from " + entity).executeUpdate()));
	}

	private <S extends Signal<?>> void on(ReceiverSpec<S> spec, SignalReceiver<? super S> receiver) {
		this.signals.connect(spec, receiver);
	}

	private void hearNotes() {
		on(ReceiverSpec.preSave(Note.class).order(-2), (save) -> this.heard.add("before " + save.instance().name));
		on(ReceiverSpec.postSave(Note.class).order(-1), this::describe);
		on(ReceiverSpec.preDelete(Note.class), (delete) -> this.heard.add("before delete " + delete.instance().name));
		on(ReceiverSpec.postDelete(Note.class), (delete) -> this.heard.add("deleted " + delete.instance().name));
	}

	private void describe(PostSave<Note> saved) {
		this.heard.add((saved.created() ? "created " : "updated ") + saved.instance().name
				+ (saved.created() ? "" : " " + saved.changes().attributes()));
	}

	private void inTransaction(Consumer<EntityManager> work) {
		this.transaction.executeWithoutResult((status) -> work.accept(this.em));
	}

	private Long stored(String name) {
		return Objects.requireNonNull(this.signals.mute(() -> this.notes.save(Note.of(name)).id));
	}

	private Note find(Long id) {
		return Objects.requireNonNull(this.em.find(Note.class, id));
	}

	private List<String> names(String table) {
		return this.jdbc.sql("select name from " + table + " order by name").query(String.class).list();
	}

	@Test // S1, S3
	void aChangeThatNobodySavesIsHeardAroundTheFlushAtTheCommit() {
		Long id = stored("a");
		hearNotes();
		inTransaction((em) -> {
			find(id).name = "b";
			this.heard.add("end of the work");
		});
		assertThat(this.heard).containsExactly("end of the work", "before b", "updated b [name, touched]");
	}

	@Test // S1, S3
	void aChangeIsHeardAroundTheFlushBeforeAQuery() {
		Long id = stored("a");
		hearNotes();
		inTransaction((em) -> {
			find(id).name = "b";
			assertThat(em.createQuery("select n.name from Note n", String.class).getResultList()).containsExactly("b");
			assertThat(this.heard).containsExactly("before b", "updated b [name, touched]");
		});
		assertThat(this.heard).hasSize(2);
	}

	@Test // S3
	void nothingIsHeardWhereNothingIsWritten() {
		Long id = stored("a");
		hearNotes();
		inTransaction((em) -> {
			find(id).name = "b";
			find(id).name = "a";
			em.flush();
		});
		assertThat(this.heard).isEmpty();
	}

	@Test // S2, P43
	void whatARepositoryHasSignalledIsNotSignalledByItsSql() {
		hearNotes();
		inTransaction((em) -> {
			Note note = this.notes.save(Note.of("a"));
			em.flush();
			assertThat(this.heard).containsExactly("before a", "created a");
			note.name = "b";
			this.notes.saveAndFlush(note);
			note.name = "c";
		});
		assertThat(this.heard).containsExactly("before a", "created a", "before b", "updated b [name, touched]",
				"before c", "updated c [name, touched]");
	}

	@Test // S2
	void whatWasChangedAfterTheSaveIsAnUpdateOfItsOwn() {
		hearNotes();
		inTransaction((em) -> this.notes.save(Note.of("a")).name = "b");
		assertThat(this.heard).containsExactly("before a", "created a", "before b", "updated b [name]");
	}

	@Test // S5, P8
	void whatAReceiverSetsBeforeTheSaveReachesTheRow() {
		on(ReceiverSpec.preSave(Note.class), (save) -> save.instance().slug = "slug of " + save.instance().name);
		inTransaction((em) -> {
			em.persist(Note.of("persisted"));
			this.notes.save(Note.of("saved"));
			em.merge(Note.of("merged"));
			Note parent = Note.of("parent");
			parent.parts.add(Part.of("part", parent));
			em.persist(parent);
		});
		assertThat(slugs()).containsExactly("slug of merged", "slug of parent", "slug of persisted", "slug of saved");
		inTransaction((em) -> em.createQuery("from Note", Note.class)
			.getResultList()
			.forEach((note) -> note.name = note.name.toUpperCase(Locale.ROOT)));
		assertThat(slugs()).containsExactly("slug of MERGED", "slug of PARENT", "slug of PERSISTED", "slug of SAVED");
	}

	private List<String> slugs() {
		return this.jdbc.sql("select slug from note order by slug").query(String.class).list();
	}

	@Test // S6, P1, P2, P4
	void receiversMayPersistAndChangeAfterAnyFlush() {
		Long id = stored("other");
		on(ReceiverSpec.postSave(Note.class), (saved) -> {
			if (saved.instance().name.equals("a") || saved.instance().name.equals("b")) {
				this.em.persist(Entry.of(saved.instance().name));
				find(id).name = "changed after " + saved.instance().name;
			}
		});
		inTransaction((em) -> {
			em.persist(Note.of("a"));
			em.flush();
			assertThat(names("entry")).as("flushed with the rest").containsExactly("a");
			em.persist(Note.of("b"));
		});
		assertThat(names("entry")).containsExactly("a", "b");
		assertThat(names("note")).containsExactly("a", "b", "changed after b");
	}

	@Test // S6, P3, P7
	void receiversMayQueryAndFlush() {
		on(ReceiverSpec.postSave(Note.class), (saved) -> {
			assertThat(this.em.createQuery("select count(n) from Note n", Long.class).getSingleResult()).isEqualTo(2);
			this.em.flush();
			this.heard.add(saved.instance().name);
		});
		inTransaction((em) -> {
			em.persist(Note.of("a"));
			em.persist(Note.of("b"));
		});
		assertThat(this.heard).containsExactly("a", "b");
		assertThat(names("note")).containsExactly("a", "b");
	}

	@Test // S6, P5
	void anIdentityColumnMakesNoDifference() {
		on(ReceiverSpec.preSave(Numbered.class), (save) -> save.instance().slug = save.instance().name);
		on(ReceiverSpec.postSave(Numbered.class), (saved) -> {
			this.heard.add(saved.created() + " " + saved.instance().name);
			assertThat(this.em.createQuery("select count(n) from Numbered n", Long.class).getSingleResult())
				.isPositive();
			this.em.persist(Entry.of(saved.instance().name));
		});
		inTransaction((em) -> {
			Numbered first = Numbered.of("a");
			em.persist(first);
			assertThat(this.heard).containsExactly("true a");
			em.persist(Numbered.of("b"));
		});
		assertThat(this.heard).containsExactly("true a", "true b");
		assertThat(names("numbered")).containsExactly("a", "b");
		assertThat(names("entry")).containsExactly("a", "b");
	}

	@Test // S17, P56
	void aReceiverIsNotCalledForItsOwnChangeOfTheInstance() {
		Long id = stored("a");
		on(ReceiverSpec.postSave(Note.class).uid("counting"), (saved) -> {
			this.heard.add("counting");
			saved.instance().touches++;
		});
		on(ReceiverSpec.postSave(Note.class).uid("listening"), (saved) -> this.heard
			.add("listening to " + saved.changes().contains("touches") + " by " + saved.context().causedBy()));
		inTransaction((em) -> find(id).name = "b");
		assertThat(this.heard).containsExactly("counting", "listening to false by null",
				"listening to true by counting");
		assertThat(this.jdbc.sql("select touches from note").query(Integer.class).single()).isOne();
	}

	@Test // S17, P56
	void aChainThatNeverEndsFailsWithItsReceiversNamed() {
		on(ReceiverSpec.postSave(Note.class).uid("endless"), (saved) -> this.em.persist(Note.of("next")));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> inTransaction((em) -> em.persist(Note.of("a"))))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining(ReceiverRecursionException.class.getName())
				.hasStackTraceContaining("endless"));
		assertThat(names("note")).isEmpty();
	}

	@Test // S20, P9
	void aReceiverThatFailsInTheFlushIsNamedAndTheNextTransactionWorks() {
		this.signals.connect(ReceiverSpec.preSave(Note.class).uid("failing"), (save) -> {
			throw new IllegalStateException("no");
		});
		Long id = stored("a");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> inTransaction((em) -> find(id).name = "b"))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining(ReceiverException.class.getName())
				.hasStackTraceContaining("'failing'"));
		this.signals.disconnect("failing");
		assertThat(names("note")).containsExactly("a");
		hearNotes();
		inTransaction((em) -> find(id).name = "c");
		assertThat(this.heard).hasSize(2);
	}

	@Test // S1, Behaviours 32, 106
	void partsAreHeardToGoBeforeWhatTheyBelongTo() {
		on(ReceiverSpec.preDelete(Object.class), (delete) -> this.heard.add("before " + delete.instance()));
		on(ReceiverSpec.postDelete(Object.class), (delete) -> this.heard.add("after " + delete.instance()));
		Note note = Note.of("note");
		note.parts.add(Part.of("part", note));
		note.parts.add(Part.of("orphan", note));
		inTransaction((em) -> em.persist(note));
		inTransaction(
				(em) -> find(Objects.requireNonNull(note.id)).parts.removeIf((part) -> part.name.equals("orphan")));
		assertThat(this.heard).containsExactly("before orphan", "after orphan");
		this.heard.clear();
		inTransaction((em) -> em.remove(find(Objects.requireNonNull(note.id))));
		assertThat(this.heard).containsExactly("before part", "before note", "after part", "after note");
	}

	@Test // S4, P30
	void aStatelessSessionIsHeardAroundEachOfItsCalls() {
		on(ReceiverSpec.preSave(Entry.class), (save) -> {
			this.heard.add("before " + save.instance().name);
			save.instance().text = "set for " + save.instance().name;
		});
		on(ReceiverSpec.postSave(Entry.class),
				(saved) -> this.heard
					.add((saved.created() ? "created" : "updated from " + saved.changes().before("name")) + " to "
							+ saved.changes().after("name")));
		on(ReceiverSpec.preDelete(Entry.class), (delete) -> this.heard.add("before delete"));
		on(ReceiverSpec.postDelete(Entry.class), (delete) -> this.heard.add("deleted"));
		inTransaction((em) -> {
			try (var session = em.unwrap(Session.class).statelessWithOptions().connection().open()) {
				Entry entry = Entry.of("a");
				session.insert(entry);
				entry.name = "b";
				session.update(entry);
				entry.name = "c";
				session.upsert(entry);
				session.delete(entry);
				Entry other = Entry.of("d");
				other.id = 1_000_000L;
				session.upsert(other);
			}
		});
		assertThat(this.heard).containsExactly("before a", "created to a", "before b", "updated from a to b",
				"before c", "updated from b to c", "before delete", "deleted", "before d", "created to d");
		assertThat(this.jdbc.sql("select text from entry").query(String.class).list()).containsExactly("set for d");
	}

	@Test // P6, P55
	void batchesStayBatchesWithAndWithoutReceivers() {
		int bare = batches();
		List<Note> saved = new ArrayList<>();
		on(ReceiverSpec.preSave(Note.class), (save) -> save.instance().slug = "set");
		on(ReceiverSpec.postSave(Note.class), (post) -> saved.add(post.instance()));
		int[] committed = new int[1];
		on(ReceiverSpec.postSave(Note.class).delivery(Delivery.AFTER_COMMIT), (post) -> committed[0]++);
		assertThat(batches()).isEqualTo(bare).isEqualTo(100_000 / 50);
		assertThat(saved).hasSize(100_000);
		assertThat(committed[0]).isEqualTo(100_000);
	}

	private int batches() {
		int[] batches = new int[1];
		inTransaction((em) -> {
			em.unwrap(Session.class).setJdbcBatchSize(50);
			em.unwrap(Session.class).addEventListeners(new SessionEventListener() {

				private static final long serialVersionUID = 1L;

				@Override
				public void jdbcExecuteBatchStart() {
					batches[0]++;
				}

			});
			for (int i = 1; i <= 100_000; i++) {
				em.persist(Note.of("note"));
				if (i % 1000 == 0) {
					em.flush();
					em.clear();
				}
			}
		});
		return batches[0];
	}

	@Entity(name = "Note")
	@DynamicUpdate
	static class Note {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		@Column(nullable = false)
		@Nullable String slug = "";

		int touches;

		@UpdateTimestamp
		@Nullable Instant touched;

		@OneToMany(mappedBy = "note", cascade = CascadeType.ALL, orphanRemoval = true)
		List<Part> parts = new ArrayList<>();

		static Note of(String name) {
			Note note = new Note();
			note.name = name;
			return note;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Entity(name = "Part")
	static class Part {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		@ManyToOne
		@Nullable Note note;

		static Part of(String name, Note note) {
			Part part = new Part();
			part.name = name;
			part.note = note;
			return part;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Entity(name = "Numbered")
	static class Numbered {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		String name = "";

		/** Set by a receiver. */
		@Column(nullable = false)
		@Nullable String slug;

		static Numbered of(String name) {
			Numbered numbered = new Numbered();
			numbered.name = name;
			return numbered;
		}

	}

	@Entity(name = "Entry")
	static class Entry {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		@Nullable String text;

		static Entry of(String name) {
			Entry entry = new Entry();
			entry.name = name;
			return entry;
		}

	}

	interface Notes extends JpaRepository<Note, Long> {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = FlushTests.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*FlushTests[$]).*$"))
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Application {

	}

}
