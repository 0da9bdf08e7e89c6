package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;

import io.github.signals.On;
import io.github.signals.PreSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.SaveSignal;
import io.github.signals.capture.persistence.EarlyInsertModel.Stub;
import io.github.signals.capture.persistence.PendingModel.Basket;
import io.github.signals.capture.persistence.PendingModel.Item;
import io.github.signals.capture.persistence.PendingModel.Leaflet;
import io.github.signals.capture.persistence.PendingModel.Ticket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is known before a write that no repository announces.
 */
@SpringBootTest(classes = EarlyInsertModel.Application.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:before-save;DB_CLOSE_DELAY=-1",
				"spring.jpa.hibernate.ddl-auto=create", "spring.jpa.properties.hibernate.generate_statistics=true" })
class BeforeSaveTests extends EarlyInsertTestSupport {

	private final List<PreSave<?>> before = new ArrayList<>();

	private <T> void hearBefore(Class<T> type) {
		this.signals.connect(ReceiverSpec.preSave(type).uid("before " + type.getSimpleName()), (save) -> {
			this.before.add(save);
			this.heard.add("before " + tell(save));
		});
		this.signals.connect(ReceiverSpec.postSave(type).uid("after " + type.getSimpleName()),
				(saved) -> this.heard.add("after " + tell(saved)));
	}

	/** Tell what is created or changed, but for what is null or empty. */
	private static String tell(SaveSignal<?> save) {
		List<String> changes = new ArrayList<>();
		for (String attribute : new TreeSet<>(save.changes().attributes())) {
			Object old = save.changes().before(attribute);
			Object current = save.changes().after(attribute);
			boolean told = current != null && !current.equals(0) && !Set.of().equals(current);
			if (!attribute.equals("version") && (told || !save.created())) {
				changes.add(attribute + (save.created() ? "=" : "=" + old + ">") + current);
			}
		}
		return (save.created() ? "created " : "updated ") + changes;
	}

	private void assertHeard(String... expected) {
		assertThat(this.heard).containsExactly(expected);
		this.heard.clear();
	}

	private long statements(Runnable work) {
		var statistics = this.em.getEntityManagerFactory().unwrap(SessionFactory.class).getStatistics();
		long start = statistics.getPrepareStatementCount();
		work.run();
		return statistics.getPrepareStatementCount() - start;
	}

	@Test // S4, S7
	void whatIsPersistedIsCreatedWithAllThatItHas() {
		hearBefore(Item.class);
		hearBefore(Stub.class);
		inTransaction(() -> {
			this.em.persist(Item.of("a"));
			this.em.persist(Stub.of("b"));
		});
		assertHeard("before created [name=a]", "before created [name=b]", "after created [name=a]",
				"after created [name=b]");
	}

	@Test // S4, S7
	void dirtyCheckingTellsWhatWasLoadedAndWhatIsSet() {
		Long id = storedItems("a").get(0);
		hearBefore(Item.class);
		inTransaction(() -> {
			item(id).name = "b";
			this.em.createQuery("select count(i) from item i", Long.class).getSingleResult();
			assertHeard("before updated [name=a>b]", "after updated [name=a>b]");
			item(id).name = "c";
			this.em.flush();
			assertHeard("before updated [name=b>c]", "after updated [name=b>c]");
			item(id).name = "d";
		});
		assertHeard("before updated [name=c>d]", "after updated [name=c>d]");
	}

	@Test // S9
	void whatIsLoadedCostsNoStatementMore() {
		List<Long> ids = storedItems("a", "b", "c", "d");
		long bare = statements(() -> renameAll(ids, "bare"));
		hearBefore(Item.class);
		assertThat(statements(() -> renameAll(ids, "heard"))).isEqualTo(bare);
		assertThat(this.heard).hasSize(8);
	}

	private void renameAll(List<Long> ids, String name) {
		inTransaction(() -> ids.forEach((id) -> item(id).name = name));
	}

	@Test // S4, S7, S9
	void aMergeIsComparedWithTheRowThatItReads() {
		Item detached = detached("bare");
		long bare = statements(() -> inTransaction(() -> this.em.merge(detached)));
		Item other = detached("heard");
		hearBefore(Item.class);
		hearBefore(Leaflet.class);
		assertThat(statements(() -> inTransaction(() -> this.em.merge(other)))).isEqualTo(bare);
		assertHeard("before updated [name=part>heard]", "before updated [name=a>heard]",
				"after updated [name=part>heard]", "after updated [name=a>heard]");
	}

