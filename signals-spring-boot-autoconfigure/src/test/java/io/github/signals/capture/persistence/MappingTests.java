package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import org.hibernate.Hibernate;
import org.hibernate.annotations.SoftDelete;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.capture.persistence.oracle.AuditTrigger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is signalled of entities that are mapped in less usual ways.
 */
@SpringBootTest(classes = MappingTests.Application.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:mapping;DB_CLOSE_DELAY=-1", "spring.jpa.hibernate.ddl-auto=create" })
class MappingTests {

	@Autowired
	private Signals signals;

	@Autowired
	private EntityManager em;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcClient jdbc;

	private final List<String> heard = new ArrayList<>();

	@BeforeEach
	void listen() {
		this.signals.connect(ReceiverSpec.postSave(Object.class).uid("now"),
				(saved) -> this.heard.add(saved.sender().getSimpleName()
						+ (saved.created() ? " created" : " updated " + saved.changes().attributes())));
		this.signals.connect(ReceiverSpec.postDelete(Object.class).uid("gone"),
				(deleted) -> this.heard.add(deleted.sender().getSimpleName() + " deleted"));
		this.signals.connect(ReceiverSpec.postSave(Object.class).delivery(Delivery.AFTER_COMMIT).uid("later"),
				(saved) -> this.heard.add("committed " + saved.sender().getSimpleName()));
	}

	@AfterEach
	void disconnect() {
		List.of("now", "gone", "later", "before", "leaving").forEach(this.signals::disconnect);
	}

	private void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	@Test // S1, S10
	void anEntityWithACompositeIdentifierIsOneEntityInSeveralInstances() {
		Slot slot = new Slot();
		slot.id = new SlotId("a", 1);
		inTransaction(() -> this.em.persist(slot));
		this.heard.clear();
		inTransaction(() -> {
			this.em.find(Slot.class, new SlotId("a", 1)).text = "one";
			this.em.flush();
			this.em.clear();
			this.em.find(Slot.class, new SlotId("a", 1)).text = "two";
		});
		assertThat(this.heard).containsExactly("Slot updated [text]", "Slot updated [text]", "committed Slot");
	}

	@Test // S1: the row stays, but is deleted for the application
	void aSoftDeleteIsADelete() {
		Letter letter = new Letter();
		inTransaction(() -> this.em.persist(letter));
		this.heard.clear();
		inTransaction(() -> this.em.remove(this.em.find(Letter.class, letter.id)));
		assertThat(this.heard).containsExactly("Letter deleted");
		assertThat(this.jdbc.sql("select count(*) from letter").query(Long.class).single()).isOne();
	}

	@Test // S9, P52
	void ofATablePerClassTheClassOfTheRowIsTheSender() {
		Circle circle = new Circle();
		inTransaction(() -> this.em.persist(circle));
		inTransaction(() -> this.em.find(Shape.class, circle.id).colour = "red");
		assertThat(this.heard).containsExactly("Circle created", "committed Circle", "Circle updated [colour]",
				"committed Circle");
	}

	@Test // P51
	void aProxyIsNeverTheSenderAndAnAssociationIsNotLoaded() {
		Circle one = new Circle();
		Circle other = new Circle();
		Frame frame = new Frame();
		inTransaction(() -> {
			this.em.persist(one);
			this.em.persist(other);
			frame.shape = one;
			this.em.persist(frame);
		});
		this.heard.clear();
		List<Object> ids = new ArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(Frame.class).uid("ids"), (saved) -> {
			ids.add(Objects.requireNonNull(saved.changes().before("shape")));
			ids.add(Objects.requireNonNull(saved.changes().after("shape")));
		});
		inTransaction(() -> {
			Frame stored = this.em.find(Frame.class, frame.id);
			Shape before = Objects.requireNonNull(stored.shape);
			stored.shape = this.em.getReference(Circle.class, other.id);
			this.em.flush();
			assertThat(Hibernate.isInitialized(before)).isFalse();
			assertThat(Hibernate.isInitialized(stored.shape)).isFalse();
			Shape proxy = this.em.getReference(Shape.class, one.id);
			proxy.paint("blue");
		});
		this.signals.disconnect("ids");
		assertThat(ids).containsExactly(one.id, other.id);
		assertThat(this.heard).contains("Frame updated [shape, version]", "Circle updated [colour]")
			.noneMatch((event) -> event.contains("Proxy"));
	}

	@Test // S1: a limit, as README says
	void aVersionThatALockIncrementsIsNotSignalled() {
		Frame frame = new Frame();
		inTransaction(() -> this.em.persist(frame));
		this.heard.clear();
		inTransaction(() -> this.em.find(Frame.class, frame.id, LockModeType.PESSIMISTIC_FORCE_INCREMENT));
		assertThat(this.heard).as("Hibernate fires no event").isEmpty();
	}

	@Test // S1: a limit, as README says
	void aVersionThatAnOptimisticLockIncrementsIsNotSignalled() {
		Frame frame = new Frame();
		inTransaction(() -> this.em.persist(frame));
		this.heard.clear();
		inTransaction(() -> this.em.find(Frame.class, frame.id, LockModeType.OPTIMISTIC_FORCE_INCREMENT));
		assertThat(
				this.jdbc.sql("select version from frame where id = ?").param(frame.id).query(Integer.class).single())
			.isOne();
		assertThat(this.heard).as("Hibernate fires no event").isEmpty();
	}

	@Test // S1: a limit, as README says
	void ofWhatIsCreatedAndRemovedWithinOneFlushOnlyPreSaveIsHeard() {
		this.jdbc.sql("create table audit (tab varchar(100), old_row varchar(1000), new_row varchar(1000))").update();
		this.jdbc
			.sql("create trigger slots after insert, delete on slot for each row call '" + AuditTrigger.class.getName()
					+ "'")
			.update();
		this.signals.connect(ReceiverSpec.preSave(Slot.class).uid("before"), (saving) -> this.heard.add("saving"));
		this.signals.connect(ReceiverSpec.preDelete(Slot.class).uid("leaving"), (going) -> this.heard.add("going"));
		inTransaction(() -> {
			Slot slot = new Slot();
			slot.id = new SlotId("c", 1);
			this.em.persist(slot);
			this.em.remove(slot);
			this.em.flush();
		});
		assertThat(this.jdbc.sql("select old_row is null from audit where tab = 'slot'").query(Boolean.class).list())
			.as("an INSERT and a DELETE")
			.containsExactly(true, false);
		assertThat(this.heard).as("of the persist, and nothing more").containsExactly("saving");
	}

	@Embeddable
	record SlotId(String shelf, int place) {

	}

	@Entity(name = "Slot")
	static class Slot {

		@EmbeddedId
		@Nullable SlotId id;

		String text = "";

	}

	@Entity(name = "Letter")
	@SoftDelete
	static class Letter {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String text = "";

	}

	@Entity(name = "Shape")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	abstract static class Shape {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String colour = "";

		void paint(String colour) {
			this.colour = colour;
		}

	}

	@Entity(name = "Circle")
	static class Circle extends Shape {

		int radius;

	}

	@Entity(name = "Frame")
	static class Frame {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Version
		int version;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Shape shape;

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = MappingTests.class)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class })
	static class Application {

	}

}
