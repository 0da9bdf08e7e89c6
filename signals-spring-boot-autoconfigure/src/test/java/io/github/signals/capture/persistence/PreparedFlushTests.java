package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.capture.persistence.PendingModel.Basket;
import io.github.signals.capture.persistence.PendingModel.Baskets;
import io.github.signals.capture.persistence.PendingModel.Item;
import io.github.signals.capture.persistence.PendingModel.Label;
import io.github.signals.capture.persistence.PendingModel.Labels;
import io.github.signals.capture.persistence.PendingModel.Leaflet;
import io.github.signals.capture.persistence.PendingModel.Ticket;
import io.github.signals.capture.persistence.PendingModel.Tickets;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written and heard where receivers flush while they are told what is going to be
 * saved.
 */
class PreparedFlushTests extends PendingTestSupport {

	@Autowired
	private Labels labels;

	@Autowired
	private Tickets tickets;

	@Autowired
	private Baskets baskets;

	private final List<String> before = new ArrayList<>();

	/** What makes Hibernate flush. */
	enum Flushing {

		JPQL, CRITERIA, NATIVE, COUNT, EXISTS, FLUSH, NESTED_SAVE

	}

	/** How entities that are managed come to be saved. */
	enum Saving {

		SAVE, SAVE_ALL, SAVE_AND_FLUSH, DIRTY_CHECKING, DIRTY_CHECKING_BEFORE_A_QUERY

	}

	static Stream<Arguments> combinations() {
		return Stream.of(Saving.values())
			.flatMap((saving) -> Stream.of(Flushing.values())
				.flatMap((flushing) -> Stream.of(1, 3)
					.flatMap((count) -> Stream.of(true, false)
						.map((countsFirst) -> Arguments.of(saving, flushing, count, countsFirst)))));
	}

	private void flush(Flushing flushing, Item item) {
		switch (flushing) {
			case JPQL ->
				this.em.createQuery("select count(i) from item i where i.name = 'x'", Long.class).getSingleResult();
			case CRITERIA -> {
				var query = this.em.getCriteriaBuilder().createQuery(Item.class);
				query.from(Item.class);
				this.em.createQuery(query).getResultList();
			}
			case NATIVE -> this.em.createNativeQuery("select count(*) from item").getSingleResult();
			case COUNT -> this.items.count();
			case EXISTS -> this.items.existsByNameAndIdNot(item.name, (item.id != null) ? item.id : -1L);
			case FLUSH -> this.em.flush();
			case NESTED_SAVE -> this.labels.saveAndFlush(Label.of("nested " + item.name));
		}
	}

	/** One receiver counts, another one queries. */
	private void hear(Flushing flushing, boolean countsFirst) {
		this.signals.connect(ReceiverSpec.preSave(Item.class).uid("counting").order(countsFirst ? 1 : 3), (save) -> {
			this.before.add(save.instance().name);
			save.instance().counted++;
		});
		this.signals.connect(ReceiverSpec.preSave(Item.class).uid("querying").order(2), (save) -> {
			flush(flushing, save.instance());
			save.instance().slug = "slug of " + save.instance().name;
		});
		hasSaveReceivers(Item.class);
		this.signals.connect(ReceiverSpec.postSave(Item.class).delivery(Delivery.AFTER_COMMIT).uid("later"),
				(saved) -> this.heard.add("committed"));
	}

	private void save(Saving saving, List<Item> changed) {
		switch (saving) {
			case SAVE, DIRTY_CHECKING -> {
			}
			case SAVE_ALL -> this.items.saveAll(changed);
			case SAVE_AND_FLUSH -> this.items.saveAllAndFlush(changed);
			case DIRTY_CHECKING_BEFORE_A_QUERY -> this.items.count();
		}
	}

