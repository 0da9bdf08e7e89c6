package io.github.signals.capture.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.bytebuddy.BytecodeProviderImpl;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities with lazy attributes and dirty tracking, by bytecode enhancement.
 */
class EnhancedEntityTests {

	private static final String PICTURE = Picture.class.getName();

	private static final String GALLERY = Gallery.class.getName();

	private static final String EXHIBIT = Exhibit.class.getName();

	private static final String PLAQUE = Plaque.class.getName();

	private static final List<String> ENHANCED = List.of(PICTURE, GALLERY, Plate.class.getName(), EXHIBIT,
			Exhibit.Frame.class.getName(), Exhibit.Room.class.getName(), Exhibit.Label.class.getName(), PLAQUE);

	private static final String REPOSITORY = Picture.Pictures.class.getName();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withClassLoader(new EnhancingClassLoader())
		.withConfiguration(AutoConfigurations.of(TransactionAutoConfiguration.class, SignalsAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class))
		.withUserConfiguration(Jpa.class);

	@Test // S1, S7
	void aLazyAttributeIsNeitherLoadedNorCountedAsChanged() {
		this.runner.run((context) -> {
			Named stored = store(context);
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> {
				Named picture = (Named) em.find(stored.getClass(), stored.id());
				assertThat(picture).isInstanceOf(PersistentAttributeInterceptable.class);
				picture.rename("b");
				em.flush();
				assertThat(Hibernate.isPropertyInitialized(picture, "caption")).isFalse();
			});
			assertThat(heard).hasSize(2);
			assertThat(heard.get(0).changes().attributes()).containsExactly("name");
			assertThat(heard.get(0).changes().before("name")).isEqualTo("a");
		});
	}

	@Test // S7: read from the row, as somebody asks what has changed
	void aLazyAttributeThatIsSetUnseenHasItsOldValue() {
		this.runner.run((context) -> {
			Named stored = store(context);
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> ((Named) em.find(stored.getClass(), stored.id())).caption("new"));
			assertThat(heard).hasSize(2).allSatisfy((saved) -> {
				assertThat(saved.changes().attributes()).containsExactly("caption");
				assertThat(saved.changes().before("caption")).isEqualTo("old");
				assertThat(saved.changes().after("caption")).isEqualTo("new");
			});
		});
	}

	@Test // S6, P62
	void whatIsBeingPreparedIsHeldBackFromTheQueryOfAReceiver() {
		this.runner.run((context) -> {
			Named stored = store(context);
			EntityManager em = SharedEntityManagerCreator
				.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
			List<String> during = new ArrayList<>();
			Signals signals = context.getBean(Signals.class);
			signals.connect(ReceiverSpec.preSave(Named.class).order(1), (save) -> {
				em.flush();
				during.add(String.valueOf(em.createNativeQuery("select name from picture").getSingleResult()));
			});
			signals.connect(ReceiverSpec.preSave(Named.class).order(2), (save) -> save.instance().caption("set"));
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (manager) -> ((Named) manager.find(stored.getClass(), stored.id())).rename("b"));
			assertThat(during).containsExactly("a");
			assertThat(heard).hasSize(2);
			assertThat(heard.get(0).changes().attributes()).containsExactlyInAnyOrder("name", "caption");
			inTransaction(context, (manager) -> during.add(String
				.valueOf(manager.createNativeQuery("select name || caption from picture").getSingleResult())));
			assertThat(during).containsExactly("a", "bset");
		});
	}

	@Test // S7
	void aLazyAttributeThatIsSetUnseenToWhatItWasIsNoChange() {
		this.runner.run((context) -> {
			Named stored = store(context);
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> ((Named) em.find(stored.getClass(), stored.id())).caption("old"));
			assertThat(heard).allSatisfy((saved) -> assertThat(saved.changes().isEmpty()).isTrue());
		});
	}

	@Test // S1, S7
	void lazyAssociationsWithCascadesAndCollectionsMayStayUnread() {
		this.runner.run((context) -> {
			Named stored = store(context, GALLERY);
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> em.find(stored.getClass(), stored.id()));
			assertThat(heard).isEmpty();
			inTransaction(context, (em) -> ((Named) em.find(stored.getClass(), stored.id())).rename("b"));
			assertThat(heard).hasSize(2)
				.allSatisfy((saved) -> assertThat(saved.changes().attributes()).containsExactly("name"));
		});
	}

	@Test // S7
	void whatIsReplacedUnseenHasItsOldValues() {
		this.runner.run((context) -> {
			Named stored = store(context, GALLERY);
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> ((Named) em.find(stored.getClass(), stored.id())).tags(Set.of("new")));
			assertThat(heard).hasSize(2).allSatisfy((saved) -> {
				assertThat(saved.changes().attributes()).containsExactly("tags");
				assertThat(saved.changes().before("tags")).isEqualTo(Set.of("old"));
			});
			heard.clear();
			inTransaction(context, (em) -> ((Named) em.find(stored.getClass(), stored.id())).cover(null));
			assertThat(heard).hasSize(2).allSatisfy((saved) -> {
				assertThat(saved.changes().attributes()).containsExactly("cover");
				assertThat(saved.changes().before("cover")).isNotNull();
			});
		});
	}

	@ParameterizedTest // S7: what the row has is not an identifier
	@ValueSource(strings = "west")
	@NullSource
	void anAssociationByAnotherKeyThatIsSetUnseenHasItsOldValue(@Nullable String code) {
		this.runner.run((context) -> {
			Named stored = store(context, EXHIBIT);
			Long old = JdbcClient.create(context.getBean(DataSource.class))
				.sql("select r.id from room r join exhibit e on e.room_code = r.code where e.id = " + stored.id())
				.query(Long.class)
				.single();
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> ((Named) em.find(stored.getClass(), stored.id())).room(code));
			assertThat(heard).hasSize(2).allSatisfy((saved) -> {
				assertThat(saved.changes().attributes()).containsExactly("room");
				assertThat(saved.changes().before("room")).isEqualTo(old);
			});
		});
	}

	@Test // S7: what is set is not replaced by what is read
	void whatIsReadForItsOldValueStaysAsItWasSet() {
		this.runner.run((context) -> {
			Named stored = store(context, EXHIBIT);
			hear(context);
			inTransaction(context, (em) -> {
				Named exhibit = (Named) em.find(stored.getClass(), stored.id());
				exhibit.room(null);
				exhibit.caption("new");
				em.flush();
			});
			assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("select caption || coalesce(room_code, '-') from exhibit where id = " + stored.id())
				.query(String.class)
				.single()).isEqualTo("new-");
		});
	}

	@Test // S7: Hibernate removes an orphan that it knows, and does not look for others
	void whoHearsOfWritesDoesNotMakeHibernateWriteMore() {
		this.runner.run((context) -> {
			Named unheard = store(context, EXHIBIT);
			inTransaction(context, (em) -> ((Named) em.find(unheard.getClass(), unheard.id())).cover(null));
			int labels = labels(context);
			Named stored = store(context, EXHIBIT);
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> ((Named) em.find(stored.getClass(), stored.id())).cover(null));
			assertThat(labels).isOne();
			assertThat(labels(context)).isEqualTo(2);
			assertThat(heard).isEmpty();
		});
	}

	@Test // S7: Hibernate writes what was set unseen, whatever it was
	void whoHearsOfWritesDoesNotKeepHibernateFromWritingWhatWasSetUnseen() {
		assertIsTheSameIfHeard(PLAQUE, (em, stored) -> find(em, stored).caption("old"));
	}

	@Test // S7: Hibernate writes what a merge has set unseen, whatever it was
	void whoHearsOfWritesDoesNotKeepHibernateFromWritingWhatIsMerged() {
		assertIsTheSameIfHeard(PLAQUE, (em, stored) -> {
			Named fresh = BeanUtils.instantiateClass(stored.getClass());
			ReflectionTestUtils.setField(fresh, "id", stored.id());
			fresh.rename("a");
			fresh.caption("old");
			em.merge(fresh);
		});
	}

	@Test // S7: Hibernate alone fails where a flush has not written what was set unseen
	void aRemovalOfWhatWasSetUnseenEndsAsItDoesUnheard() {
		assertIsTheSameIfHeard(EXHIBIT, (em, stored) -> {
			Named exhibit = find(em, stored);
			exhibit.caption("new");
			em.createQuery("select count(p) from Picture p").getSingleResult();
			em.remove(exhibit);
		});
	}

	@Test // S7: the orphan, which Hibernate does not know, still refers to it
	void aRemovalOfWhatHasLostAPartUnseenEndsAsItDoesUnheard() {
		assertIsTheSameIfHeard(EXHIBIT, (em, stored) -> {
			Named exhibit = find(em, stored);
			exhibit.cover(null);
			exhibit.caption("new");
			em.createQuery("select count(p) from Picture p").getSingleResult();
			em.remove(exhibit);
		});
	}

	private void assertIsTheSameIfHeard(String type, BiConsumer<EntityManager, Named> work) {
		this.runner.run((context) -> {
			Object unheard = end(context, store(context, type), work);
			Named stored = store(context, type);
			context.getBean(Signals.class).connect(ReceiverSpec.postSave(Named.class), (saved) -> saved.changes());
			assertThat(end(context, stored, work)).isEqualTo(unheard);
		});
	}

	/** Return the row as it is at the end, or else why it failed. */
	private static Object end(ApplicationContext context, Named stored, BiConsumer<EntityManager, Named> work) {
		try {
			inTransaction(context, (em) -> work.accept(em, stored));
		}
		catch (RuntimeException ex) {
			return NestedExceptionUtils.getMostSpecificCause(ex).getClass();
		}
		return JdbcClient.create(context.getBean(DataSource.class))
			.sql("select * from " + stored.getClass().getSimpleName() + " where id = " + stored.id())
			.query()
			.listOfRows()
			.stream()
			.peek((row) -> row.remove("id"))
			.toList();
	}

	private static Named find(EntityManager em, Named stored) {
		return (Named) em.find(stored.getClass(), stored.id());
	}

	private static int labels(ApplicationContext context) {
		return JdbcClient.create(context.getBean(DataSource.class))
			.sql("select count(*) from ExhibitLabel")
			.query(Integer.class)
			.single();
	}

	@Test // S7
	void aMergeOfADetachedInstanceChangesWhatItHasLoaded() {
		this.runner.run((context) -> {
			Named stored = store(context, GALLERY);
			Named[] detached = new Named[1];
			inTransaction(context, (em) -> detached[0] = (Named) em.find(stored.getClass(), stored.id()));
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> em.merge(detached[0]));
			assertThat(heard).isEmpty();
			detached[0].rename("c");
			inTransaction(context, (em) -> em.merge(detached[0]));
			assertThat(heard).hasSize(2)
				.allSatisfy((saved) -> assertThat(saved.changes().attributes()).containsExactly("name"));
		});
	}

	@Test // S2, S7
	void aLazyAttributeThatIsSetAfterTheSaveIsAnUpdateOfItsOwn() {
		this.runner.run((context) -> {
			Named stored = store(context);
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> {
				Named picture = (Named) em.find(stored.getClass(), stored.id());
				pictures(context).save(picture);
				picture.caption("new");
			});
			assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("select caption from picture where id = " + stored.id())
				.query(String.class)
				.single()).isEqualTo("new");
			assertThat(heard).hasSize(3);
			assertThat(heard.get(0).changes().isEmpty()).isTrue();
			assertThat(told(heard.subList(1, 2))).isEqualTo(Map.of("caption", "old to new"));
			assertThat(told(heard.subList(2, 3))).isEqualTo(Map.of("caption", "old to new"));
		});
	}

	@Test // S7
	void aLazyAttributeThatAReceiverSetsUnseenIsAmongTheChangesOfTheCall() {
		this.runner.run((context) -> {
			Named stored = store(context);
			context.getBean(Signals.class)
				.connect(ReceiverSpec.preSave(Named.class), (saving) -> saving.instance().caption("new"));
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> pictures(context).save(em.find(stored.getClass(), stored.id())));
			assertThat(heard).hasSize(2);
			assertThat(told(heard.subList(0, 1))).isEqualTo(Map.of("caption", "old to new"));
			assertThat(told(heard.subList(1, 2))).isEqualTo(Map.of("caption", "old to new"));
		});
	}

	@ParameterizedTest // S2: somebody who does not ask what has changed
	@ValueSource(strings = "new")
	@NullSource
	void aLazyAttributeThatIsSetAfterTheSaveIsHeardByAllWhoHearSaves(@Nullable String caption) {
		this.runner.withBean(Counting.class).run((context) -> {
			Named stored = store(context);
			context.getBean(Counting.class).saves = 0;
			inTransaction(context, (em) -> {
				Named picture = (Named) em.find(stored.getClass(), stored.id());
				pictures(context).save(picture);
				picture.caption(caption);
			});
			assertThat(context.getBean(Counting.class).saves).isEqualTo(2);
		});
	}

	@Test // S2: to read it is no change
	void aLazyAttributeThatIsReadAfterTheSaveIsNotHeard() {
		this.runner.run((context) -> {
			Named stored = store(context);
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> {
				Named picture = (Named) em.find(stored.getClass(), stored.id());
				pictures(context).save(picture);
				assertThat(picture.caption()).isEqualTo("old");
			});
			assertThat(heard).hasSize(1);
			assertThat(heard.get(0).changes().isEmpty()).isTrue();
		});
	}

	@Test // S7: Hibernate writes more than the attributes that the instance says were set
	void aMergeOfANewInstanceChangesWhatItsRowHadOtherwise() {
		this.runner.run((context) -> {
			Named stored = store(context, GALLERY);
			JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
			jdbc.sql("update gallery set stars = 2 where id = " + stored.id()).update();
			List<PostSave<?>> heard = hear(context);
			Named fresh = stored.getClass().getDeclaredConstructor().newInstance();
			ReflectionTestUtils.setField(fresh, "id", stored.id());
			fresh.rename("b");
			inTransaction(context, (em) -> em.merge(fresh));
			assertThat(jdbc.sql("select stars from gallery where id = " + stored.id()).query(Integer.class).single())
				.isZero();
			assertThat(heard).hasSize(2);
			assertThat(told(heard.subList(0, 1))).containsEntry("stars", "2 to 0").containsEntry("name", "a to b");
			assertThat(told(heard.subList(1, 2))).isEqualTo(told(heard.subList(0, 1)));
		});
	}

	@Test // S3: Hibernate writes an embedded value that was set, whatever it was
	void anEmbeddedValueThatIsSetToWhatItWasIsHeardBeforeItIsWritten() {
		this.runner.run((context) -> {
			Named stored = store(context, EXHIBIT);
			List<EntitySignal<?>> calls = hearCalls(context);
			inTransaction(context, (em) -> {
				Named exhibit = (Named) em.find(stored.getClass(), stored.id());
				em.flush();
				exhibit.frame(null);
			});
			assertThat(calls).hasExactlyElementsOfTypes(PreSave.class, PostSave.class);
		});
	}

	@Test // S3: nothing but what was set
	void whatIsMergedIntoItselfIsNotHeard() {
		this.runner.run((context) -> {
			Named fresh = create(context, EXHIBIT);
			List<EntitySignal<?>> calls = hearCalls(context);
			inTransaction(context, (em) -> {
				em.persist(fresh);
				em.merge(fresh);
				em.flush();
				em.flush();
			});
			assertThat(calls).hasExactlyElementsOfTypes(PreSave.class, PostSave.class);
		});
	}

	@Test // S6: the tracker of an enhanced instance does not know what a merge has copied
	void aMergeIsWrittenThoughAReceiverFlushesBeforeIt() {
		this.runner.run((context) -> {
			Named stored = store(context);
			EntityManager em = SharedEntityManagerCreator
				.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
			context.getBean(Signals.class).connect(ReceiverSpec.preSave(Named.class), (save) -> em.flush());
			List<PostSave<?>> heard = hear(context);
			Named fresh = stored.getClass().getDeclaredConstructor().newInstance();
			ReflectionTestUtils.setField(fresh, "id", stored.id());
			ReflectionTestUtils.setField(fresh, "name", "b");
			fresh.caption("old");
			inTransaction(context, (manager) -> manager.merge(fresh));
			assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("select name from picture where id = " + stored.id())
				.query(String.class)
				.single()).isEqualTo("b");
			assertThat(heard).hasSize(2);
		});
	}

	@Test // S7, S10: what is heard after the commit is what the rows say
	void randomHistoriesAreHeardAsTheRowsTellThem() {
		this.runner.run((context) -> {
			Named stored = store(context, GALLERY);
			Object[] covers = { null, store(context, PICTURE), store(context, PICTURE) };
			List<PostSave<?>> heard = new ArrayList<>();
			context.getBean(Signals.class)
				.connect(ReceiverSpec.postSave(stored.getClass()).delivery(Delivery.AFTER_COMMIT), heard::add);
			context.getBean(Signals.class).connect(ReceiverSpec.preSave(Named.class), (saving) -> {
			});
			JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
			for (int seed = 0; seed < 300; seed++) {
				Random random = new Random(seed);
				heard.clear();
				Map<String, Object> before = rows(jdbc, stored);
				inTransaction(context, (em) -> {
					for (int step = 0; step < 4; step++) {
						step(em, (Named) em.find(stored.getClass(), stored.id()), covers, random);
					}
				});
				assertThat(told(heard)).as("seed " + seed).isEqualTo(differences(before, rows(jdbc, stored)));
			}
		});
	}

	private static void step(EntityManager em, Named gallery, @Nullable Object[] covers, Random random) {
		switch (random.nextInt(8)) {
			case 0 -> gallery.rename("n" + random.nextInt(3));
			case 1 -> gallery.caption("c" + random.nextInt(3));
			case 2 -> gallery.caption();
			case 3 -> gallery.tags(new HashSet<>(Set.of("t" + random.nextInt(3))));
			case 4 -> gallery.tags().add("t" + random.nextInt(3));
			case 5 -> {
				Object cover = covers[random.nextInt(covers.length)];
				gallery.cover((cover != null) ? em.find(cover.getClass(), ((Named) cover).id()) : null);
			}
			case 6 -> em.flush();
			default -> {
				em.flush();
				em.clear();
				gallery.rename("n" + random.nextInt(3));
				em.merge(gallery);
			}
		}
	}

	private static Map<String, Object> rows(JdbcClient jdbc, Named gallery) {
		Map<String, Object> rows = new TreeMap<>();
		jdbc.sql("select name, caption, cover_id as cover from gallery where id = " + gallery.id())
			.query()
			.singleRow()
			.forEach((column, value) -> rows.put(column.toLowerCase(Locale.ROOT), Objects.toString(value)));
		rows.put("tags",
				new TreeSet<>(jdbc.sql("select tags from gallery_tags where gallery_id = " + gallery.id())
					.query(String.class)
					.list()));
		return rows;
	}

	private static Map<String, String> differences(Map<String, Object> before, Map<String, Object> after) {
		Map<String, String> differences = new TreeMap<>();
		after.forEach((name, value) -> {
			if (!value.equals(before.get(name))) {
				differences.put(name, before.get(name) + " to " + value);
			}
		});
		return differences;
	}

	private static Map<String, String> told(List<PostSave<?>> heard) {
		Map<String, String> told = new TreeMap<>();
		heard.forEach((saved) -> saved.changes()
			.attributes()
			.forEach((name) -> told.put(name,
					text(saved.changes().before(name)) + " to " + text(saved.changes().after(name)))));
		return told;
	}

	private static String text(@Nullable Object value) {
		return Objects.toString((value instanceof Collection<?> elements) ? new TreeSet<>(elements) : value);
	}

	private static Named store(ApplicationContext context) throws Exception {
		return store(context, PICTURE);
	}

	private static Named store(ApplicationContext context, String type) throws Exception {
		Named picture = create(context, type);
		inTransaction(context, (em) -> em.persist(picture));
		return picture;
	}

	private static Named create(ApplicationContext context, String type) throws Exception {
		Named picture = (Named) Objects.requireNonNull(context.getClassLoader())
			.loadClass(type)
			.getDeclaredConstructor()
			.newInstance();
		picture.rename("a");
		picture.caption("old");
		picture.fill();
		return picture;
	}

	@SuppressWarnings("unchecked")
	private static CrudRepository<Object, Long> pictures(ApplicationContext context) {
		return context.getBean(CrudRepository.class);
	}

	private static List<PostSave<?>> hear(ApplicationContext context) {
		List<PostSave<?>> heard = new ArrayList<>();
		Signals signals = context.getBean(Signals.class);
		signals.connect(ReceiverSpec.postSave(Named.class), heard::add);
		signals.connect(ReceiverSpec.postSave(Named.class).delivery(Delivery.AFTER_COMMIT), heard::add);
		signals.connect(ReceiverSpec.preSave(Named.class), (saving) -> {
		});
		return heard;
	}

	private static List<EntitySignal<?>> hearCalls(ApplicationContext context) {
		List<EntitySignal<?>> calls = new ArrayList<>();
		context.getBean(Signals.class).connect(ReceiverSpec.preSave(Named.class), calls::add);
		context.getBean(Signals.class).connect(ReceiverSpec.postSave(Named.class), calls::add);
		return calls;
	}

	private static void inTransaction(ApplicationContext context, Work work) {
		EntityManager em = SharedEntityManagerCreator
			.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
		new TransactionTemplate(context.getBean(JpaTransactionManager.class))
			.executeWithoutResult((status) -> work.doWith(em));
	}

	static class Counting {

		int saves;

		@PostSaveReceiver
		void count(Named saved) {
			this.saves++;
		}

	}

	private interface Work {

		void doWith(EntityManager em);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*Picture[$]).*$"))
	static class Jpa {

		@Bean
		DataSource dataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:enhanced;DB_CLOSE_DELAY=-1");
		}

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setManagedTypes(PersistenceManagedTypes.of(ENHANCED.toArray(String[]::new)));
			factory.getJpaPropertyMap().put("hibernate.hbm2ddl.auto", "create");
			return factory;
		}

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

	/** Loads the entities enhanced, and everything else as it is. */
	private static final class EnhancingClassLoader extends ClassLoader {

		EnhancingClassLoader() {
			super(EnhancedEntityTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!ENHANCED.contains(name) && !name.equals(REPOSITORY)) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (InputStream bytes = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
				byte[] plain = bytes.readAllBytes();
				byte[] code = ENHANCED.contains(name) ? Objects.requireNonNull(enhance(name, plain)) : plain;
				return defineClass(name, code, 0, code.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

		private static byte @Nullable [] enhance(String name, byte[] plain) {
			return enhancer(!name.equals(PLAQUE)).enhance(name, plain);
		}

		private static Enhancer enhancer(boolean tracking) {
			return new BytecodeProviderImpl().getEnhancer(new DefaultEnhancementContext() {

				@Override
				public boolean hasLazyLoadableAttributes(UnloadedClass classDescriptor) {
					return true;
				}

				/** It would load what is set. */
				@Override
				public boolean doBiDirectionalAssociationManagement(UnloadedField field) {
					return false;
				}

				@Override
				public boolean doDirtyCheckingInline(@Nullable UnloadedClass classDescriptor) {
					return tracking;
				}

			});
		}

	}

}