	/** Return a stored item with a stored part, both changed outside of a transaction. */
	private Item detached(String name) {
		Item item = Item.of("a");
		item.leaflets.add(Leaflet.of("part"));
		stored(() -> {
			this.em.persist(item);
			return item;
		});
		item.name = name;
		item.leaflets.get(0).name = name;
		return item;
	}

	@Test // S4
	void aMergeOfWhatHasNoRowCreatesIt() {
		hearBefore(Ticket.class);
		inTransaction(() -> this.em.merge(Ticket.of("c", "t")));
		assertHeard("before created [text=t]", "after created [text=t]");
		inTransaction(() -> this.em.merge(Ticket.of("c", "u")));
		assertHeard("before updated [text=t>u]", "after updated [text=t>u]");
		inTransaction(() -> this.em.merge(Ticket.of("c", "u")));
		assertHeard();
	}

	@Test // S4
	void whatACascadeOfAFlushFindsIsCreated() {
		Long id = storedItems("a").get(0);
		hearBefore(Leaflet.class);
		inTransaction(() -> item(id).leaflets.add(Leaflet.of("part")));
		assertHeard("before created [name=part]", "after created [name=part]");
	}

	@Test // S7
	void valuesOfACollectionAreAmongTheChanges() {
		Basket basket = stored(() -> {
			Basket fresh = basket("b");
			this.em.persist(fresh);
			return fresh;
		});
		hearBefore(Basket.class);
		inTransaction(() -> this.em.find(Basket.class, basket.id).notes.add("m"));
		assertThat(this.before.get(0).changes().before("notes")).isEqualTo(Set.of("n"));
		assertThat(this.before.get(0).changes().after("notes")).isEqualTo(Set.of("n", "m"));
		// One that nobody has read is read before it is gone.
		inTransaction(() -> this.em.find(Basket.class, basket.id).notes = new HashSet<>(Set.of("x")));
		assertThat(this.before.get(1).changes().before("notes")).isEqualTo(Set.of("n", "m"));
		assertThat(this.before.get(1).changes().after("notes")).isEqualTo(Set.of("x"));
		assertThat(this.before).extracting(PreSave::created).containsOnly(false);
	}

	@Test // S2, S7
	void afterACallOnlyWhatHasChangedSinceThenIsToBeWritten() {
		hearBefore(Item.class);
		inTransaction(() -> {
			Item item = this.items.save(Item.of("a"));
			assertHeard("before created [name=a]", "after created [name=a]");
			item.name = "b";
			this.em.flush();
			assertHeard("before updated [name=a>b]", "after updated [name=a>b]");
			item.name = "c";
			this.items.save(item);
			assertHeard("before updated [name=b>c]", "after updated [name=b>c]");
			item.name = "b";
		});
		// Taken back.
		assertHeard("before updated [name=c>b]", "after updated [name=c>b]");
	}

	@Test // S3, S4
	void whatIsChangedBeforeItsInsertIsHeardOnceMoreAsACreation() {
		hearBefore(Item.class);
		inTransaction(() -> {
			Item item = Item.of("a");
			this.em.persist(item);
			item.name = "b";
		});
		assertHeard("before created [name=a]", "before created [name=b]", "after created [name=b]");
		assertThat(written("item", "name")).containsExactly("insert b");
	}

	@Test // S2, S7
	void whatIsChangedAfterAnInsertAtOnceIsAnUpdate() {
		hearBefore(Stub.class);
		inTransaction(() -> {
			Stub stub = Stub.of("a");
			this.em.persist(stub);
			stub.name = "b";
		});
		assertHeard("before created [name=a]", "after created [name=a]", "before updated [name=a>b]",
				"after updated [name=a>b]");
	}

