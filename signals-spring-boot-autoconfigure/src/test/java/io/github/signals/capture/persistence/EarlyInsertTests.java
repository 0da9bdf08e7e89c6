package io.github.signals.capture.persistence;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.capture.persistence.oracle.AuditTrigger;
import io.github.signals.capture.persistence.EarlyInsertModel.Binder;
import io.github.signals.capture.persistence.EarlyInsertModel.Stub;
import io.github.signals.capture.persistence.EarlyInsertModel.Stubs;
import io.github.signals.capture.persistence.PendingModel.Basket;
import io.github.signals.capture.persistence.PendingModel.Baskets;
import io.github.signals.capture.persistence.PendingModel.Item;
import io.github.signals.capture.persistence.PendingModel.Ticket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is heard of rows that are written before any flush: an entity whose identifier the
 * database generates is inserted at once, and with it all inserts that wait.
 */
@SpringBootTest(classes = EarlyInsertModel.Application.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:early;DB_CLOSE_DELAY=-1", "spring.jpa.hibernate.ddl-auto=create" })
class EarlyInsertTests extends EarlyInsertTestSupport {

	@Test // S3, S5
	void whatAMergeCreatesIsPreparedBeforeItsInsertRunsEarly() {
		hear(Ticket.class, true);
		this.signals.connect(ReceiverSpec.preSave(Ticket.class).uid("sets").order(-1),
				(save) -> save.instance().text = save.instance().text + "!");
		inTransaction(() -> {
			this.em.merge(Ticket.of("c1", "t"));
			this.stubs.save(Stub.of("s"));
			assertThat(this.heard).containsExactly("before ticket", "created ticket");
		});
		assertThat(this.heard).containsExactly("before ticket", "created ticket", "committed created ticket");
		assertThat(written("ticket", "text")).containsExactly("insert t!");
	}

	@Test // S3, S5
	void whatAMergeCreatesIsPreparedBeforeItsOwnPartsInsertItEarly() {
		hear(Binder.class, true);
		this.signals.connect(ReceiverSpec.preSave(Binder.class).uid("sets").order(-1),
				(save) -> save.instance().text = save.instance().text + "!");
		Binder binder = new Binder();
		binder.code = "c1";
		binder.text = "t";
		binder.stubs.add(Stub.of("s"));
		inTransaction(() -> this.em.merge(binder));
		assertThat(this.heard).containsExactly("before binder", "created binder", "committed created binder");
		assertThat(written("binder", "text")).containsExactly("insert t!");
	}

	@Test // S3, S5
	void whatAMergeCreatesIsPreparedBeforeTheCascadeOfAFlushInsertsItEarly() {
		Binder stored = new Binder();
		stored.code = "c0";
		stored(() -> this.em.merge(stored));
		hear(Ticket.class, true);
		this.signals.connect(ReceiverSpec.preSave(Ticket.class).uid("sets").order(-1),
				(save) -> save.instance().text = save.instance().text + "!");
		inTransaction(() -> {
			this.em.find(Binder.class, "c0").stubs.add(Stub.of("s"));
			this.em.merge(Ticket.of("c1", "t"));
		});
		assertThat(this.heard).containsExactly("before ticket", "created ticket", "committed created ticket");
		assertThat(written("ticket", "text")).containsExactly("insert t!");
	}

	@ParameterizedTest // S2, S3
	@ValueSource(booleans = { true, false })
	void aSaveThatIsInsertedEarlyIsNotHeardAgainForItsCollections(boolean before) {
		hear(Basket.class, before);
		inTransaction(() -> {
			this.baskets.saveAll(List.of(basket("a"), basket("b")));
			this.stubs.save(Stub.of("s"));
			this.em.flush();
		});
		assertThat(this.heard).filteredOn("before basket"::equals).hasSize(before ? 2 : 0);
		assertThat(this.heard).filteredOn((told) -> !told.startsWith("before"))
			.containsExactly("created basket", "created basket", "committed created basket",
					"committed created basket");
		assertThat(written("basket", "name")).startsWith("insert a", "insert b");
		assertThat(written("basket_notes")).hasSize(2);
	}

	@ParameterizedTest // S2, S3
	@ValueSource(booleans = { true, false })
	void whatIsPersistedAndInsertedEarlyIsToldOnceWithItsCollections(boolean before) {
		hear(Basket.class, before);
		this.signals.connect(ReceiverSpec.postSave(Basket.class).uid("notes"),
				(saved) -> this.heard.add("notes " + saved.changes().after("notes")));
		inTransaction(() -> {
			this.em.persist(basket("a"));
			this.stubs.save(Stub.of("s"));
		});
		assertThat(this.heard).filteredOn("before basket"::equals).hasSize(before ? 1 : 0);
		assertThat(this.heard).filteredOn((told) -> !told.startsWith("before"))
			.containsExactly("created basket", "notes [n]", "committed created basket");
	}

	@ParameterizedTest // S2, S3
	@ValueSource(booleans = { true, false })
	void whatIsInsertedAtOnceIsToldOnceWithItsCollections(boolean before) {
		hear(Stub.class, before);
		this.signals.connect(ReceiverSpec.postSave(Stub.class).uid("marks"),
				(saved) -> this.heard.add("marks " + saved.changes().after("marks")));
		Stub stub = Stub.of("s");
		stub.marks.add("m");
		inTransaction(() -> this.em.persist(stub));
		assertThat(this.heard).filteredOn("before stub"::equals).hasSize(before ? 1 : 0);
		assertThat(this.heard).filteredOn((told) -> !told.startsWith("before"))
			.containsExactly("created stub", "marks [m]", "committed created stub");
	}

	@ParameterizedTest // S2
	@ValueSource(booleans = { true, false })
	void whatIsChangedAfterTheEarlyInsertIsAnUpdateOfItsOwn(boolean before) {
		hear(Basket.class, before);
		inTransaction(() -> {
			Basket basket = basket("a");
			this.em.persist(basket);
			this.stubs.save(Stub.of("s"));
			basket.name = "b";
			basket.notes.add("o");
		});
		assertThat(this.heard).filteredOn("before basket"::equals).hasSize(before ? 2 : 0);
		assertThat(this.heard).filteredOn((told) -> !told.startsWith("before"))
			.hasSize(3)
			.startsWith("created basket")
			.endsWith("committed created basket");
		assertThat(this.heard).anyMatch((told) -> told.startsWith("updated basket"));
	}

	@ParameterizedTest // S2
	@ValueSource(booleans = { true, false })
	void aSecondSaveIsNotHeardAgainWhereTheFirstOneIsInsertedEarly(boolean before) {
		hear(Item.class, before);
		inTransaction(() -> {
			Item item = this.items.save(Item.of("a"));
			item.name = "b";
			this.items.save(item);
			this.stubs.save(Stub.of("s"));
			assertThat(this.heard).filteredOn((told) -> !told.startsWith("before"))
				.containsExactly("created item", "updated item [name]");
		});
		assertThat(this.heard).filteredOn("before item"::equals).hasSize(before ? 2 : 0);
		assertThat(this.heard).filteredOn((told) -> !told.startsWith("before"))
			.containsExactly("created item", "updated item [name]", "committed created item");
		assertThat(written("item", "name")).containsExactly("insert a", "update b");
	}

	@ParameterizedTest // S2
	@ValueSource(booleans = { true, false })
	void aDeleteBeforeTheEarlyInsertIsHeardOnce(boolean before) {
		hear(Item.class, before);
		inTransaction(() -> {
			this.items.delete(this.items.save(Item.of("a")));
			this.stubs.save(Stub.of("s"));
		});
		assertThat(this.heard).filteredOn((told) -> !told.startsWith("before"))
			.containsExactly("created item", "deleted item");
		assertThat(this.heard).filteredOn((told) -> told.startsWith("before")).hasSize(before ? 2 : 0);
		assertThat(written("item")).containsExactly("insert", "delete");
	}

	@Test // S10, P61
	void whatIsInsertedEarlyAndRolledBackIsHeardOnce() {
		hear(Basket.class, false);
		this.signals.connect(ReceiverSpec.postSave(Basket.class).delivery(Delivery.AFTER_ROLLBACK).uid("undone"),
				(saved) -> this.heard.add("undone " + (saved.created() ? "created" : "updated")));
		this.transaction.executeWithoutResult((status) -> {
			this.baskets.save(basket("a"));
			this.em.persist(basket("b"));
			this.stubs.save(Stub.of("s"));
			status.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("created basket", "created basket", "undone created", "undone created");
	}

	@ParameterizedTest // S3, S6
	@ValueSource(booleans = { true, false })
	void aSaveThatIsTakenBackIsHeardBeforeAsAfter(boolean withOthers) {
		List<Long> ids = stored(() -> {
			Basket one = basket("a");
			Basket other = basket("b");
			this.em.persist(one);
			this.em.persist(other);
			return List.of(one.id, other.id);
		});
		hear(Basket.class, true);
		inTransaction(() -> {
			if (withOthers) {
				Basket one = this.em.find(Basket.class, ids.get(0));
				one.notes.addAll(Set.of("x"));
				this.baskets.save(one);
				this.heard.clear();
			}
			Basket other = this.em.find(Basket.class, ids.get(1));
			other.name = "other";
			this.baskets.save(other);
			other.name = "b";
		});
		assertThat(this.heard).filteredOn((told) -> !told.startsWith("committed"))
			.containsExactly("before basket", "updated basket [name]", "before basket", "updated basket [name]");
		assertThat(written("basket", "name")).isEqualTo(withOthers ? List.of("update a") : List.of());
	}

	@ParameterizedTest // S2, S6
	@ValueSource(booleans = { true, false })
	void whatIsChangedAfterItWasHeardIsToldOnceByAFlushInTheMiddleOfAnotherSave(boolean early) {
		Long other = stored(() -> this.baskets.save(basket("z")).id);
		this.signals.connect(ReceiverSpec.preSave(Item.class).uid("flushing"), (save) -> this.em.flush());
		inTransaction(() -> {
			hear(Basket.class, false);
			this.baskets.save(this.em.find(Basket.class, other));
			this.heard.clear();
			Basket basket = basket("a");
			if (early) {
				this.em.persist(basket);
				this.stubs.save(Stub.of("s"));
			}
			else {
				this.baskets.save(basket);
			}
			basket.name = "b";
			this.items.save(Item.of("c"));
		});
		assertThat(this.heard).hasSize(3)
			.startsWith("created basket")
			.anyMatch((told) -> told.startsWith("updated basket [name"))
			.endsWith("committed created basket");
		assertThat(written("basket", "name")).containsExactly("insert a", "update b");
	}

	@ParameterizedTest // S2, S7
	@ValueSource(booleans = { true, false })
	void aSecondSaveThatIsTakenBackBeforeTheInsertIsToldAsTakenBack(boolean before) {
		hear(Item.class, before);
		inTransaction(() -> {
			Item item = this.items.save(Item.of("a"));
			item.name = "b";
			this.items.save(item);
			item.name = "a";
		});
		assertThat(this.heard).filteredOn((told) -> !told.startsWith("before"))
			.containsExactly("created item", "updated item [name]", "updated item [name]", "committed created item");
		assertThat(this.heard).filteredOn("before item"::equals).hasSize(before ? 3 : 0);
		assertThat(written("item", "name")).containsExactly("insert a");
	}

}
