package io.github.signals.applications;

import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext;
import io.github.signals.Signals;
import io.github.signals.applications.Desk.Ticket;
import io.github.signals.applications.Desk.Tickets;
import io.github.signals.applications.other.Note;
import io.github.signals.applications.other.Notes;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.testing.Calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A parent with entities and receivers, and two children with more. There is one registry
 * in a hierarchy, that of the parent: every receiver hears what any of the contexts
 * saves, in the transaction of the context that saves, and once. The receivers of a child
 * are there as long as the child is.
 */
class ContextHierarchyTests {

	private ConfigurableApplicationContext parent;

	private ConfigurableApplicationContext child;

	private ConfigurableApplicationContext sibling;

	@BeforeEach
	void start() {
		this.parent = Desk.application(Desk.class).run(Desk.settings("parent"));
		this.child = Desk.application(Child.class).parent(this.parent).run(Desk.settings("parent"));
		this.sibling = Desk.application(Sibling.class).parent(this.parent).run(Desk.settings("parent"));
	}

	@AfterEach
	void close() {
		this.sibling.close();
		this.child.close();
		this.parent.close();
	}

	// P49
	@Test
	void everyReceiverHearsWhatTheParentSavesOnce() {
		assertThat(this.child.getBean(Signals.class)).isSameAs(this.parent.getBean(Signals.class));
		Desk.write(this.parent, "a");
		assertThat(Desk.heard(this.parent, "a")).containsExactlyInAnyOrder("pre", "in transaction", "before commit",
				"after commit", "child", "child after commit", "sibling");
	}

	@Test
	void everyReceiverHearsWhatAChildSavesThroughTheParentOnce() {
		this.child.getBean(Tickets.class).save(new Ticket("b"));
		assertThat(Desk.heard(this.parent, "b")).containsExactlyInAnyOrder("pre", "in transaction", "before commit",
				"after commit", "child", "child after commit", "sibling");
	}

	// P20, S12
	@Test
	void whatAChildStoresItselfIsHeardInItsOwnTransaction() {
		Notes notes = this.child.getBean(Notes.class);
		TransactionTemplate transaction = new TransactionTemplate(
				this.child.getBean("notesTransactionManager", PlatformTransactionManager.class));
		notes.save(new Note("c"));
		assertThat(Desk.heard(this.parent, "c")).containsExactlyInAnyOrder("note notesTransactionManager",
				"note after commit", "sibling note");
		transaction.executeWithoutResult((status) -> {
			notes.save(new Note("d"));
			status.setRollbackOnly();
		});
		assertThat(Desk.heard(this.parent, "d")).containsExactlyInAnyOrder("note notesTransactionManager",
				"sibling note");
		transaction.executeWithoutResult((status) -> notes.findAll().get(0).setText("e"));
		assertThat(Desk.heard(this.parent, "e")).containsExactlyInAnyOrder("note notesTransactionManager",
				"note after commit", "sibling note");
	}

	@Test
	void aChildThatClosesTakesItsReceiversAlong() {
		this.child.close();
		Desk.write(this.parent, "f");
		assertThat(Desk.heard(this.parent, "f")).containsExactlyInAnyOrder("pre", "in transaction", "before commit",
				"after commit", "sibling");
	}

	// S14
	@Test
	void aChildCannotHaveADurableReceiverWhoseCallsItsParentMakes() {
		assertThatExceptionOfType(InvalidReceiversException.class)
			.isThrownBy(() -> Desk.application(Durable.class).parent(this.parent).run(Desk.settings("parent")))
			.withMessageContaining(
					"Durable.durable(Ticket): A parent of this application context makes the durable calls");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Durable {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "of-child")
		void durable(Ticket ticket) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableJpaRepositories(basePackageClasses = Notes.class, entityManagerFactoryRef = "notesEntityManagerFactory",
			transactionManagerRef = "notesTransactionManager")
	static class Child {

		@Bean(defaultCandidate = false)
		LocalContainerEntityManagerFactoryBean notesEntityManagerFactory() {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(new DriverManagerDataSource("jdbc:h2:mem:notes;DB_CLOSE_DELAY=-1"));
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setPackagesToScan(Note.class.getPackageName());
			factory.setPersistenceUnitName("notes");
			factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create-drop"));
			return factory;
		}

		@Bean(defaultCandidate = false)
		JpaTransactionManager notesTransactionManager(
				@Qualifier("notesEntityManagerFactory") EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

		@Bean
		ChildReceivers childReceivers(Calls calls) {
			return new ChildReceivers(calls);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Sibling {

		@Bean
		SiblingReceivers siblingReceivers(Calls calls) {
			return new SiblingReceivers(calls);
		}

	}

	record ChildReceivers(Calls calls) {

		@PostSaveReceiver
		void child(Ticket ticket) {
			this.calls.add("child " + ticket);
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void childAfterCommit(Ticket ticket) {
			this.calls.add("child after commit " + ticket);
		}

		@PostSaveReceiver
		void note(Note note, SignalContext context) {
			this.calls.add("note " + context.using() + " " + note);
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void notesAfterCommit(List<PostSave<Note>> notes) {
			notes.forEach((saved) -> this.calls.add("note after commit " + saved.instance()));
		}

	}

	record SiblingReceivers(Calls calls) {

		@PostSaveReceiver
		void ticket(Ticket ticket) {
			this.calls.add("sibling " + ticket);
		}

		@PostSaveReceiver
		void note(Note note) {
			this.calls.add("sibling note " + note);
		}

	}

}
