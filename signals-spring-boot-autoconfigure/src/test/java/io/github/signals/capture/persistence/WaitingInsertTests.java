package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.capture.persistence.EarlyInsertModel.Binder;
import io.github.signals.capture.persistence.EarlyInsertModel.Stub;
import io.github.signals.capture.persistence.PendingModel.Basket;
import io.github.signals.capture.persistence.PendingModel.Label;
import io.github.signals.capture.persistence.PendingModel.Ticket;
import io.github.signals.capture.persistence.PendingModel.Tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is heard of entities that wait for their insert, while others are saved and
 * receivers flush.
 */
@SpringBootTest(classes = EarlyInsertModel.Application.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:waiting;DB_CLOSE_DELAY=-1", "spring.jpa.hibernate.ddl-auto=create" })
class WaitingInsertTests extends EarlyInsertTestSupport {

	@Autowired
	private Tickets tickets;

	@ParameterizedTest // S2, S5
	@ValueSource(booleans = { true, false })
	void theFirstSaveOfWhatWaitsToBeInsertedIsItsCreation(boolean before) {
		hear(Basket.class, before);
		inTransaction(() -> {
			Basket basket = basket("a");
			this.em.persist(basket);
			this.baskets.save(basket);
			this.baskets.save(basket);
		});
		assertThat(this.heard).filteredOn((told) -> !told.startsWith("before"))
			.containsExactly("created basket", "updated basket []", "committed created basket");
	}

	@ParameterizedTest // S3
	@ValueSource(booleans = { true, false })
	void aCollectionThatIsReplacedByItsLikeAfterASaveIsNotPreparedInVain(boolean read) {
		Basket known = basket("a");
		stored(() -> persisted(known));
		hear(Basket.class, true);
		inTransaction(() -> {
			Basket managed = this.baskets.save(this.em.find(Basket.class, known.id));
			managed.notes = new HashSet<>(read ? managed.notes : Set.of("n"));
		});
		assertThat(this.heard).containsExactly("before basket", "updated basket []");
	}

	@Test // S3
	void anUnreadCollectionThatIsReplacedByAnotherAfterASaveIsPrepared() {
		Basket known = basket("a");
		stored(() -> persisted(known));
		hear(Basket.class, true);
		inTransaction(() -> this.baskets.save(this.em.find(Basket.class, known.id)).notes = new HashSet<>(Set.of("x")));
		assertThat(this.heard).containsExactly("before basket", "updated basket []", "before basket",
				"updated basket [notes]", "committed updated basket");
	}

	@Test // S7: Hibernate forgets it, if a managed entity with an emptied set is merged
	void whatHibernateForgetsToWriteIsNotHeard() {
		hear(Basket.class, true);
		inTransaction(() -> {
			Basket basket = this.baskets.save(basket("a"));
			this.em.flush();
			basket.notes.remove("n");
			this.baskets.save(basket);
		});
		assertThat(this.jdbc.sql("select notes from basket_notes").query(String.class).list()).containsExactly("n");
		assertThat(this.heard).containsExactly("before basket", "created basket", "before basket", "updated basket []",
				"committed created basket");
	}

	private List<Object> persisted(Object... entities) {
		List.of(entities).forEach(this.em::persist);
		return List.of(entities);
	}

	private void query() {
		this.em.createQuery("select count(b) from basket b", Long.class).getSingleResult();
	}

	@Test // S2, S5
	void whatWasCreatedWhileItsReceiverQueriedIsToldByTheEarlyInsert() {
		hear(Basket.class, false);
		this.signals.connect(ReceiverSpec.preSave(Basket.class).uid("unique"), (save) -> query());
		inTransaction(() -> {
			Basket basket = basket("a");
			this.em.persist(basket);
			this.em.persist(Stub.of("s"));
			assertThat(this.heard).containsExactly("created basket");
			basket.name = "b";
			this.baskets.save(basket);
		});
		assertThat(this.heard).containsExactly("created basket", "updated basket [name]", "committed created basket");
	}

	@Test // S3
	void aReceiverThatFlushesWhileAnEntityIsMadePersistentDoesNotHearOfItTwice() {
		hear(Basket.class, true);
		hear(Stub.class, true);
		this.signals.connect(ReceiverSpec.postSave(Stub.class).uid("label"), (saved) -> this.em.persist(new Label()));
		this.signals.connect(ReceiverSpec.preSave(Basket.class).uid("flush"), (save) -> this.em.flush());
		Binder binder = new Binder();
		binder.code = "c1";
		inTransaction(() -> {
			this.em.persist(binder);
			binder.stubs.add(Stub.of("s"));
			this.em.persist(basket("a"));
		});
		assertThat(this.heard).filteredOn("before basket"::equals).hasSize(1);
		assertThat(this.heard).filteredOn("created basket"::equals).hasSize(1);
	}

	@Test // S3
	void whatAQueryPreparesIsWrittenWhateverItReads() {
		Binder stored = new Binder();
		stored.code = "c0";
		stored(() -> this.em.merge(stored));
		hear(Stub.class, true);
		inTransaction(() -> {
			Stub stub = Stub.of("s");
			this.em.find(Binder.class, "c0").stubs.add(stub);
			query();
			assertThat(this.heard).containsExactly("before stub", "created stub");
			stub.name = "t";
		});
		assertThat(this.heard).containsExactly("before stub", "created stub", "before stub", "updated stub [name]",
				"committed created stub");
	}

	@Test // S7
	void aReceiverThatFlushesDoesNotTakeTheChangesOfTheOthersOfItsCall() {
		Basket known = basket("a");
		stored(() -> persisted(known));
		hear(Basket.class, false);
		this.signals.connect(ReceiverSpec.preSave(Basket.class).uid("flush"), (save) -> this.em.flush());
		inTransaction(() -> {
			Basket managed = this.em.find(Basket.class, known.id);
			managed.name = "b";
			managed.notes.add("x");
			this.baskets.saveAll(List.of(basket("new"), managed));
		});
		assertThat(this.heard).contains("updated basket [name, notes, version]");
	}

	@Test // S7, S11
	void theRowsOfCollectionsThatAreNeverWrittenAreNotHeardAfterTheCommit() {
		List<@Nullable Object> notes = new ArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(Basket.class).delivery(Delivery.AFTER_COMMIT).uid("notes"),
				(saved) -> notes.add(saved.changes().after("notes")));
		inTransaction(() -> {
			this.em.persist(basket("a"));
			this.em.persist(Stub.of("s"));
			this.em.clear();
		});
		assertThat(this.jdbc.sql("select count(*) from basket_notes").query(Long.class).single()).isZero();
		assertThat(notes).hasSize(1).containsOnlyNulls();
	}

	@Test // S11
	void linksThatWereWrittenBeforeTheFlushFailsAreHeardAfterTheRollback() {
		Basket first = basket("a");
		Basket second = basket("b");
		Label label = new Label();
		stored(() -> persisted(label, first, second));
		this.signals.connect(ReceiverSpec.collectionChange(Basket.class).delivery(Delivery.AFTER_ROLLBACK).uid("links"),
				(change) -> this.heard.add("links undone " + change.added().size()));
		this.signals.connect(ReceiverSpec.preSave(Basket.class).uid("refuse"), (save) -> {
			if (save.instance().name.equals("c")) {
				this.em.flush();
				throw new IllegalStateException("refused");
			}
		});
		assertThatThrownBy(() -> inTransaction(() -> {
			this.em.find(Basket.class, first.id).labels.add(this.em.getReference(Label.class, label.id));
			this.em.find(Basket.class, second.id).name = "c";
		})).hasStackTraceContaining("refused");
		assertThat(this.heard).containsExactly("links undone 1");
	}

	@Test // S11
	void whatWasDeletedAndIsCreatedAnewIsHeardAfterTheRollbackAsUpdated() {
		List<Set<String>> undone = new ArrayList<>();
		stored(() -> this.em.merge(Ticket.of("c1", "t")));
		this.signals.connect(ReceiverSpec.postSave(Ticket.class).delivery(Delivery.AFTER_ROLLBACK).uid("undone"),
				(saved) -> undone.add(saved.changes().attributes()));
		assertThatThrownBy(() -> inTransaction(() -> {
			this.em.remove(this.em.find(Ticket.class, "c1"));
			this.em.flush();
			this.tickets.save(Ticket.of("c1", "other"));
			throw new IllegalStateException("rolled back");
		})).hasMessage("rolled back");
		assertThat(undone).containsExactly(Set.of("text"));
	}

	@Test // S2, S5
	void aRowThatWasInsertedEarlyIsToldWhereItsDeleteIsForgotten() {
		hear(Basket.class, false);
		inTransaction(() -> {
			Basket basket = basket("a");
			this.em.persist(basket);
			this.em.remove(basket);
			this.em.persist(Stub.of("s"));
			this.em.clear();
			assertThat(this.heard).containsExactly("created basket");
		});
		assertThat(this.heard).containsExactly("created basket", "committed created basket");
		assertThat(written("basket", "name")).containsExactly("insert a");
	}

	@Test // S2, S9
	void savesOfAScopeThatSomeHearAreHeardOnce() {
		this.signals.connect(ReceiverSpec.postSave(Basket.class).uid("imported").imports(),
				(saved) -> this.heard.add((saved.created() ? "created " : "updated ") + saved.instance().name));
		inTransaction(() -> this.signals.importing(() -> {
			this.baskets.save(basket("a"));
			this.baskets.save(basket("b"));
			this.baskets.saveAll(List.of(basket("c"), basket("d"), basket("e")));
		}));
		assertThat(this.heard).containsExactly("created a", "created b", "created c", "created d", "created e");
	}

}
