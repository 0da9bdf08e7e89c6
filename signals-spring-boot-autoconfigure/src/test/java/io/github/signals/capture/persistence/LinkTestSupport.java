package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.CollectionChange;
import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.capture.persistence.LinkModel.Named;

/**
 * What the tests of links share. Each test stores instances of its own.
 */
@SpringBootTest(classes = LinkModel.Application.class,
		properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.datasource.url=jdbc:h2:mem:links" })
abstract class LinkTestSupport {

	@Autowired
	Signals signals;

	@Autowired
	TransactionTemplate transaction;

	@PersistenceContext
	EntityManager em;

	final List<CollectionChange<?>> heard = new ArrayList<>();

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	void hear() {
		hear(Delivery.IN_TRANSACTION);
	}

	void hear(Delivery delivery) {
		this.signals.connect(links().delivery(delivery), this.heard::add);
	}

	static ReceiverSpec<CollectionChange<Object>> links() {
		return ReceiverSpec.collectionChange(Object.class);
	}

	@SafeVarargs
	@SuppressWarnings("varargs")
	final <T extends Named> void store(T... entities) {
		this.signals.mute(() -> inTransaction(() -> {
			for (T entity : entities) {
				this.em.persist(entity);
			}
		}));
	}

	/** Change an entity in a transaction of its own. */
	<T extends Named> void change(T entity, Consumer<T> change) {
		inTransaction(() -> change.accept(managed(entity)));
	}

	@SuppressWarnings("unchecked")
	<T extends Named> T managed(T entity) {
		T found = (T) this.em.find(entity.getClass(), entity.id);
		assert found != null;
		return found;
	}

	void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	/**
	 * Return what was heard, such as "anna.courses +art -maths cleared", in order.
	 */
	List<String> story() {
		return this.heard.stream().map(LinkTestSupport::tell).toList();
	}

	void forget() {
		this.heard.clear();
	}

	private static String tell(CollectionChange<?> change) {
		StringBuilder text = new StringBuilder(change.instance() + "." + change.attribute());
		elements(change.added()).forEach((element) -> text.append(" +").append(element));
		elements(change.removed()).forEach((element) -> text.append(" -").append(element));
		text.append(change.cleared() ? " cleared" : "");
		text.append(change.ownerDeleted() ? " deleted" : "");
		text.append(change.inverse() ? " inverse" : "");
		return text.toString();
	}

	private static List<String> elements(List<? extends @Nullable Object> elements) {
		return elements.stream().map(String::valueOf).sorted().toList();
	}

}
