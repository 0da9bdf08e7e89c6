package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverRecursionException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Receivers that go on writing are named, and those that only hear it are not (S6, S17,
 * S20).
 */
@SpringBootTest(classes = CulpritTests.Application.class, properties = { "spring.jpa.hibernate.ddl-auto=create",
		"spring.datasource.url=jdbc:h2:mem:culprits", "signals.recursion.max-depth=5" })
class CulpritTests {

	@Autowired
	private Signals signals;

	@Autowired
	private EntityManager em;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	private Long box = 0L;

	private Long item = 0L;

	@BeforeEach
	void store() {
		for (String table : List.of("culprit_box_tags", "culprit_item", "culprit_box", "culprit_tag")) {
			this.jdbc.update("delete from " + table);
		}
		Box box = new Box();
		Item item = new Item();
		this.transaction.executeWithoutResult((status) -> {
			this.em.persist(box);
			this.em.persist(item);
		});
		this.box = Objects.requireNonNull(box.id);
		this.item = Objects.requireNonNull(item.id);
		for (Class<?> sender : List.of(Box.class, Item.class, Tag.class)) {
			String name = sender.getSimpleName();
			this.signals.connect(ReceiverSpec.preSave(sender).uid("innocent.before." + name), Object::hashCode);
			this.signals.connect(ReceiverSpec.postSave(sender).uid("innocent.after." + name), Object::hashCode);
			this.signals.connect(
					ReceiverSpec.postSave(sender).delivery(Delivery.BEFORE_COMMIT).uid("innocent.committing." + name),
					Object::hashCode);
			this.signals.connect(ReceiverSpec.collectionChange(sender).uid("innocent.links." + name), Object::hashCode);
		}
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers().stream().map(ReceiverInfo::uid).forEach(this.signals::disconnect);
	}

	private Box box() {
		return this.em.find(Box.class, this.box);
	}

	private Item item() {
		return this.em.find(Item.class, this.item);
	}

	private <S extends Signal<?>> void on(ReceiverSpec<S> spec, String uid, Runnable work) {
		this.signals.connect(spec.uid(uid), (signal) -> work.run());
	}

	/** Touch the box, and return the receivers that are blamed. */
	private String blamed() {
		Throwable failure = catchThrowable(() -> this.transaction.executeWithoutResult((status) -> box().touched++));
		assertThat(failure).hasStackTraceContaining(ReceiverRecursionException.class.getName());
		Throwable cause = failure;
		while (!(cause instanceof ReceiverRecursionException)) {
			cause = Objects.requireNonNull(cause).getCause();
		}
		assertThat(this.jdbc.queryForObject("select touched from culprit_box", Integer.class)).isZero();
		String message = Objects.requireNonNull(cause.getMessage());
		assertThat(message).endsWith("]");
		return message.substring(message.lastIndexOf("[") + 1, message.length() - 1);
	}

	@Test
	void whoChangesAnotherEntityForEachSave() {
		on(ReceiverSpec.postSave(Box.class), "pinging", () -> item().touched++);
		on(ReceiverSpec.postSave(Item.class), "ponging", () -> box().touched++);
		assertThat(blamed()).isIn("pinging", "ponging");
	}

	@Test
	void allWhoChangeAnotherEntityForEachSave() {
		on(ReceiverSpec.postSave(Box.class), "first", () -> box().touched++);
		on(ReceiverSpec.postSave(Box.class), "second", () -> item().touched++);
		on(ReceiverSpec.postSave(Item.class), "third", () -> box().touched++);
		assertThat(blamed().split(", ")).contains("second").isSubsetOf("first", "second", "third");
	}

	@Test
	void whoRemovesAndAddsForEachSave() {
		on(ReceiverSpec.postSave(Item.class), "replacing", () -> {
			this.em.createQuery("from culprit_item", Item.class).getResultList().forEach(this.em::remove);
			this.em.persist(new Item());
		});
		on(ReceiverSpec.postSave(Box.class), "once", () -> item().touched++);
		assertThat(blamed()).isEqualTo("replacing");
	}

	@Test
	void whoAddsAPartForEachPart() {
		on(ReceiverSpec.preSave(Item.class), "adding", () -> box().items.add(new Item()));
		on(ReceiverSpec.preSave(Box.class), "once", () -> box().items.add(new Item()));
		assertThat(blamed()).isEqualTo("adding");
	}

	@Test
	void whoChangesAnotherEntityBeforeEachSave() {
		on(ReceiverSpec.preSave(Box.class), "pinging", () -> item().touched++);
		on(ReceiverSpec.preSave(Item.class), "ponging", () -> box().touched++);
		assertThat(blamed()).isIn("pinging", "ponging");
	}

	@Test
	void whoLinksForEachLink() {
		on(ReceiverSpec.postSave(Box.class), "once", () -> box().tags.add(tag()));
		on(ReceiverSpec.collectionChange(Box.class), "linking", () -> box().tags.add(tag()));
		assertThat(blamed()).isEqualTo("linking");
	}

	private Tag tag() {
		Tag tag = new Tag();
		this.em.persist(tag);
		return tag;
	}

	@Test
	void whoSavesBeforeTheCommit() {
		on(ReceiverSpec.postSave(Box.class).delivery(Delivery.BEFORE_COMMIT), "once", () -> item().touched++);
		on(ReceiverSpec.postSave(Item.class).delivery(Delivery.BEFORE_COMMIT), "endless",
				() -> this.em.persist(new Item()));
		assertThat(blamed()).isEqualTo("endless");
	}

	@Test
	void whoChangesBeforeTheCommit() {
		on(ReceiverSpec.postSave(Box.class).delivery(Delivery.BEFORE_COMMIT), "pinging", () -> item().touched++);
		on(ReceiverSpec.postSave(Item.class).delivery(Delivery.BEFORE_COMMIT), "ponging", () -> box().touched++);
		assertThat(blamed()).isIn("pinging", "ponging");
	}

	@Entity(name = "culprit_box")
	static class Box {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		int touched;

		@OneToMany(cascade = CascadeType.ALL)
		@JoinColumn(name = "box_id")
		List<Item> items = new ArrayList<>();

		@ManyToMany
		Set<Tag> tags = new HashSet<>();

	}

	@Entity(name = "culprit_item")
	static class Item {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		int touched;

	}

	@Entity(name = "culprit_tag")
	static class Tag {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			HibernateJpaAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class,
			TransactionAutoConfiguration.class, SignalsAutoConfiguration.class,
			SignalsPersistenceAutoConfiguration.class })
	static class Application {

		@Bean
		static PersistenceManagedTypes managedTypes() {
			return PersistenceManagedTypes.of(Box.class.getName(), Item.class.getName(), Tag.class.getName());
		}

	}

}
