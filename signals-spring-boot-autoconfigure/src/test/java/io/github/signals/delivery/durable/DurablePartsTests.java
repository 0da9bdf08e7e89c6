package io.github.signals.delivery.durable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Snapshot;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.testing.Calls;
import io.github.signals.testing.OutboxPayload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Parts that count as the whole in durable calls (S21, S23).
 */
class DurablePartsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TransactionAutoConfiguration.class, SignalsAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class, SignalsDurableAutoConfiguration.class))
		.withPropertyValues("signals.durable.polling-interval=100ms", "signals.durable.initialize-schema=always")
		.withUserConfiguration(Store.class)
		.withBean(Calls.class);

	private static Album store(ApplicationContext context) {
		Album album = new Album();
		Page page = new Page();
		page.album = album;
		album.pages.add(page);
		inTransaction(context, (em) -> em.persist(album));
		return album;
	}

	private static void inTransaction(ApplicationContext context, Consumer<EntityManager> work) {
		EntityManager em = SharedEntityManagerCreator
			.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
		new TransactionTemplate(context.getBean(JpaTransactionManager.class))
			.executeWithoutResult((status) -> work.accept(em));
	}

	private static void awaitCalls(ApplicationContext context, String... calls) {
		List<String> heard = context.getBean(Calls.class).all();
		await().untilAsserted(() -> assertThat(heard).containsExactly(calls));
		heard.clear();
	}

	@Test
	void aPartIsRecordedWithTheTypesOfItsAttributes() {
		this.runner.withBean(Receivers.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Album album = store(context);
			Object page = album.pages.get(0).id;
			awaitCalls(context, "null->" + page + " null->SMALL");
			inTransaction(context, (em) -> find(em, Page.class, page).size = Size.LARGE);
			awaitCalls(context, "null->null SMALL->LARGE");
		});
	}

	private static <T> T find(EntityManager em, Class<T> type, @Nullable Object id) {
		return Objects.requireNonNull(em.find(type, id));
	}

	@Test
	void whatIsOmittedOfAPartIsNotRecorded() {
		this.runner.withBean(Receivers.class)
			.withPropertyValues("signals.durable.omitted.Page=secret")
			.run((context) -> {
				context.getBean(DurableDelivery.class).stop();
				store(context);
				assertThat(OutboxPayload.read(new JdbcTemplate(context.getBean(DataSource.class)))).contains("secret")
					.doesNotContain("hush");
			});
	}

	@Test
	void aPartThatCannotBeRecordedIsRefusedAtTheStart() {
		this.runner.withBean(ReceiversOfNotes.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.hasMessageContaining("attribute 'notes.thing' of " + Album.class.getName() + " cannot be recorded");
		});
	}

	// The page refers to what is gone when the call is made
	@Test
	void aSnapshotOfADeleteHasWhatWasStored() {
		this.runner.withBean(ReceiversOfDeletes.class).run((context) -> {
			Album album = store(context);
			Object id = album.id;
			inTransaction(context, (em) -> em.remove(find(em, Album.class, id)));
			awaitCalls(context, "SMALL hush " + id);
		});
	}

	static class ReceiversOfDeletes {

		private final Calls calls;

		ReceiversOfDeletes(Calls calls) {
			this.calls = calls;
		}

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "removed", sender = Page.class)
		void on(Snapshot page) {
			this.calls.add(page.get("size") + " " + page.get("secret") + " " + page.get("album"));
		}

	}

	static class Receivers {

		private final Calls calls;

		Receivers(Calls calls) {
			this.calls = calls;
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "album", parts = "pages")
		void on(Album album, Changes changes) {
			String size = new TreeSet<>(changes.attributes()).stream()
				.filter((name) -> name.endsWith(".size"))
				.findFirst()
				.orElseThrow();
			String page = size.substring(0, size.indexOf('.'));
			this.calls.add(changes.before(page) + "->" + changes.after(page) + " " + changes.before(size) + "->"
					+ changes.after(size));
		}

	}

	static class ReceiversOfNotes {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "album", parts = "notes")
		void on(Album album, Changes changes) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Store {

		@Bean
		DataSource dataSource() {
			JdbcDataSource database = new JdbcDataSource();
			database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
			return database;
		}

		@Bean
		LocalContainerEntityManagerFactoryBean factory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setManagedTypes(
					PersistenceManagedTypes.of(Album.class.getName(), Page.class.getName(), Note.class.getName()));
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.getJpaPropertyMap().put("hibernate.hbm2ddl.auto", "create");
			return factory;
		}

		@Bean
		JpaTransactionManager manager(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

	enum Size {

		SMALL, LARGE

	}

	@Entity(name = "DurableAlbum")
	static class Album {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@OneToMany(mappedBy = "album", cascade = CascadeType.ALL, orphanRemoval = true)
		List<Page> pages = new ArrayList<>();

		@OneToMany(mappedBy = "album", cascade = CascadeType.ALL, orphanRemoval = true)
		List<Note> notes = new ArrayList<>();

	}

	@Entity(name = "DurablePage")
	static class Page {

		@Id
		@GeneratedValue
		@Nullable Long id;

		Size size = Size.SMALL;

		String secret = "hush";

		@ManyToOne
		@Nullable Album album;

	}

	@Entity(name = "DurableNote")
	static class Note {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@Nullable Thing thing;

		@ManyToOne
		@Nullable Album album;

	}

	/** Nothing tells how to read it from a record. */
	@SuppressWarnings("serial")
	abstract static class Thing implements Serializable {

		abstract Thing self();

	}

}
