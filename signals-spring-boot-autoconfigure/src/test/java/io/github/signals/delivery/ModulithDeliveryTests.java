package io.github.signals.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.delivery.JdbcStore.Ledger;
import io.github.signals.delivery.JdbcStore.Ledgers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * P57, P58: with Spring Modulith's registry of event publications, which stores every
 * event that a transactional listener hears.
 */
@SpringBootTest(properties = { "spring.datasource.url=jdbc:h2:mem:modulith-delivery",
		"spring.modulith.events.jdbc.schema-initialization.enabled=true" })
class ModulithDeliveryTests {

	@Autowired
	private Ledgers ledgers;

	@Autowired
	private Receivers receivers;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private ApplicationEventPublisher publisher;

	@Autowired
	private ApplicationEventMulticaster multicaster;

	@BeforeEach
	void startEmpty() {
		this.receivers.heard().clear();
		this.jdbc.update("delete from event_publication");
	}

	// S13, P57
	@Test
	void leavesTheRegistryEmpty() {
		assertThat(this.multicaster.getClass().getName()).startsWith("org.springframework.modulith.");
		this.transaction.executeWithoutResult((status) -> {
			this.ledgers.save(new Ledger("one"));
			assertThat(publications()).isZero();
		});
		this.transaction.executeWithoutResult((status) -> {
			this.ledgers.save(new Ledger("two"));
			status.setRollbackOnly();
		});
		await().until(() -> this.receivers.heard().contains("ASYNC one"));
		assertThat(this.receivers.heard()).containsExactlyInAnyOrder("IN_TRANSACTION one", "BEFORE_COMMIT one",
				"AFTER_COMMIT one", "ASYNC one", "event one", "transactional event one", "IN_TRANSACTION two",
				"event two", "AFTER_ROLLBACK two");
		assertThat(publications()).isZero();
	}

	// What the registry is for works as before
	@Test
	void leavesTheEventsOfTheApplicationToTheRegistry() {
		this.transaction.executeWithoutResult((status) -> this.publisher.publishEvent(new Told("it")));
		assertThat(this.jdbc.queryForObject("select count(*) from event_publication where event_type like '%Told'",
				Integer.class))
			.isOne();
	}

	private int publications() {
		Integer count = this.jdbc.queryForObject("select count(*) from event_publication", Integer.class);
		return (count != null) ? count : -1;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
	@Import({ JdbcStore.class, Receivers.class })
	static class Application {

	}

	static class Receivers {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		List<String> heard() {
			return this.heard;
		}

		@PostSaveReceiver
		void inTransaction(Ledger ledger) {
			this.heard.add("IN_TRANSACTION " + ledger.getName());
		}

		@PostSaveReceiver(delivery = Delivery.BEFORE_COMMIT)
		void beforeCommit(Ledger ledger) {
			this.heard.add("BEFORE_COMMIT " + ledger.getName());
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void afterCommit(Ledger ledger) {
			this.heard.add("AFTER_COMMIT " + ledger.getName());
		}

		@PostSaveReceiver(delivery = Delivery.ASYNC)
		void async(Ledger ledger) {
			this.heard.add("ASYNC " + ledger.getName());
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_ROLLBACK)
		void afterRollback(Ledger ledger) {
			this.heard.add("AFTER_ROLLBACK " + ledger.getName());
		}

		@EventListener
		void event(PostSave<Ledger> saved) {
			this.heard.add("event " + saved.instance().getName());
		}

		@TransactionalEventListener
		void transactionalEvent(PostSave<Ledger> saved) {
			this.heard.add("transactional event " + saved.instance().getName());
		}

		@TransactionalEventListener
		void told(Told told) {
			this.heard.add(told.word());
		}

	}

	record Told(String word) {

	}

}
