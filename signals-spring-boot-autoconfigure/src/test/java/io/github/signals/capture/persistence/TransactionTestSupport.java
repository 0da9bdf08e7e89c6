package io.github.signals.capture.persistence;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.capture.persistence.TransactionModel.Account;
import io.github.signals.capture.persistence.TransactionModel.Accounts;

/**
 * What the tests of transactions share: one stored account with a balance of zero.
 */
@SpringBootTest(classes = TransactionModel.Application.class,
		properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.datasource.url=jdbc:h2:mem:transactions" })
abstract class TransactionTestSupport {

	@Autowired
	Signals signals;

	@Autowired
	PlatformTransactionManager manager;

	@Autowired
	Accounts accounts;

	@Autowired
	JdbcTemplate jdbc;

	@PersistenceContext
	EntityManager em;

	final List<String> heard = new CopyOnWriteArrayList<>();

	Account stored = Account.of("stored");

	@BeforeEach
	void store() {
		this.stored = this.accounts.save(Account.of("stored"));
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	/** Note what is heard, such as "AFTER_COMMIT 0>1" for an update of the balance. */
	void hear(Delivery... deliveries) {
		for (Delivery delivery : deliveries) {
			this.signals.connect(ReceiverSpec.postSave(Account.class).delivery(delivery),
					(saved) -> this.heard.add(delivery + " " + tell(saved)));
			this.signals.connect(ReceiverSpec.postDelete(Account.class).delivery(delivery),
					(deleted) -> this.heard.add(delivery + " deleted"));
		}
	}

	static String tell(PostSave<Account> saved) {
		if (saved.created()) {
			return "created " + saved.instance().balance;
		}
		return saved.changes().contains("balance")
				? saved.changes().before("balance") + ">" + saved.changes().after("balance") : "unchanged";
	}

	/** Set the balance of the managed instance, and leave the rest to dirty checking. */
	void pay(int balance) {
		managed().balance = balance;
	}

	Account managed() {
		return Objects.requireNonNull(this.em.find(Account.class, this.stored.id));
	}

	int balance() {
		Integer balance = this.jdbc.queryForObject("select balance from account where id = ?", Integer.class,
				this.stored.id);
		return Objects.requireNonNull(balance);
	}

	int entries(String text) {
		Integer count = this.jdbc.queryForObject("select count(*) from entry where text = ?", Integer.class, text);
		return Objects.requireNonNull(count);
	}

	TransactionTemplate transaction() {
		return new TransactionTemplate(this.manager);
	}

	TransactionTemplate transaction(int propagation) {
		TransactionTemplate template = transaction();
		template.setPropagationBehavior(propagation);
		return template;
	}

	void inTransaction(Runnable work) {
		transaction().executeWithoutResult((status) -> work.run());
	}

}