	@Test // S5, S7
	void allReceiversAreToldWhatWouldBeWrittenWithoutThem() {
		Long id = storedItems("a").get(0);
		this.signals.connect(ReceiverSpec.preSave(Item.class).uid("sets").order(-1),
				(save) -> save.instance().slug = save.instance().name);
		hearBefore(Item.class);
		inTransaction(() -> item(id).name = "b");
		assertHeard("before updated [name=a>b]", "after updated [name=a>b, slug=null>b]");
		inTransaction(() -> this.em.persist(Item.of("c")));
		assertHeard("before created [name=c]", "after created [name=c, slug=c]");
		assertThat(written("item", "name", "slug")).containsExactly("update b b", "insert c c");
	}

	@Test // S6, S7
	void whatAReceiverFlushesMeanwhileDoesNotCount() {
		List<Long> ids = storedItems("a", "b");
		this.signals.connect(ReceiverSpec.preSave(Item.class).uid("flushes").order(-1), (save) -> {
			save.instance().counted++;
			this.em.flush();
		});
		hearBefore(Item.class);
		inTransaction(() -> ids.forEach((id) -> item(id).name += "!"));
		assertThat(this.heard).filteredOn((told) -> told.startsWith("before"))
			.containsExactlyInAnyOrder("before updated [name=a>a!]", "before updated [name=b>b!]");
		assertThat(written("item", "name", "counted")).containsExactlyInAnyOrder("update a! 1", "update b! 1");
	}

	@Test // S14
	void receiversAreChosenByWhatIsToBeWritten() {
		Long id = storedItems("a").get(0);
		this.signals.connect(ReceiverSpec.preSave(Item.class).uid("created").on(On.CREATED),
				(save) -> this.heard.add("created"));
		this.signals.connect(ReceiverSpec.preSave(Item.class).uid("slug").on(On.UPDATED).changed("slug"),
				(save) -> this.heard.add("slug"));
		inTransaction(() -> item(id).name = "b");
		assertHeard();
		inTransaction(() -> item(id).slug = "b");
		assertHeard("slug");
		inTransaction(() -> this.em.persist(Item.of("c")));
		assertHeard("created");
	}

	private void inStatelessSession(Consumer<StatelessSession> work) {
		inTransaction(() -> {
			try (StatelessSession session = this.em.unwrap(Session.class).statelessWithOptions().connection().open()) {
				work.accept(session);
			}
		});
	}

	@Test // S4, S7
	void aStatelessSessionReadsTheRowOnce() {
		hearBefore(Ticket.class);
		assertThat(statements(() -> inStatelessSession((session) -> session.insert(Ticket.of("c", "t"))))).isOne();
		assertHeard("before created [text=t]", "after created [text=t]");
		assertThat(statements(() -> inStatelessSession((session) -> session.update(Ticket.of("c", "u"))))).isEqualTo(2);
		assertHeard("before updated [text=t>u]", "after updated [text=t>u]");
		assertThat(statements(() -> inStatelessSession((session) -> session.upsert(Ticket.of("c", "v"))))).isEqualTo(2);
		assertHeard("before updated [text=u>v]", "after updated [text=u>v]");
		assertThat(statements(() -> inStatelessSession((session) -> session.upsert(Ticket.of("d", "w"))))).isEqualTo(2);
		assertHeard("before created [text=w]", "after created [text=w]");
	}

	@Test // S5, S7
	void whatReceiversSetIsNotWhatAStatelessSessionWouldHaveWritten() {
		this.signals.connect(ReceiverSpec.preSave(Ticket.class).uid("sets").order(-1),
				(save) -> save.instance().text += "!");
		hearBefore(Ticket.class);
		inStatelessSession((session) -> {
			session.insert(Ticket.of("c", "t"));
			session.update(Ticket.of("c", "u"));
		});
		assertHeard("before created [text=t]", "after created [text=t!]", "before updated [text=t!>u]",
				"after updated [text=t!>u!]");
		assertThat(written("ticket", "text")).containsExactly("insert t!", "update u!");
	}

	@Test // S9
	void aStatelessSessionReadsNothingWhereNobodyAsks() {
		this.signals.connect(ReceiverSpec.preSave(Ticket.class).uid("created").on(On.CREATED),
				(save) -> this.heard.add("created " + Objects.requireNonNull(save.instance()).text));
		inStatelessSession((session) -> session.insert(Ticket.of("c", "t")));
		assertHeard("created t");
	}

}
