package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.persistence.FlushModeType;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.query.SynchronizeableQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.ReceiverSpec;
import io.github.signals.capture.persistence.PendingModel.Basket;
import io.github.signals.capture.persistence.PendingModel.Baskets;
import io.github.signals.capture.persistence.PendingModel.Item;
import io.github.signals.capture.persistence.PendingModel.Label;
import io.github.signals.capture.persistence.PendingModel.Labels;
import io.github.signals.capture.persistence.PendingModel.Leaflet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What receivers are told before a query, whatever it reads.
 */
class QueryFlushTests extends PendingTestSupport {

	@Autowired
	private Baskets baskets;

	@Autowired
	private Labels labels;

	private final List<String> before = new ArrayList<>();

	private Basket basket = new Basket();

	private Label label = new Label();

	private Item parent = new Item();

	enum Query {

		JPQL, COUNT, EXISTS_BY_ID, STREAM, NATIVE, SYNCHRONIZED_NATIVE, CRITERIA

	}

	enum Pending {

		REMOVED_OWNER, REMOVED_OWNER_AND_DIRTY, CASCADED_DELETE, DIRTY, NEW_PART

	}

	static Stream<Arguments> cases() {
		return Stream.of(Query.values())
			.flatMap((query) -> Stream.of(Pending.values()).map((pending) -> Arguments.of(query, pending)));
	}

	@BeforeEach
	void store() {
		stored(() -> {
			this.basket = new Basket();
			this.em.persist(this.basket);
			this.label = Label.of("label");
			this.em.persist(this.label);
			this.parent = Item.of("parent");
			this.parent.leaflets.add(Leaflet.of("part"));
			this.em.persist(this.parent);
			return this.basket;
		});
	}

	private void hear() {
		this.signals.connect(ReceiverSpec.preSave(Object.class), (save) -> {
			this.before.add("save " + save.sender().getSimpleName() + written(table(save.sender())));
			if (save.instance() instanceof Label changed) {
				changed.slug = "slug of " + changed.name;
			}
			if (save.instance() instanceof Leaflet added) {
				added.counted++;
			}
		});
		this.signals.connect(ReceiverSpec.preDelete(Object.class), (delete) -> this.before
			.add("delete " + delete.sender().getSimpleName() + written(table(delete.sender()))));
		this.signals.connect(ReceiverSpec.postSave(Object.class),
				(saved) -> this.heard.add("saved " + saved.sender().getSimpleName()));
		this.signals.connect(ReceiverSpec.postDelete(Object.class),
				(deleted) -> this.heard.add("deleted " + deleted.sender().getSimpleName()));
	}

	private static String table(Class<?> sender) {
		return sender.getSimpleName().toLowerCase(Locale.ROOT);
	}

	private Basket basket() {
		return Objects.requireNonNull(this.em.find(Basket.class, this.basket.id));
	}

	private Label label() {
		return Objects.requireNonNull(this.em.find(Label.class, this.label.id));
	}

	private void leave(Pending pending) {
		switch (pending) {
			case REMOVED_OWNER -> this.em.remove(basket());
			case REMOVED_OWNER_AND_DIRTY -> {
				this.em.remove(basket());
				label().name = "changed";
			}
			case CASCADED_DELETE -> {
				this.items.delete(item(Objects.requireNonNull(this.parent.id)));
				label().name = "changed";
			}
			case DIRTY -> label().name = "changed";
			case NEW_PART -> item(Objects.requireNonNull(this.parent.id)).leaflets.add(Leaflet.of("new"));
		}
	}

	private static List<String> expectedBefore(Pending pending) {
		return switch (pending) {
			case REMOVED_OWNER -> List.of("delete Basket[]");
			case REMOVED_OWNER_AND_DIRTY -> List.of("delete Basket[]", "save Label[]");
			case CASCADED_DELETE -> List.of("delete Item[]", "delete Leaflet[]", "save Label[]");
			case DIRTY -> List.of("save Label[]");
			case NEW_PART -> List.of("save Leaflet[]");
		};
	}

