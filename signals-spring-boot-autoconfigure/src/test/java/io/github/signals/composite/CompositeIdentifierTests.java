package io.github.signals.composite;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Signals;
import io.github.signals.delivery.durable.DurableDelivery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Durable calls alone, in shares and in lists for entities without a repository, whose
 * identifiers have several parts and which have their sender in common.
 */
@SpringBootTest(properties = { "spring.datasource.url=jdbc:h2:mem:composite", "spring.jpa.hibernate.ddl-auto=create",
		"signals.durable.initialize-schema=always", "signals.receivers.shared.durable.share=10" })
class CompositeIdentifierTests {

	@Autowired
	private Heard heard;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private PlatformTransactionManager manager;

	@Autowired
	private DurableDelivery delivery;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Signals signals;

	@BeforeEach
	void empty() {
		inTransaction(() -> this.signals.mute(() -> {
			this.entityManager.createQuery("delete from Shelf").executeUpdate();
			this.entityManager.createQuery("delete from Bin").executeUpdate();
		}));
		this.heard.calls.clear();
		this.heard.sizes.clear();
	}

	@Test
	void theyAreFoundByAllPartsOfTheirIdentifiers() { // S21, S24
		this.delivery.stop();
		inTransaction(() -> IntStream.range(0, 5).forEach((number) -> {
			this.entityManager.persist(new Shelf(new Shelf.Place("A", number), "shelf " + number));
			this.entityManager.persist(new Bin("B", number, "bin " + number));
		}));
		this.jdbc.update("update signals_outbox set partition_number = 3");
		this.delivery.start();
		awaitNothingLeft();
		assertThat(this.heard.sizes).containsExactlyInAnyOrder(5, 10);
		assertThat(this.heard.calls).contains("list shelf 0", "list bin 0", "shared shelf 4", "shared bin 4",
				"instances shelf 2", "alone bin 3");
		assertThat(this.heard.calls).hasSize(35).doesNotHaveDuplicates();
	}

	@Test
	void deletedOnesHaveTheirIdentifiers() { // S21
		inTransaction(() -> this.signals.mute(() -> {
			this.entityManager.persist(new Shelf(new Shelf.Place("A", 1), "shelf"));
			this.entityManager.persist(new Bin("B", 2, "bin"));
		}));
		inTransaction(() -> {
			this.entityManager.remove(this.entityManager.find(Shelf.class, new Shelf.Place("A", 1)));
			this.entityManager.remove(this.entityManager.find(Bin.class, new Bin.Key("B", 2)));
		});
		awaitNothingLeft();
		assertThat(this.heard.calls).containsExactlyInAnyOrder("deleted shelf in A/1", "deleted bin in B/2");
	}

	private void inTransaction(Runnable work) {
		new TransactionTemplate(this.manager).executeWithoutResult((status) -> work.run());
	}

	private void awaitNothingLeft() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.jdbc.queryForObject("select count(*) from signals_outbox", Integer.class) == 0);
	}

	@MappedSuperclass
	abstract static class Stored {

		String name;

		abstract String place();

	}

	@Entity(name = "Shelf")
	static class Shelf extends Stored {

		@EmbeddedId
		private Place place;

		protected Shelf() {
		}

		Shelf(Place place, String name) {
			this.place = place;
			this.name = name;
		}

		@Override
		String place() {
			return this.place.aisle + "/" + this.place.number;
		}

		@Embeddable
		record Place(String aisle, int number) implements Serializable {

		}

	}

	@Entity(name = "Bin")
	@IdClass(Bin.Key.class)
	static class Bin extends Stored {

		@Id
		private String room;

		@Id
		private int number;

		protected Bin() {
		}

		Bin(String room, int number, String name) {
			this.room = room;
			this.number = number;
			this.name = name;
		}

		@Override
		String place() {
			return this.room + "/" + this.number;
		}

		record Key(String room, int number) implements Serializable {

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = CompositeIdentifierTests.class)
	static class Application {

		@Bean
		Heard heard() {
			return new Heard();
		}

	}

	static class Heard {

		final List<String> calls = new CopyOnWriteArrayList<>();

		final List<Integer> sizes = new CopyOnWriteArrayList<>();

		@PostSaveReceiver(delivery = Delivery.DURABLE, batchSize = 10, dispatchUid = "list")
		void list(List<PostSave<Stored>> saves) {
			this.sizes.add(saves.size());
			saves.forEach((saved) -> this.calls.add("list " + saved.instance().name));
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, batchSize = 10, dispatchUid = "instances")
		void instances(List<Shelf> shelves) {
			this.sizes.add(shelves.size());
			shelves.forEach((shelf) -> this.calls.add("instances " + shelf.name));
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "shared")
		void shared(Stored stored) {
			this.calls.add("shared " + stored.name);
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "alone")
		void alone(Stored stored) {
			this.calls.add("alone " + stored.name);
		}

		@PostDeleteReceiver(delivery = Delivery.DURABLE, batchSize = 10, dispatchUid = "deleted")
		void deleted(List<PostDelete<Stored>> deletes) {
			deletes.forEach((deleted) -> this.calls
				.add("deleted " + deleted.instance().name + " in " + deleted.instance().place()));
		}

	}

}