	@ParameterizedTest // S6, P62
	@MethodSource("combinations")
	void eachReceiverIsCalledOnceForEachEntityAndWhatItSetsIsWrittenOnce(Saving saving, Flushing flushing, int count,
			boolean countsFirst) {
		List<String> names = List.of("a", "b", "c").subList(0, count);
		List<Long> ids = storedItems(names.toArray(String[]::new));
		hear(flushing, countsFirst);
		inTransaction(() -> {
			List<Item> changed = ids.stream().map(this::item).toList();
			for (Item item : changed) {
				item.name = item.name.toUpperCase(Locale.ROOT);
				if (saving == Saving.SAVE) {
					this.items.save(item);
				}
			}
			save(saving, changed);
		});
		List<String> upper = names.stream().map((name) -> name.toUpperCase(Locale.ROOT)).toList();
		assertThat(this.before).containsExactlyElementsOf(upper);
		assertThat(written("item", "name", "counted", "slug")).containsExactlyInAnyOrderElementsOf(
				upper.stream().map((name) -> "update " + name + " 1 slug of " + name).toList());
		List<String> heard = new ArrayList<>(Collections.nCopies(count, "updated [name, slug, counted]"));
		heard.addAll(Collections.nCopies(count, "committed"));
		assertThat(this.heard).map(PreparedFlushTests::sorted)
			.containsExactlyElementsOf(heard.stream().map(PreparedFlushTests::sorted).toList());
	}

	private static String sorted(String told) {
		return told.startsWith("updated")
				? Stream.of(told.replaceAll("updated \\[|]", "").split(", ")).sorted().toList().toString() : told;
	}

	@ParameterizedTest // S6, P62
	@EnumSource(Flushing.class)
	void aNewEntityIsPreparedOnceHoweverItIsSaved(Flushing flushing) {
		hear(flushing, false);
		inTransaction(() -> {
			this.items.save(Item.of("saved"));
			this.items.saveAll(List.of(Item.of("first"), Item.of("second")));
			this.em.persist(Item.of("persisted"));
			this.em.merge(Item.of("merged"));
		});
		assertThat(this.before).containsExactly("saved", "first", "second", "persisted", "merged");
		assertThat(written("item", "name", "counted", "slug")).containsExactlyInAnyOrder("insert saved 1 slug of saved",
				"insert first 1 slug of first", "insert second 1 slug of second",
				"insert persisted 1 slug of persisted", "insert merged 1 slug of merged");
		assertThat(this.heard).containsOnly("created", "committed").hasSize(10);
	}

	@ParameterizedTest // S6, P62
	@EnumSource(Flushing.class)
	void aDetachedEntityIsPreparedOnce(Flushing flushing) {
		Long id = storedItems("a").get(0);
		Item detached = Item.of("b");
		detached.id = id;
		hear(flushing, false);
		inTransaction(() -> this.items.save(detached));
		assertThat(this.before).containsExactly("b");
		assertThat(written("item", "name", "counted", "slug")).containsExactly("update b 1 slug of b");
		assertThat(this.heard).hasSize(2).endsWith("committed");
	}

	@ParameterizedTest // S6, P62: what is found by a cascade of the flush
	@EnumSource(value = Flushing.class, mode = EnumSource.Mode.EXCLUDE, names = { "FLUSH", "NESTED_SAVE" })
	void newPartsThatTheFlushFindsArePreparedOnce(Flushing flushing) {
		Long id = storedItems("a").get(0);
		this.signals.connect(ReceiverSpec.preSave(Leaflet.class).order(1), (save) -> flush(flushing, item(id)));
		this.signals.connect(ReceiverSpec.preSave(Leaflet.class).order(2), (save) -> {
			this.before.add(save.instance().name);
			save.instance().counted++;
		});
		hasSaveReceivers(Leaflet.class);
		List<String> names = IntStream.range(0, 40).mapToObj((number) -> "part " + number).toList();
		inTransaction(() -> names.forEach((name) -> item(id).leaflets.add(Leaflet.of(name))));
		assertThat(this.before).containsExactlyElementsOf(names);
		assertThat(written("leaflet", "name", "counted"))
			.containsExactlyInAnyOrderElementsOf(names.stream().map((name) -> "insert " + name + " 1").toList());
		assertThat(this.heard).containsOnly("created").hasSize(40);
	}

