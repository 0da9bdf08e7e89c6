package io.github.signals.capture.persistence;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaAuditing;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.ReceiverRecursionException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.capture.persistence.PublicShapes.Bike;
import io.github.signals.capture.persistence.PublicShapes.Brand;
import io.github.signals.capture.persistence.PublicShapes.Brands;
import io.github.signals.capture.persistence.PublicShapes.Cyclist;
import io.github.signals.capture.persistence.PublicShapes.Cyclists;
import io.github.signals.capture.persistence.PublicShapes.Payment;
import io.github.signals.capture.persistence.PublicShapes.Payments;
import io.github.signals.capture.persistence.PublicShapes.Purse;
import io.github.signals.capture.persistence.PublicShapes.Purses;
import io.github.signals.capture.persistence.PublicShapes.Rating;
import io.github.signals.capture.persistence.PublicShapes.Ratings;
import io.github.signals.capture.persistence.PublicShapes.Recipe;
import io.github.signals.capture.persistence.PublicShapes.RecipeWord;
import io.github.signals.capture.persistence.PublicShapes.Recipes;
import io.github.signals.capture.persistence.PublicShapes.Remark;
import io.github.signals.capture.persistence.PublicShapes.Remarks;
import io.github.signals.capture.persistence.PublicShapes.Repair;
import io.github.signals.capture.persistence.PublicShapes.Shape;
import io.github.signals.capture.persistence.PublicShapes.Sticker;
import io.github.signals.capture.persistence.PublicShapes.Stickers;
import io.github.signals.capture.persistence.PublicShapes.Word;
import io.github.signals.capture.persistence.PublicShapes.Words;

import static io.github.signals.capture.persistence.PublicShapes.named;
import static io.github.signals.capture.persistence.PublicShapes.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The write paths of public applications, each with what is heard of it in the
 * transaction and after its commit. A form is handled without a transaction, so that what
 * it changes is detached; a REST controller saves what it has read from JSON; a service
 * changes what it has loaded; an adapter saves and deletes parts one after the other.
 */
