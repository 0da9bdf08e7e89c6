package io.github.signals.capture.persistence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.capture.persistence.PartsModel.Address;
import io.github.signals.capture.persistence.PartsModel.Basket;
import io.github.signals.capture.persistence.PartsModel.Baskets;
import io.github.signals.capture.persistence.PartsModel.Gift;
import io.github.signals.capture.persistence.PartsModel.GiftBasket;
import io.github.signals.capture.persistence.PartsModel.Label;
import io.github.signals.capture.persistence.PartsModel.Line;
import io.github.signals.capture.persistence.PartsModel.Lines;
import io.github.signals.capture.persistence.PartsModel.Slip;
import io.github.signals.capture.persistence.PartsModel.Stamp;
import io.github.signals.capture.persistence.PartsModel.Tax;
import io.github.signals.capture.persistence.PartsModel.Ticket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What receivers hear that take the parts of an entity as the whole. Each test stores
 * what it changes.
 */
abstract class PartsContract {

	@Autowired
	Signals signals;

	@Autowired
	EntityManager em;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	Baskets baskets;

	@Autowired
	Lines lines;

	final List<String> heard = new ArrayList<>();

	private Basket basket = new Basket();

	private Line line = new Line();

	@BeforeEach
	void store() {
		this.basket = Basket.of("open");
		this.line = this.basket.add(1);
		store(this.basket);
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	void store(Object entity) {
		inTransaction(() -> this.em.persist(entity));
	}

	void hear(String... parts) {
		hear(Delivery.AFTER_COMMIT, parts);
	}

	void hear(Delivery delivery, String... parts) {
		hear(ReceiverSpec.postSave(Basket.class).delivery(delivery).parts(parts));
	}

	void hear(ReceiverSpec<PostSave<Basket>> spec) {
		this.signals.connect(spec, (saved) -> this.heard.add(tell(saved)));
	}

	/** Describe a signal, such as "updated lines[7].quantity: 1->2". */
	private String tell(PostSave<Basket> saved) {
		TreeMap<String, String> values = new TreeMap<>();
		Changes changes = saved.changes();
		for (String name : changes.attributes()) {
			if (!name.equals("version") && changes.before(name) != changes.after(name)) {
				values.put(named(name), changes.before(name) + "->" + changes.after(name));
			}
		}
		StringBuilder text = new StringBuilder(saved.created() ? "created" : "updated");
		values.forEach((name, value) -> text.append(' ').append(name).append(": ").append(value));
		return text.toString();
	}

	/** Replace identifiers, which the tests do not know beforehand. */
	private String named(String name) {
		String text = name.replace("[" + this.line.id + "]", "[line]");
		return text.replaceAll("\\[\\d+]", "[new]");
	}

	void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	/** Change a stored basket in a transaction of its own. */
	void change(Consumer<Basket> change) {
		inTransaction(() -> change.accept(find(Basket.class, this.basket.id)));
	}

	<T> T find(Class<T> type, @Nullable Object id) {
		return Objects.requireNonNull(this.em.find(type, id));
	}

	Line line() {
		return find(Line.class, this.line.id);
	}

	@Test
	void aChangedPartIsAChangeOfTheWholeWhoseRowIsUntouched() {
		hear("lines");
		change((basket) -> basket.lines.get(0).quantity = 2);
		assertThat(this.heard).containsExactly("updated lines[line].quantity: 1->2");
	}

	@Test
	void aPartThatIsChangedByItsOwnRepositoryIsHeard() {
		hear("lines");
		inTransaction(() -> {
			Line line = this.lines.findById(Objects.requireNonNull(this.line.id)).orElseThrow();
			line.quantity = 2;
			this.lines.save(line);
		});
		assertThat(this.heard).containsExactly("updated lines[line].quantity: 1->2");
	}

	@Test
	void aDetachedPartThatIsMergedIsHeard() {
		hear("lines");
		Line detached = Objects.requireNonNull(this.transaction.execute((status) -> line()));
		detached.quantity = 5;
		inTransaction(() -> this.em.merge(detached));
		assertThat(this.heard).containsExactly("updated lines[line].quantity: 1->5");
	}

	@Test
	void anAddedPartIsHeardWithAllThatItHas() {
		hear("lines");
		change((basket) -> basket.add(3).price = BigDecimal.TEN);
		assertThat(this.heard).hasSize(1);
		assertThat(this.heard.get(0)).contains("lines[new].price: null->10").contains("lines[new].quantity: null->3");
		assertThat(this.heard.get(0)).startsWith("updated lines[new]: null->");
	}

	@Test
	void aRemovedPartIsHeardWithAllThatItHad() {
		hear("lines");
		change((basket) -> basket.lines.clear());
		assertThat(this.heard)
			.containsExactly("updated lines[line]: " + this.line.id + "->null lines[line].quantity: 1->null");
	}

	@Test
	void aPartThatIsDeletedByItselfIsHeard() {
		hear("lines");
		inTransaction(() -> {
			Line line = line();
			Objects.requireNonNull(line.basket).lines.remove(line);
			this.em.remove(line);
		});
		assertThat(this.heard).hasSize(1);
		assertThat(this.heard.get(0)).contains("lines[line].quantity: 1->null");
	}

	@Test
	void aPartThatMovesChangesBoth() {
		Basket other = Basket.of("other");
		store(other);
		hear("lines");
		inTransaction(() -> line().basket = find(Basket.class, other.id));
		assertThat(this.heard).containsExactlyInAnyOrder(
				"updated lines[line]: " + this.line.id + "->null lines[line].quantity: 1->null",
				"updated lines[line]: null->" + this.line.id + " lines[line].quantity: null->1");
	}

	@Test
	void theWholeIsHeardOnceForEachTransaction() {
		hear("lines");
		change((basket) -> {
			basket.status = "paid";
			basket.lines.get(0).quantity = 2;
			this.em.flush();
			basket.add(4);
			basket.lines.get(0).quantity = 3;
		});
		assertThat(this.heard).hasSize(1);
		assertThat(this.heard.get(0)).contains("lines[line].quantity: 1->3")
			.contains("lines[new].quantity: null->4")
			.contains("status: open->paid");
	}

	@Test
	void whatHasReturnedToItsOldValueIsNotAChange() {
		hear("lines");
		change((basket) -> {
			basket.lines.get(0).quantity = 2;
			Line added = basket.add(4);
			this.em.flush();
			basket.lines.get(0).quantity = 1;
			basket.lines.remove(added);
		});
		assertThat(this.heard).isEmpty();
	}

	@Test
	void aNewWholeIsCreatedWithItsParts() {
		hear("lines");
		Basket created = Basket.of("new");
		created.add(7);
		store(created);
		assertThat(this.heard).hasSize(1);
		assertThat(this.heard.get(0)).startsWith("created").contains("lines[new].quantity: null->7");
	}

	@Test
	void aWholeThatIsDeletedIsNotHeardAsChanged() {
		hear("lines");
		change(this.em::remove);
		assertThat(this.heard).isEmpty();
	}

	@Test
	void whoDoesNotAskForPartsHearsTheRowOnly() {
		hear("lines");
		this.signals.connect(ReceiverSpec.postSave(Basket.class).delivery(Delivery.AFTER_COMMIT),
				(saved) -> this.heard.add("row " + saved.changes().contains("lines")));
		change((basket) -> basket.lines.get(0).quantity = 2);
		assertThat(this.heard).containsExactly("updated lines[line].quantity: 1->2");
		change((basket) -> {
			basket.status = "paid";
			basket.lines.get(0).quantity = 3;
		});
		assertThat(this.heard).hasSize(3).contains("row false");
	}

	@Test
	void partsOfPartsAreNamedByTheirWay() {
		hear("lines.taxes");
		inTransaction(() -> line().tax(20));
		assertThat(this.heard).hasSize(1);
		assertThat(this.heard.get(0)).contains("lines[line].taxes[new].rate: null->20");
		this.heard.clear();
		inTransaction(() -> line().taxes.get(0).rate = 19);
		assertThat(this.heard).containsExactly("updated lines[line].taxes[new].rate: 20->19");
	}

	@Test
	void whoHearsPartsOfPartsHearsThoseBetween() {
		hear("lines.taxes");
		inTransaction(() -> line().quantity = 2);
		assertThat(this.heard).containsExactly("updated lines[line].quantity: 1->2");
	}

	@Test
	void whoHearsPartsDoesNotHearTheirParts() {
		hear("lines");
		inTransaction(() -> line().tax(20));
		assertThat(this.heard).isEmpty();
	}

	@Test
	void aStarStandsForAllThatIsRemovedWithTheWhole() {
		hear("*");
		inTransaction(() -> line().tax(20));
		assertThat(this.heard).hasSize(1);
		change((basket) -> basket.labels.add(Label.of("red")));
		assertThat(this.heard).hasSize(1);
		change((basket) -> basket.tickets.add(Ticket.of("7A")));
		assertThat(this.heard).hasSize(2);
	}

	@Test
	void partsThatDoNotKnowTheirOwnerAreHeard() {
		hear("tickets");
		change((basket) -> basket.tickets.add(Ticket.of("7A")));
		assertThat(this.heard).hasSize(1);
		assertThat(this.heard.get(0)).contains("tickets[new].seat: null->7A");
		this.heard.clear();
		change((basket) -> basket.tickets.get(0).seat = "8B");
		change((basket) -> basket.tickets.clear());
		assertThat(this.heard).hasSize(2);
		assertThat(this.heard.get(0)).isEqualTo("updated tickets[new].seat: 7A->8B");
		assertThat(this.heard.get(1)).contains("tickets[new].seat: 8B->null");
	}

	@Test
	void aPartIsHeardWhoseOwnerIsNotLoaded() {
		Ticket ticket = Ticket.of("7A");
		change((basket) -> basket.tickets.add(ticket));
		hear("tickets");
		inTransaction(() -> find(Ticket.class, ticket.id).seat = "8B");
		assertThat(this.heard).containsExactly("updated tickets[new].seat: 7A->8B");
	}

	@Test
	void partsInATableOfLinksAreHeard() {
		hear("labels");
		change((basket) -> basket.labels.add(Label.of("red")));
		change((basket) -> basket.labels.get(0).text = "blue");
		assertThat(this.heard).hasSize(2);
		assertThat(this.heard.get(0)).contains("labels[new].text: null->red");
		assertThat(this.heard.get(1)).isEqualTo("updated labels[new].text: red->blue");
	}

	@Test
	void theOnlyPartIsNamedWithoutItsIdentifier() {
		hear("slip", "address");
		change((basket) -> {
			Slip slip = new Slip();
			slip.number = "1";
			slip.basket = basket;
			basket.slip = slip;
			basket.address = new Address();
			basket.address.street = "a";
		});
		this.heard.clear();
		change((basket) -> Objects.requireNonNull(basket.slip).number = "2");
		change((basket) -> Objects.requireNonNull(basket.address).street = "b");
		assertThat(this.heard).containsExactly("updated slip.number: 1->2", "updated address.street: a->b");
	}

	@Test
	void partsInAnEmbeddedValueAreHeard() {
		hear("extras.gifts");
		change((basket) -> {
			Gift gift = new Gift();
			gift.name = "book";
			gift.basket = basket;
			basket.extras.gifts.add(gift);
		});
		assertThat(this.heard).hasSize(1);
		assertThat(this.heard.get(0)).contains("extras.gifts[new].name: null->book");
	}

	@Test // S1: the owner of a part may be in its identifier
	void partsAreHeardWhoseIdentifierHasTheOwner() {
		hear("stamps");
		change((basket) -> {
			Stamp stamp = new Stamp();
			stamp.basket = basket;
			stamp.number = 1;
			stamp.color = "red";
			basket.stamps.add(stamp);
		});
		change((basket) -> basket.stamps.get(0).color = "blue");
		change((basket) -> basket.stamps.clear());
		assertThat(this.heard).hasSize(3);
		assertThat(this.heard.get(0)).contains(".color: null->red");
		assertThat(this.heard.get(1)).contains(".color: red->blue");
		assertThat(this.heard.get(2)).contains(".color: blue->null");
	}

	@Test
	void partsOfASubclassAreHeard() {
		GiftBasket gift = new GiftBasket();
		Line own = gift.add(1);
		store(gift);
		hear("lines");
		inTransaction(() -> find(Line.class, own.id).quantity = 2);
		assertThat(this.heard).containsExactly("updated lines[new].quantity: 1->2");
	}

	@Test
	void statelessSessionsAreHeard() {
		hear("lines");
		inStatelessSession((session) -> {
			Line line = Objects.requireNonNull(session.get(Line.class, this.line.id));
			line.quantity = 2;
			session.update(line);
		});
		assertThat(this.heard).containsExactly("updated lines[line].quantity: 1->2");
		this.heard.clear();
		inStatelessSession((session) -> session.delete(Objects.requireNonNull(session.get(Line.class, this.line.id))));
		assertThat(this.heard).hasSize(1);
		assertThat(this.heard.get(0)).contains("lines[line].quantity: 2->null");
	}

	private void inStatelessSession(Consumer<StatelessSession> work) {
		inTransaction(() -> {
			try (var session = this.em.unwrap(Session.class).statelessWithOptions().connection().open()) {
				work.accept(session);
			}
		});
	}

	@Test
	void changedMayNameParts() {
		hear(ReceiverSpec.postSave(Basket.class)
			.delivery(Delivery.AFTER_COMMIT)
			.parts("lines")
			.changed("lines.quantity"));
		inTransaction(() -> line().price = BigDecimal.ONE);
		assertThat(this.heard).isEmpty();
		inTransaction(() -> line().quantity = 2);
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void conditionsMayAskForParts() {
		hear(ReceiverSpec.postSave(Basket.class)
			.delivery(Delivery.AFTER_COMMIT)
			.parts("lines")
			.condition("changes.contains('lines.price')"));
		inTransaction(() -> line().quantity = 2);
		assertThat(this.heard).isEmpty();
		inTransaction(() -> line().price = BigDecimal.ONE);
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void aReceiverTellsItsParts() {
		hear("lines", "tickets");
		assertThat(this.signals.receivers()).extracting((receiver) -> receiver.conditions().parts())
			.containsExactly(List.of("lines", "tickets"));
	}

	@Test
	void partsAreHeardBeforeTheCommit() {
		hear(Delivery.BEFORE_COMMIT, "lines");
		inTransaction(() -> line().quantity = 2);
		assertThat(this.heard).containsExactly("updated lines[line].quantity: 1->2");
	}

	@Test // S6: until it changes nothing any more
	void aReceiverBeforeTheCommitHearsThePartsThatItChanges() {
		this.signals.connect(ReceiverSpec.postSave(Basket.class).delivery(Delivery.BEFORE_COMMIT).parts("lines"),
				(saved) -> {
					this.heard.add(tell(saved));
					saved.instance().lines.get(0).price = BigDecimal.TEN;
				});
		hear("lines");
		inTransaction(() -> line().quantity = 2);
		assertThat(this.heard).containsExactly("updated lines[line].quantity: 1->2",
				"updated lines[line].price: null->10",
				"updated lines[line].price: null->10 lines[line].quantity: 1->2");
	}

	@Test // S10: what was written in many flushes is one change
	void partsThatAreInsertedOneByOneAreOneChange() {
		hear("lines.taxes");
		inTransaction(() -> {
			Line line = line();
			for (int i = 0; i < 2000; i++) {
				this.em.persist(line.tax(i));
			}
		});
		assertThat(this.heard).hasSize(1);
		assertThat(this.heard.get(0)).contains("rate: null->1999");
	}

	@Test
	void aRollbackTellsWhatWasUndone() {
		hear(Delivery.AFTER_ROLLBACK, "lines");
		this.transaction.executeWithoutResult((status) -> {
			line().quantity = 2;
			this.em.flush();
			status.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("updated lines[line].quantity: 1->2");
	}

	@Test
	void aMutedWholeIsNotHeard() {
		hear("lines");
		this.signals.mute(() -> inTransaction(() -> line().quantity = 2));
		assertThat(this.heard).isEmpty();
	}

	@Test
	void manyPartsOfOneWholeAreOneChange() {
		hear("lines");
		change((basket) -> {
			for (int i = 0; i < 200; i++) {
				basket.add(i);
			}
		});
		assertThat(this.heard).hasSize(1);
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = PartsModel.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*PartsModel[$].*"),
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*PartsModel[$]).*$"))
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Application {

	}

}
