package io.github.signals.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A store of named entities, and a list of what receivers heard of it.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class DeliveryTestBase<T extends Named> {

	final List<String> heard = new CopyOnWriteArrayList<>();

	@Autowired
	Signals signals;

	@Autowired
	PlatformTransactionManager transactionManager;

	@Autowired
	JdbcTemplate jdbc;

	TransactionTemplate transaction;

	TransactionTemplate requiresNew;

	abstract Class<T> sender();

	abstract T named(String name);

	abstract CrudRepository<T, Long> repository();

	abstract String table();

	/**
	 * Return who begins the transactions of the tests.
	 */
	PlatformTransactionManager manager() {
		return this.transactionManager;
	}

	/**
	 * Return whether transactions have synchronizations of Spring's, and whatever is done
	 * on their thread is done in them.
	 */
	boolean isManagedBySpring() {
		return true;
	}

	final void assumeManagedBySpring() {
		assumeTrue(isManagedBySpring(), "The transactions are not known to Spring");
	}

	@BeforeEach
	void startEmpty() {
		this.transaction = template(TransactionDefinition.PROPAGATION_REQUIRED);
		this.requiresNew = template(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.jdbc.update("delete from " + table());
	}

	@AfterEach
	void disconnectAll() {
		List.copyOf(this.signals.receivers()).stream().map(ReceiverInfo::uid).forEach(this.signals::disconnect);
	}

	final TransactionTemplate template(int propagation) {
		TransactionTemplate template = new TransactionTemplate(manager());
		template.setPropagationBehavior(propagation);
		return template;
	}

	/**
	 * Note what a delivery hears, as in {@code "AFTER_COMMIT created one"}.
	 */
	final void hear(Delivery... deliveries) {
		for (Delivery delivery : deliveries) {
			this.signals.connect(saves(delivery.name(), delivery), (saved) -> this.heard
				.add(delivery + (saved.created() ? " created " : " updated ") + saved.instance().getName()));
			this.signals.connect(
					ReceiverSpec.postDelete(sender()).uid(delivery + " of deletes").delivery(delivery).order(0),
					(deleted) -> this.heard.add(delivery + " deleted " + deleted.instance().getName()));
		}
	}

	final ReceiverSpec<PostSave<T>> saves(String uid, Delivery delivery) {
		return ReceiverSpec.postSave(sender()).uid(uid).delivery(delivery).order(0);
	}

	final T save(String name) {
		return repository().save(named(name));
	}

	final T rename(T entity, String name) {
		entity.setName(name);
		return repository().save(entity);
	}

	final List<String> rows() {
		return this.jdbc.queryForList("select name from " + table() + " order by id", String.class);
	}

}