@SpringBootTest(classes = PublicShapesTests.Application.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:shapes", "spring.jpa.hibernate.ddl-auto=create" })
class PublicShapesTests {

	@Autowired
	private Signals signals;

	@Autowired
	private PlatformTransactionManager manager;

	@Autowired
	private Cyclists cyclists;

	@Autowired
	private Brands brands;

	@Autowired
	private Purses purses;

	@Autowired
	private Payments payments;

	@Autowired
	private Stickers stickers;

	@Autowired
	private Recipes recipes;

	@Autowired
	private Words words;

	@Autowired
	private Remarks remarks;

	@Autowired
	private Ratings ratings;

	private final List<String> heard = new CopyOnWriteArrayList<>();

	private final List<String> committed = new CopyOnWriteArrayList<>();

	@BeforeEach
	void listen() {
		this.signals.connect(ReceiverSpec.preSave(Shape.class), (saving) -> this.heard.add("pre " + tell(saving)));
		listen(Delivery.IN_TRANSACTION, this.heard);
		listen(Delivery.AFTER_COMMIT, this.committed);
		this.signals.connect(ReceiverSpec.collectionChange(Shape.class).delivery(Delivery.AFTER_COMMIT),
				(change) -> this.committed.add(change.attribute() + " of " + tell(change)));
	}

	private void listen(Delivery delivery, List<String> heard) {
		this.signals.connect(ReceiverSpec.postSave(Shape.class).delivery(delivery),
				(saved) -> heard.add((saved.created() ? "created " : "updated ") + tell(saved)));
		this.signals.connect(ReceiverSpec.postDelete(Shape.class).delivery(delivery),
				(deleted) -> heard.add("deleted " + tell(deleted)));
	}

	private static String tell(EntitySignal<? extends Shape> signal) {
		return signal.sender().getSimpleName() + " " + signal.instance().text();
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	private <T> @Nullable T quietly(Supplier<T> arrangement) {
		T result = new TransactionTemplate(this.manager).execute((status) -> this.signals.mute(arrangement));
		this.heard.clear();
		this.committed.clear();
		return result;
	}

	private void inTransaction(Runnable work) {
		new TransactionTemplate(this.manager).executeWithoutResult((status) -> work.run());
	}

	private void heardInTransaction(String... expected) {
		assertThat(this.heard).containsExactly(expected);
	}

	private void heardAfterCommit(String... expected) {
		assertThat(this.committed).containsExactlyInAnyOrder(expected);
	}

	private Cyclist storedCyclist() {
		Cyclist cyclist = named(new Cyclist(), "Ada");
		Bike bike = named(new Bike(), "red");
		bike.brand = this.brands.save(named(new Brand(), "Brand"));
		bike.repairs.add(named(new Repair(), "chain"));
		cyclist.bikes.add(bike);
		return Objects.requireNonNull(quietly(() -> this.cyclists.save(cyclist)));
	}

	@Test
	void aFormCreatesARootWithItsTree() {
		Cyclist cyclist = named(new Cyclist(), "Ada");
		cyclist.bikes.add(named(new Bike(), "red"));
		this.cyclists.save(cyclist);
		heardInTransaction("pre Cyclist Ada", "pre Bike red", "created Cyclist Ada", "created Bike red");
		heardAfterCommit("created Cyclist Ada", "created Bike red", "bikes of Cyclist Ada");
	}

	@Test
	void aFormAddsAPartToADetachedTree() {
		Cyclist loaded = this.cyclists.findById(storedCyclist().id).orElseThrow();
		loaded.bikes.get(0).repairs.add(named(new Repair(), "brake"));
		this.cyclists.save(loaded);
		heardInTransaction("pre Cyclist Ada", "pre Repair brake", "updated Cyclist Ada", "created Repair brake");
		heardAfterCommit("created Repair brake", "repairs of Bike red");
	}

	@Test
	void aFormChangesAPartOfADetachedTreeThroughItsRoot() {
		Cyclist loaded = this.cyclists.findById(storedCyclist().id).orElseThrow();
		loaded.bikes.get(0).name = "blue";
		this.cyclists.save(loaded);
		heardInTransaction("pre Cyclist Ada", "updated Cyclist Ada", "pre Bike blue", "updated Bike blue");
		heardAfterCommit("updated Bike blue");
	}

	@Test
	void aFormChangesTheRootAlone() {
		Cyclist loaded = this.cyclists.findById(storedCyclist().id).orElseThrow();
		loaded.phone = "12345";
		this.cyclists.save(loaded);
		heardInTransaction("pre Cyclist Ada", "updated Cyclist Ada");
		heardAfterCommit("updated Cyclist Ada");
	}

	@Test
	void aFormDeletesTheRoot() {
		this.cyclists.deleteById(storedCyclist().id);
		heardInTransaction("deleted Cyclist Ada", "deleted Repair chain", "deleted Bike red");
		heardAfterCommit("deleted Repair chain", "deleted Bike red", "deleted Cyclist Ada", "repairs of Bike red",
				"bikes of Cyclist Ada");
	}

	@Test
	void aControllerSavesWhatItReadsFromJson() {
		Purse stored = quietly(() -> this.purses.save(named(new Purse(), "old")));
		Purse read = named(new Purse(), "new");
		read.id = stored.id;
		this.purses.save(read);
		this.purses.save(named(new Purse(), "first"));
		heardInTransaction("pre Purse new", "updated Purse new", "pre Purse first", "created Purse first");
		heardAfterCommit("updated Purse new", "created Purse first");
	}

	@Test
	void aControllerPatchesWhatItFinds() {
		Long id = quietly(() -> this.purses.save(named(new Purse(), "old"))).id;
		this.purses.findById(id).map((purse) -> named(purse, "patched")).map(this.purses::save);
		heardInTransaction("pre Purse patched", "updated Purse patched");
		heardAfterCommit("updated Purse patched");
	}

	// S18
	@Test
	void whatAuditingChangesOfAMutedSaveIsMutedToo() {
		Purse purse = Objects.requireNonNull(quietly(() -> this.purses.save(named(new Purse(), "old"))));
		this.signals.mute(() -> this.purses.save(named(purse, "new")));
		heardInTransaction();
		heardAfterCommit();
	}

	// S2, S10
	@Test
	void whatAuditingChangesIsNoUpdateOfItsOwnAlsoIfAQueryComesBetween() {
		Purse purse = Objects.requireNonNull(quietly(() -> this.purses.save(named(new Purse(), "old"))));
		inTransaction(() -> {
			this.purses.save(named(purse, "new"));
			this.words.findAll();
		});
		heardInTransaction("pre Purse new", "updated Purse new");
		heardAfterCommit("updated Purse new");
	}

	@Test
	void aPartIsMovedFromOneSideToTheOther() {
		Purse from = quietly(() -> this.purses.save(named(new Purse(), "from")));
		Purse to = quietly(() -> this.purses.save(named(new Purse(), "to")));
		Payment payment = named(new Payment(), "tea");
		payment.purse = from;
		Long id = quietly(() -> this.payments.save(payment)).id;
		inTransaction(() -> {
			Payment moved = this.payments.findById(id).orElseThrow();
			Objects.requireNonNull(moved.purse).payments.remove(moved);
			moved.purse = this.purses.getReferenceById(to.id);
			moved.purse.payments.add(moved);
		});
		heardInTransaction("pre Payment tea", "updated Payment tea");
		heardAfterCommit("updated Payment tea");
	}

	@Test
	void linksAreSetOnADetachedInstance() {
		Sticker sticker = quietly(() -> this.stickers.save(named(new Sticker(), "paid")));
		Payment payment = quietly(() -> this.payments.save(named(new Payment(), "tea")));
		payment.stickers.add(sticker);
		this.payments.save(payment);
		heardInTransaction("pre Payment tea", "updated Payment tea");
		heardAfterCommit("updated Payment tea", "stickers of Payment tea", "payments of Sticker paid");
	}

	@Test
	void anAdapterSavesWordsThatMayBeThereAndLinksThem() {
		quietly(() -> this.words.save(word("old")));
		inTransaction(() -> {
			Recipe recipe = this.recipes.save(named(new Recipe(), "soup"));
			this.words.saveAll(List.of(word("old"), word("new")))
				.forEach((word) -> recipe.words.add(new RecipeWord(recipe, word)));
		});
		heardInTransaction("pre Recipe soup", "created Recipe soup", "pre Word old", "pre Word new", "updated Word old",
				"created Word new", "pre RecipeWord old", "pre RecipeWord new", "created RecipeWord old",
				"created RecipeWord new");
		heardAfterCommit("created Recipe soup", "created Word new", "created RecipeWord old", "created RecipeWord new");
	}

	@Test // S17
	void aReceiverThatAddsAPartForEachPartIsStopped() {
		Cyclist cyclist = storedCyclist();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> inTransaction(() -> {
			Cyclist loaded = this.cyclists.findById(cyclist.id).orElseThrow();
			this.signals.connect(ReceiverSpec.preSave(Bike.class).uid("more"),
					(saving) -> loaded.bikes.add(named(new Bike(), "more")));
			loaded.bikes.add(named(new Bike(), "first"));
		}))
			.havingRootCause()
			.isInstanceOf(ReceiverRecursionException.class)
			.withMessageContaining("signals.recursion.max-depth")
			.withMessageContaining("more");
		heardAfterCommit();
	}

	@Test
	void anOrphanIsRemovedAndAnotherPartTakesItsPlace() {
		Recipe recipe = storedRecipe();
		inTransaction(() -> {
			Recipe loaded = this.recipes.findById(recipe.id).orElseThrow();
			loaded.words.clear();
			loaded.words.add(new RecipeWord(loaded, this.words.save(word("other"))));
		});
		heardInTransaction("pre Word other", "created Word other", "pre RecipeWord other", "created RecipeWord other",
				"deleted RecipeWord hot");
		heardAfterCommit("created Word other", "created RecipeWord other", "deleted RecipeWord hot");
	}

	@Test
	void anAdapterDeletesWhatRefersAndThenTheDetachedRoot() {
		Recipe recipe = storedRecipe();
		inTransaction(() -> {
			this.remarks.deleteByRecipe(recipe);
			this.recipes.delete(recipe);
		});
		heardInTransaction("deleted Remark good", "deleted Recipe soup", "deleted RecipeWord hot");
		heardAfterCommit("deleted Remark good", "deleted Recipe soup", "deleted RecipeWord hot");
	}

	private Recipe storedRecipe() {
		return Objects.requireNonNull(quietly(() -> {
			Recipe recipe = named(new Recipe(), "soup");
			recipe.words.add(new RecipeWord(recipe, this.words.save(word("hot"))));
			Remark remark = named(new Remark(), "good");
			remark.recipe = this.recipes.save(recipe);
			this.remarks.save(remark);
			return recipe;
		}));
	}

	@Test
	void aKeyOfTwoPartsTellsACreationFromAnUpdate() {
		Rating rating = new Rating();
		rating.id.recipe = 1;
		rating.id.guest = "Grace";
		rating.stars = 4;
		this.ratings.save(rating);
		rating.stars = 5;
		this.ratings.save(rating);
		heardInTransaction("pre Rating Grace 4", "created Rating Grace 4", "pre Rating Grace 5",
				"updated Rating Grace 5");
		heardAfterCommit("created Rating Grace 4", "updated Rating Grace 5");
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = PublicShapes.class)
	@EnableJpaAuditing
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*PublicShapes[$]).*$"))
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Application {

	}

}