	@ParameterizedTest // S6: what waits to be inserted cannot be held back from a flush
	@EnumSource(value = Flushing.class, names = { "FLUSH", "NESTED_SAVE" })
	void whatIsSetAfterAReceiverHasFlushedNewPartsIsAnUpdate(Flushing flushing) {
		Long id = storedItems("a").get(0);
		this.signals.connect(ReceiverSpec.preSave(Leaflet.class).order(1), (save) -> flush(flushing, item(id)));
		this.signals.connect(ReceiverSpec.preSave(Leaflet.class).order(2), (save) -> {
			this.before.add(save.instance().name);
			save.instance().counted++;
		});
		hasSaveReceivers(Leaflet.class);
		List<String> names = List.of("first", "second", "third");
		inTransaction(() -> names.forEach((name) -> item(id).leaflets.add(Leaflet.of(name))));
		assertThat(this.before).containsExactlyInAnyOrderElementsOf(names);
		assertThat(written("leaflet", "name", "counted")).containsExactlyInAnyOrder("insert first 0", "insert second 0",
				"insert third 0", "update first 1", "update second 1", "update third 1");
		assertThat(this.heard).containsExactly("created", "created", "created");
	}

	@ParameterizedTest // S6
	@EnumSource(value = Flushing.class, names = { "FLUSH", "NESTED_SAVE" })
	void eachReceiverIsCalledOnceForADeleteThatAnotherOneHasFlushed(Flushing flushing) {
		List<Long> ids = storedItems("a", "b");
		for (int order : new int[] { 1, 2 }) {
			this.signals.connect(ReceiverSpec.preDelete(Item.class).order(order), (delete) -> {
				flush(flushing, delete.instance());
				this.before.add(order + delete.instance().name);
			});
		}
		this.signals.connect(ReceiverSpec.postDelete(Item.class),
				(delete) -> this.heard.add("deleted " + delete.instance().name));
		inTransaction(() -> ids.forEach((id) -> this.em.remove(item(id))));
		assertThat(this.before).containsExactlyInAnyOrder("1a", "2a", "1b", "2b");
		assertThat(this.heard).containsExactly("deleted a", "deleted b");
		assertThat(written("item")).hasSize(2);
	}

	@Test // S6, P62
	void aHundredChangesAreNoChainOfReceivers() {
		String[] names = IntStream.range(0, 100).mapToObj((number) -> "item " + number).toArray(String[]::new);
		List<Long> ids = storedItems(names);
		hear(Flushing.JPQL, true);
		inTransaction(() -> ids.forEach((id) -> item(id).name += "!"));
		assertThat(this.before).hasSize(100).doesNotHaveDuplicates();
		assertThat(written("item")).hasSize(100);
	}

	@Test // S6: a check of uniqueness
	void aQueryOfAReceiverSeesWhatWasSavedBefore() {
		List<Long> ids = storedItems("a", "b");
		List<Boolean> taken = new ArrayList<>();
		this.signals.connect(ReceiverSpec.preSave(Item.class), (save) -> taken
			.add(this.items.existsByNameAndIdNot(save.instance().name, Objects.requireNonNull(save.instance().id))));
		inTransaction(() -> ids.forEach((id) -> {
			item(id).name = "same";
			this.items.save(item(id));
		}));
		assertThat(taken).containsExactly(false, true);
		taken.clear();
		inTransaction(() -> ids.forEach((id) -> item(id).name = "other"));
		assertThat(taken).containsExactly(false, true);
	}

	@Test // S5, S6
	void whatTheColumnDemandsMayBeSetAfterAnotherReceiverHasQueried() {
		Long id = storedItems("a").get(0);
		this.jdbc.sql("alter table item add constraint counted_is_set check (name <> 'b' or counted > 0)").update();
		try {
			hear(Flushing.FLUSH, false);
			inTransaction(() -> {
				item(id).name = "b";
				this.items.save(item(id));
			});
		}
		finally {
			this.jdbc.sql("alter table item drop constraint counted_is_set").update();
		}
		assertThat(written("item", "counted")).containsExactly("update 1");
	}

	@Test // S6
	void whatAnotherEntityHasPendingIsPreparedByTheQueryOfAReceiver() {
		List<Long> ids = storedItems("a", "b");
		hear(Flushing.JPQL, true);
		inTransaction(() -> {
			item(ids.get(1)).name = "B";
			item(ids.get(0)).name = "A";
			this.items.save(item(ids.get(0)));
		});
		assertThat(this.before).containsExactlyInAnyOrder("A", "B");
		assertThat(written("item", "name", "counted")).containsExactlyInAnyOrder("update A 1", "update B 1");
		assertThat(this.heard).filteredOn((told) -> told.startsWith("updated")).hasSize(2);
	}

