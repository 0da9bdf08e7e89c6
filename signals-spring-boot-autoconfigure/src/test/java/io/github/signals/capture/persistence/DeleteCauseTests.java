package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PreDelete;
import io.github.signals.PreDeleteReceiver;
import io.github.signals.SignalCause;
import io.github.signals.SignalContext;
import io.github.signals.Snapshot;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whose delete or save leads to the delete of an entity (S19).
 */
@SpringBootTest(classes = DeleteCauseTests.Application.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:delete-causes;DB_CLOSE_DELAY=-1",
				"spring.jpa.hibernate.ddl-auto=create", "signals.durable.initialize-schema=always",
				"signals.durable.polling-interval=200ms" })
class DeleteCauseTests {

	@Autowired
	private EntityManager em;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Receivers receivers;

	private Long shelf = 0L;

	private Long box = 0L;

	@BeforeEach
	void store() {
		this.transaction.executeWithoutResult((status) -> {
			Shelf shelf = new Shelf();
			Box box = new Box();
			box.shelf = shelf;
			shelf.boxes.add(box);
			for (int i = 0; i < 2; i++) {
				Thing thing = new Thing();
				thing.box = box;
				box.things.add(thing);
			}
			this.em.persist(shelf);
			this.shelf = Objects.requireNonNull(shelf.id);
			this.box = Objects.requireNonNull(box.id);
		});
		this.receivers.heard.clear();
	}

	private Shelf shelf() {
		return this.em.find(Shelf.class, this.shelf);
	}

	private String by(Class<?> type, Long id) {
		return type.getSimpleName() + " " + id;
	}

	private List<String> heard(String receiver) {
		return this.receivers.heard.stream().filter((event) -> event.startsWith(receiver)).toList();
	}

	@Test
	void aCascadedDeleteTellsWhatWasRemovedFirst() {
		this.transaction.executeWithoutResult((status) -> this.em.remove(shelf()));
		String cause = by(Shelf.class, this.shelf);
		assertThat(heard("before")).containsExactlyInAnyOrder("before Thing of " + cause, "before Thing of " + cause,
				"before Box of " + cause, "before Shelf of null");
		assertThat(heard("deleted")).containsExactlyInAnyOrder("deleted Thing of " + cause, "deleted Thing of " + cause,
				"deleted Box of " + cause, "deleted Shelf of null");
		assertThat(heard("net")).containsExactlyInAnyOrder("net Thing of " + cause, "net Thing of " + cause,
				"net Box of " + cause, "net Shelf of null");
		assertThat(heard("snapshot")).containsExactly("snapshot of " + cause, "snapshot of " + cause);
		// S21: and so does the record of it
		await().untilAsserted(() -> assertThat(heard("durable")).filteredOn((event) -> event.endsWith(cause))
			.containsExactlyInAnyOrder("durable Thing of " + cause, "durable Thing of " + cause,
					"durable Box of " + cause));
	}

	@Test
	void anOrphanTellsTheSavedEntityThatHasItNoMore() {
		this.transaction.executeWithoutResult((status) -> shelf().boxes.get(0).things.remove(0));
		assertThat(heard("deleted")).containsExactly("deleted Thing of " + by(Box.class, this.box));
		assertThat(heard("net")).containsExactly("net Thing of " + by(Box.class, this.box));
	}

	@Test
	void whatAnOrphanTakesWithItTellsTheSavedEntityToo() {
		this.transaction.executeWithoutResult((status) -> shelf().boxes.clear());
		String cause = by(Shelf.class, this.shelf);
		assertThat(heard("deleted")).containsExactlyInAnyOrder("deleted Thing of " + cause, "deleted Thing of " + cause,
				"deleted Box of " + cause);
	}

	@Test
	void aDeleteThatIsCalledForHasNone() {
		this.transaction.executeWithoutResult((status) -> {
			Thing thing = shelf().boxes.get(0).things.remove(0);
			this.em.remove(thing);
		});
		assertThat(heard("deleted")).containsExactly("deleted Thing of null");
	}

	// The call of before has ended
	@Test
	void aDeleteThatFollowsAnotherIsNotItsConsequence() {
		this.transaction.executeWithoutResult((status) -> {
			Shelf other = new Shelf();
			this.em.persist(other);
			this.em.remove(other);
			this.em.remove(shelf().boxes.get(0).things.remove(0));
			shelf().boxes.get(0).things.clear();
		});
		assertThat(heard("deleted Thing")).containsExactlyInAnyOrder("deleted Thing of null",
				"deleted Thing of " + by(Box.class, this.box));
	}

	static class Receivers {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		private void note(String when, Class<?> sender, SignalContext context) {
			this.heard.add(when + " " + sender.getSimpleName() + " of " + describe(context));
		}

		private static @Nullable String describe(SignalContext context) {
			SignalCause cause = context.cause();
			return (cause != null) ? cause.sender().getSimpleName() + " " + cause.id() : null;
		}

		@PreDeleteReceiver
		void before(PreDelete<?> signal, SignalContext context) {
			note("before", signal.sender(), context);
		}

		@PostDeleteReceiver
		void deleted(PostDelete<?> signal, SignalContext context) {
			note("deleted", signal.sender(), context);
		}

		@PostDeleteReceiver(delivery = Delivery.AFTER_COMMIT)
		void net(PostDelete<?> signal, SignalContext context) {
			note("net", signal.sender(), context);
		}

		@PostDeleteReceiver(sender = { Thing.class, Box.class }, delivery = Delivery.DURABLE,
				dispatchUid = "durable_cause")
		void durable(PostDelete<?> signal, SignalContext context) {
			note("durable", signal.sender(), context);
		}

		@PostDeleteReceiver(sender = Thing.class, delivery = Delivery.AFTER_COMMIT)
		void snapshot(Snapshot snapshot, SignalContext context) {
			this.heard.add("snapshot of " + describe(context));
		}

	}

	@Entity(name = "CauseShelf")
	static class Shelf {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		private @Nullable Long id;

		@OneToMany(mappedBy = "shelf", cascade = CascadeType.ALL, orphanRemoval = true)
		private List<Box> boxes = new ArrayList<>();

	}

	@Entity(name = "CauseBox")
	static class Box {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		private @Nullable Long id;

		@ManyToOne
		private @Nullable Shelf shelf;

		@OneToMany(mappedBy = "box", cascade = CascadeType.ALL, orphanRemoval = true)
		private List<Thing> things = new ArrayList<>();

	}

	@Entity(name = "CauseThing")
	static class Thing {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		private @Nullable Long id;

		@ManyToOne
		private @Nullable Box box;

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class, SignalsAutoConfiguration.class,
			SignalsDurableAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class })
	@Import(Receivers.class)
	static class Application {

		@Bean
		PersistenceManagedTypes managedTypes() {
			return PersistenceManagedTypes.of(Shelf.class.getName(), Box.class.getName(), Thing.class.getName());
		}

	}

}