	private static List<String> expectedAfter(Pending pending) {
		return expectedBefore(pending).stream()
			.map((before) -> before.replace("[]", "").replace("delete", "deleted").replace("save", "saved"))
			.toList();
	}

	private void ask(Query query) {
		switch (query) {
			case JPQL -> this.em.createQuery("select n from basket b join b.notes n").getResultList();
			case COUNT -> this.baskets.count();
			case EXISTS_BY_ID -> this.baskets.existsById(-1L);
			case STREAM -> {
				try (Stream<?> stream = this.em.createQuery("select l from basket b join b.labels l")
					.getResultStream()) {
					assertThat(stream).isEmpty();
				}
			}
			case NATIVE -> this.em.createNativeQuery("select count(*) from basket_label").getSingleResult();
			case SYNCHRONIZED_NATIVE -> {
				var counted = this.em.createNativeQuery("select count(*) from basket_notes");
				counted.unwrap(SynchronizeableQuery.class).addSynchronizedQuerySpace("basket_notes");
				counted.getSingleResult();
			}
			case CRITERIA -> {
				var criteria = this.em.getCriteriaBuilder().createQuery(String.class);
				criteria.select(criteria.from(Basket.class).<Basket, String>join("notes"));
				this.em.createQuery(criteria).getResultList();
			}
		}
	}

	@ParameterizedTest // S1, S6
	@MethodSource("cases")
	void whatIsPendingIsPreparedAndFlushedWhateverTheQueryReads(Query query, Pending pending) {
		hear();
		inTransaction(() -> {
			leave(pending);
			ask(query);
			assertThat(this.before).containsExactlyInAnyOrderElementsOf(expectedBefore(pending));
			assertThat(this.heard).containsExactlyInAnyOrderElementsOf(expectedAfter(pending));
		});
		assertThat(this.before).hasSameSizeAs(expectedBefore(pending));
		assertThat(this.heard).hasSameSizeAs(expectedAfter(pending));
		if (pending == Pending.REMOVED_OWNER_AND_DIRTY || pending == Pending.DIRTY) {
			assertThat(written("label", "name", "slug")).containsExactly("update changed slug of changed");
		}
		if (pending == Pending.NEW_PART) {
			assertThat(written("leaflet", "name", "counted")).containsExactly("insert new 1");
		}
	}

	@ParameterizedTest // S6
	@MethodSource("cases")
	void nothingIsFlushedWhereNothingIsPendingThatIsHeard(Query query, Pending pending) {
		this.signals.connect(ReceiverSpec.preSave(PendingModel.Ticket.class), (save) -> {
		});
		this.signals.connect(ReceiverSpec.preDelete(PendingModel.Ticket.class), (delete) -> {
		});
		inTransaction(() -> {
			label().name = "changed";
			ask(query);
			boolean read = query == Query.NATIVE || query == Query.STREAM;
			assertThat(written("label")).hasSize(read ? 1 : 0);
		});
	}

	@Test // S6
	void aFlushThatIsHeldBackStaysHeldBack() {
		hear();
		for (FlushMode mode : List.of(FlushMode.COMMIT, FlushMode.MANUAL)) {
			this.before.clear();
			inTransaction(() -> {
				this.em.unwrap(Session.class).setHibernateFlushMode(mode);
				label().name = "changed in " + mode;
				ask(Query.JPQL);
				assertThat(this.before).isEmpty();
			});
		}
		inTransaction(() -> {
			label().name = "changed for " + FlushModeType.COMMIT;
			this.em.createQuery("select n from basket b join b.notes n")
				.setFlushMode(FlushModeType.COMMIT)
				.getResultList();
			assertThat(this.before).isEmpty();
		});
		assertThat(this.before).hasSize(1);
	}

	@Test // S6: what a repository has announced may wait
	void whatIsPreparedAlreadyIsLeftToHibernate() {
		hear();
		inTransaction(() -> {
			label().name = "changed";
			this.labels.save(label());
			ask(Query.JPQL);
			assertThat(written("label")).isEmpty();
		});
		assertThat(this.before).containsExactly("save Label[]");
	}

}
