package io.github.signals.capture.persistence;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.query.QueryProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.BulkWrite;
import io.github.signals.Delivery;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.capture.bulk.BulkQueries;
import io.github.signals.capture.persistence.OwnTransactionModel.Album;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Statements of every session that an application may open, in the transaction of that
 * session (S8, S11).
 */
@SpringBootTest(classes = OwnTransactionModel.Application.class,
		properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.datasource.url=jdbc:h2:mem:bulk-sessions" })
class BulkWriteSessionTests {

	@Autowired
	private Signals signals;

	@Autowired
	private EntityManagerFactory factory;

	@Autowired
	private EntityManager em;

	@Autowired
	private PlatformTransactionManager manager;

	@Autowired
	private JdbcTemplate jdbc;

	private final List<String> heard = new CopyOnWriteArrayList<>();

	@BeforeEach
	void store() {
		this.jdbc.update("delete from album_labels");
		this.jdbc.update("delete from album");
		this.jdbc.update("insert into album (id, name, plays) values (1, 'first', 0), (2, 'second', 0)");
		hear(this.signals);
	}

	private void hear(Signals signals) {
		for (Delivery delivery : List.of(Delivery.IN_TRANSACTION, Delivery.BEFORE_COMMIT, Delivery.AFTER_COMMIT,
				Delivery.AFTER_ROLLBACK)) {
			signals.connect(ReceiverSpec.bulkWrite(Album.class).delivery(delivery),
					(write) -> this.heard.add(delivery + " " + write.operation() + " " + write.rows()));
		}
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers()
			.stream()
			.map(ReceiverInfo::uid)
			.filter((uid) -> !uid.startsWith("list."))
			.forEach(this.signals::disconnect);
	}

	private int plays() {
		return Objects.requireNonNull(this.jdbc.queryForObject("select sum(plays) from album", Integer.class));
	}

	private void play(QueryProducer session) {
		session.createMutationQuery("update album a set a.plays = a.plays + 1").executeUpdate();
		this.heard.add("played");
	}

	@ParameterizedTest
	@EnumSource
	void aCommitIsHeardWithThatSession(Way way) {
		way.run(this.factory, this::play);
		assertThat(this.heard).containsExactly("IN_TRANSACTION UPDATE 2", "played", "BEFORE_COMMIT UPDATE 2",
				"AFTER_COMMIT UPDATE 2");
		assertThat(plays()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void aRollbackIsHeardWithThatSession(Way way) {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> way.run(this.factory, (session) -> {
			play(session);
			throw new IllegalStateException("undo");
		}));
		assertThat(this.heard).containsExactly("IN_TRANSACTION UPDATE 2", "played", "AFTER_ROLLBACK UPDATE 2");
		assertThat(plays()).isZero();
	}

	@ParameterizedTest // S11: an own session inside of Spring's transaction
	@EnumSource
	void itsTransactionCommitsInsideOfOneOfSpringThatRollsBack(Way way) {
		new TransactionTemplate(this.manager).executeWithoutResult((status) -> {
			way.run(this.factory, this::play);
			status.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("IN_TRANSACTION UPDATE 2", "played", "BEFORE_COMMIT UPDATE 2",
				"AFTER_COMMIT UPDATE 2");
		assertThat(plays()).isEqualTo(2);
	}

	@Test
	void aSessionThatSharesTheConnectionOfSpringFollowsItsTransaction() {
		new TransactionTemplate(this.manager).executeWithoutResult((status) -> {
			try (Session own = this.em.unwrap(Session.class).sessionWithOptions().connection().openSession()) {
				play(own);
			}
			status.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("IN_TRANSACTION UPDATE 2", "played", "AFTER_ROLLBACK UPDATE 2");
		this.heard.clear();
		new TransactionTemplate(this.manager).executeWithoutResult((status) -> {
			try (StatelessSession own = this.em.unwrap(Session.class).statelessWithOptions().connection().open()) {
				play(own);
			}
		});
		assertThat(this.heard).containsExactly("IN_TRANSACTION UPDATE 2", "played", "BEFORE_COMMIT UPDATE 2",
				"AFTER_COMMIT UPDATE 2");
	}

	@Test
	void theSessionsOfALocalSessionFactoryBeanAreHeard() {
		new ApplicationContextRunner().withUserConfiguration(NativeHibernate.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:bulk-native")
			.run((context) -> {
				Signals signals = context.getBean(Signals.class);
				hear(signals);
				TransactionTemplate transaction = new TransactionTemplate(
						context.getBean(PlatformTransactionManager.class));
				for (Class<? extends QueryProducer> type : List.of(Session.class, StatelessSession.class)) {
					this.heard.clear();
					QueryProducer shared = context.getBean(type);
					transaction.executeWithoutResult(
							(status) -> shared.createMutationQuery("delete from album").executeUpdate());
					assertThat(this.heard).containsExactly("IN_TRANSACTION DELETE 0", "BEFORE_COMMIT DELETE 0",
							"AFTER_COMMIT DELETE 0");
				}
			});
	}

	@Test
	void statementsInSqlAndNamedOnesAreHeard() {
		SessionFactory sessions = this.factory.unwrap(SessionFactory.class);
		sessions.inTransaction((session) -> {
			EntityManager manager = session;
			this.factory.addNamedQuery("plays", manager.createQuery("update album a set a.plays = 7 where a.id = 1"));
		});
		sessions.inStatelessTransaction((session) -> {
			session.createNativeMutationQuery("delete from ALBUM where id = 2").executeUpdate();
			session.createNamedMutationQuery("plays").executeUpdate();
		});
		assertThat(this.heard).startsWith("IN_TRANSACTION DELETE 1", "IN_TRANSACTION UPDATE 1")
			.endsWith("AFTER_COMMIT DELETE 1", "AFTER_COMMIT UPDATE 1");
		assertThat(plays()).isEqualTo(7);
	}

	@Test
	void aStatelessSessionTellsTheIdsIfAReceiverAsks() {
		List<Object> ids = new CopyOnWriteArrayList<>();
		this.signals.connect(ReceiverSpec.bulkWrite(Album.class).ids(),
				(write) -> ids.addAll(Objects.requireNonNull(write.ids())));
		this.factory.unwrap(SessionFactory.class)
			.inStatelessTransaction((session) -> session.createMutationQuery("delete from album a where a.id = :id")
				.setParameter("id", 2L)
				.executeUpdate());
		assertThat(ids).containsExactly(2L);
	}

	@Test
	void aFactoryUnwrapsToTheSameEachTime() {
		SessionFactory sessions = this.factory.unwrap(SessionFactory.class);
		assertThat(this.factory.unwrap(SessionFactory.class)).isSameAs(sessions);
		assertThat(sessions.unwrap(SessionFactory.class)).isSameAs(sessions);
		try (Session own = sessions.openSession()) {
			assertThat(own.getSessionFactory()).isSameAs(own.getEntityManagerFactory());
		}
	}

	@Test
	void sessionsAreThoseOfHibernateIfNobodyListens() {
		disconnect();
		try (Session own = this.factory.unwrap(SessionFactory.class).openSession();
				StatelessSession other = this.factory.unwrap(SessionFactory.class).openStatelessSession()) {
			assertThat(List.of(own, other)).noneMatch((session) -> Proxy.isProxyClass(session.getClass())
					&& Proxy.getInvocationHandler(session).getClass().getPackage() == BulkQueries.class.getPackage());
		}
	}

	@Test
	void aSessionFactoryThatIsABeanOfItsOwnIsHeardOnce() {
		new ApplicationContextRunner().withUserConfiguration(OwnBean.class).run((context) -> {
			context.getBean(Signals.class)
				.connect(ReceiverSpec.bulkWrite(Album.class), (write) -> this.heard.add(write.operation().name()));
			for (String name : List.of("sessions", "unit")) {
				context.getBean(name, SessionFactory.class)
					.inTransaction((session) -> session.createMutationQuery("delete from album").executeUpdate());
			}
		});
		assertThat(this.heard).hasSize(2);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class })
	static class OwnBean {

		@Bean
		LocalContainerEntityManagerFactoryBean unit() {
			return CatalogModel.factory("bulk", Album.class, OwnTransactionModel.Label.class);
		}

		@Bean
		SessionFactory sessions(@Qualifier("unit") EntityManagerFactory unit) {
			return unit.unwrap(SessionFactory.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class })
	static class NativeHibernate {

		@Bean
		LocalSessionFactoryBean sessionFactory(DataSource dataSource) {
			LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
			factory.setDataSource(dataSource);
			factory.setAnnotatedClasses(Album.class, OwnTransactionModel.Label.class);
			factory.getHibernateProperties().setProperty("hibernate.hbm2ddl.auto", "create");
			return factory;
		}

		@Bean
		HibernateTransactionManager transactionManager(SessionFactory sessionFactory) {
			return new HibernateTransactionManager(sessionFactory);
		}

	}

	/**
	 * How an application comes to a session and to a transaction of its own.
	 */
	enum Way {

		IN_TRANSACTION {

			@Override
			void run(EntityManagerFactory factory, Consumer<QueryProducer> work) {
				factory.unwrap(SessionFactory.class).inTransaction(work::accept);
			}

		},

		FROM_TRANSACTION {

			@Override
			void run(EntityManagerFactory factory, Consumer<QueryProducer> work) {
				factory.unwrap(SessionFactory.class).fromTransaction((session) -> {
					work.accept(session);
					return session;
				});
			}

		},

		IN_TRANSACTION_OF_THE_BEAN {

			@Override
			void run(EntityManagerFactory factory, Consumer<QueryProducer> work) {
				((SessionFactory) factory).inTransaction(work::accept);
			}

		},

		RUN_IN_TRANSACTION {

			@Override
			void run(EntityManagerFactory factory, Consumer<QueryProducer> work) {
				factory.runInTransaction((manager) -> work.accept(manager.unwrap(Session.class)));
			}

		},

		CALL_IN_TRANSACTION {

			@Override
			void run(EntityManagerFactory factory, Consumer<QueryProducer> work) {
				factory.callInTransaction((manager) -> {
					work.accept((Session) manager);
					return 1;
				});
			}

		},

		IN_STATELESS_TRANSACTION {

			@Override
			void run(EntityManagerFactory factory, Consumer<QueryProducer> work) {
				factory.unwrap(SessionFactory.class).inStatelessTransaction(work::accept);
			}

		},

		OPEN_SESSION {

			@Override
			void run(EntityManagerFactory factory, Consumer<QueryProducer> work) {
				begin(factory.unwrap(SessionFactory.class).openSession(), work);
			}

		},

		OPEN_STATELESS_SESSION {

			@Override
			void run(EntityManagerFactory factory, Consumer<QueryProducer> work) {
				begin(((SessionFactory) factory).openStatelessSession(), work);
			}

		},

		WITH_OPTIONS {

			@Override
			void run(EntityManagerFactory factory, Consumer<QueryProducer> work) {
				begin(((SessionFactory) factory).withOptions().autoClear(false).openSession(), work);
			}

		},

		WITH_STATELESS_OPTIONS {

			@Override
			void run(EntityManagerFactory factory, Consumer<QueryProducer> work) {
				begin(factory.unwrap(SessionFactory.class).withStatelessOptions().noInterceptor().open(), work);
			}

		},

		FACTORY_OF_A_SESSION {

			@Override
			void run(EntityManagerFactory factory, Consumer<QueryProducer> work) {
				try (Session session = factory.createEntityManager().unwrap(Session.class)) {
					session.getSessionFactory().inTransaction(work::accept);
				}
			}

		};

		abstract void run(EntityManagerFactory factory, Consumer<QueryProducer> work);

		private static void begin(SharedSessionContract session, Consumer<QueryProducer> work) {
			try (session) {
				OwnTransactionModel.inTransaction(session.getTransaction(), true, () -> work.accept(session));
			}
		}

	}

}