	@Test // S6
	void deletesArePreparedOnceBeforeTheirRowsAreDeleted() {
		List<Long> ids = storedItems("a", "b", "c");
		for (int order : new int[] { 1, 2 }) {
			this.signals.connect(ReceiverSpec.preDelete(Item.class).order(order), (delete) -> {
				this.items.count();
				this.before.add(order + delete.instance().name + written("item"));
			});
		}
		this.signals.connect(ReceiverSpec.postDelete(Item.class),
				(delete) -> this.heard.add("deleted " + delete.instance().name));
		inTransaction(() -> ids.forEach((id) -> this.em.remove(item(id))));
		assertThat(this.before).containsExactly("1a[]", "2a[]", "1b[]", "2b[]", "1c[]", "2c[]");
		assertThat(this.heard).containsExactly("deleted a", "deleted b", "deleted c");
		assertThat(written("item")).hasSize(3);
	}

	/** How a row is created anew. */
	enum Creating {

		SAVE, SAVE_AND_FLUSH, PERSIST, MERGE

	}

	static Stream<Arguments> creations() {
		return Stream.of(Creating.values())
			.flatMap((creating) -> Stream.of(true, false).map((removed) -> Arguments.of(creating, removed)));
	}

	@ParameterizedTest // S2, S10
	@MethodSource("creations")
	void aRowThatIsDeletedAndSavedAnewIsHeardOnceAsCreated(Creating creating, boolean removed) {
		stored(() -> this.tickets.save(Ticket.of("a", "old")));
		hasSaveReceivers(Ticket.class);
		this.signals.connect(ReceiverSpec.preSave(Ticket.class), (save) -> this.before.add(save.instance().text));
		this.signals.connect(ReceiverSpec.postDelete(Ticket.class), (deleted) -> this.heard.add("deleted"));
		this.signals.connect(ReceiverSpec.postSave(Ticket.class).delivery(Delivery.AFTER_COMMIT),
				(saved) -> this.heard.add("committed created=" + saved.created()));
		this.signals.connect(ReceiverSpec.postDelete(Ticket.class).delivery(Delivery.AFTER_COMMIT),
				(saved) -> this.heard.add("committed deleted"));
		inTransaction(() -> {
			Ticket old = Objects.requireNonNull(this.em.find(Ticket.class, "a"));
			if (removed) {
				this.em.remove(old);
			}
			else {
				this.tickets.delete(old);
			}
			create(creating, Ticket.of("a", "new"));
		});
		assertThat(this.before).containsExactly("new");
		// What has a row before and after the transaction, was updated by it.
		assertThat(this.heard).containsExactly("deleted", "created", "committed created=false");
		assertThat(written("ticket", "text")).containsExactly("delete ", "insert new");
	}

	private void create(Creating creating, Ticket ticket) {
		switch (creating) {
			case SAVE -> this.tickets.save(ticket);
			case SAVE_AND_FLUSH -> this.tickets.saveAndFlush(ticket);
			case PERSIST -> this.em.persist(ticket);
			case MERGE -> this.em.merge(ticket);
		}
	}

	@ParameterizedTest // S6: a collection that increments the version
	@EnumSource
	void whatCannotBeHeldBackIsHeardOnceAllTheSame(Flushing flushing) {
		Basket basket = stored(() -> this.baskets.save(new Basket()));
		this.signals.connect(ReceiverSpec.preSave(Basket.class).order(1), (save) -> {
			this.before.add(save.instance().name);
			flush(flushing, Item.of("x"));
			save.instance().name += "!";
		});
		this.signals.connect(ReceiverSpec.preSave(Basket.class).order(2), (save) -> save.instance().name += "?");
		hasSaveReceivers(Basket.class);
		for (boolean saved : new boolean[] { true, false }) {
			this.heard.clear();
			this.before.clear();
			inTransaction(() -> {
				Basket managed = Objects.requireNonNull(this.em.find(Basket.class, basket.id));
				managed.notes.add("note " + saved);
				managed.name = "basket";
				if (saved) {
					this.baskets.save(managed);
				}
			});
			assertThat(this.before).containsExactly("basket");
			assertThat(this.heard).singleElement().asString().startsWith("updated").contains("notes");
			assertThat(this.jdbc.sql("select name from basket").query(String.class).single()).isEqualTo("basket!?");
		}
	}

}
