package io.github.signals.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.delivery.JdbcStore.Ledger;
import io.github.signals.delivery.JdbcStore.Ledgers;
import io.github.signals.delivery.JpaStore.Sequenced;
import io.github.signals.delivery.JpaStore.SequencedRepository;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * S12: two databases, each with its transaction manager. The fate of a row decides who
 * hears of it, not that of the transaction which happens to be the current one.
 */
@SpringBootTest(properties = { "spring.jpa.hibernate.ddl-auto=create" })
class SeveralTransactionManagersTests {

	private final List<String> heard = new CopyOnWriteArrayList<>();

	@Autowired
	private SequencedRepository reds;

	@Autowired
	private Ledgers blues;

	@Autowired
	private Signals signals;

	@Autowired
	@Qualifier("redManager")
	private PlatformTransactionManager redManager;

	private TransactionTemplate red;

	private TransactionTemplate blue;

	@BeforeEach
	void hear(@Autowired @Qualifier("blueManager") PlatformTransactionManager blueManager) {
		this.red = new TransactionTemplate(this.redManager);
		this.blue = new TransactionTemplate(blueManager);
		for (Delivery delivery : List.of(BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK)) {
			connect(ReceiverSpec.postSave(Sequenced.class).uid("red " + delivery).delivery(delivery), delivery, "red");
			connect(ReceiverSpec.postSave(Ledger.class).uid("blue " + delivery).delivery(delivery), delivery, "blue");
		}
	}

	private <T> void connect(ReceiverSpec<PostSave<T>> spec, Delivery delivery, String color) {
		this.signals.connect(spec, (saved) -> this.heard.add(delivery + " " + color + " " + saved.context().using()));
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	// S12, P20: the inner transaction of another manager commits by itself
	@Test
	void deliversAnInnerTransactionOfAnotherManagerByItself() {
		this.red.executeWithoutResult((outer) -> {
			this.reds.save(new Sequenced("red"));
			this.blue.executeWithoutResult((inner) -> this.blues.save(new Ledger("blue")));
			assertThat(this.heard).containsExactly("BEFORE_COMMIT blue blueManager", "AFTER_COMMIT blue blueManager");
			outer.setRollbackOnly();
		});
		assertThat(this.heard).endsWith("AFTER_ROLLBACK red redManager").hasSize(3);
	}

	// S12: rows of the outer transaction, saved while the inner one is the current one
	@Test
	void leavesWhatJoinsTheOuterTransactionToItsRollback() {
		this.red.executeWithoutResult((outer) -> {
			this.blue.executeWithoutResult((inner) -> {
				this.blues.save(new Ledger("blue"));
				this.reds.save(new Sequenced("red"));
			});
			assertThat(this.heard).containsExactly("BEFORE_COMMIT blue blueManager", "AFTER_COMMIT blue blueManager");
			outer.setRollbackOnly();
		});
		assertThat(this.heard).endsWith("AFTER_ROLLBACK red redManager").hasSize(3);
	}

	// S12
	@Test
	void leavesWhatJoinsTheOuterTransactionToItsCommit() {
		this.red.executeWithoutResult((outer) -> {
			this.reds.save(new Sequenced("red"));
			this.blue.executeWithoutResult((inner) -> {
				this.reds.save(new Sequenced("red"));
				inner.setRollbackOnly();
			});
			assertThat(this.heard).isEmpty();
		});
		assertThat(this.heard).containsExactly("BEFORE_COMMIT red redManager", "BEFORE_COMMIT red redManager",
				"AFTER_COMMIT red redManager", "AFTER_COMMIT red redManager");
	}

	// S11, S12: of two transactions of one manager it is the nearer one that is joined
	@Test
	void findsTheNearestTransactionOfTheManager() {
		TransactionTemplate redNew = new TransactionTemplate(this.redManager);
		redNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.red.executeWithoutResult((outer) -> {
			redNew.executeWithoutResult((middle) -> {
				this.blue.executeWithoutResult((inner) -> this.reds.save(new Sequenced("red")));
				middle.setRollbackOnly();
			});
			assertThat(this.heard).containsExactly("AFTER_ROLLBACK red redManager");
			this.blue.executeWithoutResult((inner) -> this.reds.save(new Sequenced("red")));
			assertThat(this.heard).hasSize(1);
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK red redManager", "BEFORE_COMMIT red redManager",
				"AFTER_COMMIT red redManager");
	}

	// S12: suspended journals are bound to the thread only as long as they are suspended
	@Test
	void leavesNothingBehindOnTheThread() {
		this.red.executeWithoutResult(
				(outer) -> this.blue.executeWithoutResult((inner) -> this.reds.save(new Sequenced("red"))));
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
	}

	// P12, S12: a receiver after the commit of one may write to both
	@Test
	void letsAReceiverWriteToBothDatabases() {
		this.signals.connect(ReceiverSpec.postSave(Sequenced.class).uid("both").delivery(AFTER_COMMIT).order(0),
				(saved) -> {
					this.signals.disconnect("both");
					this.reds.save(new Sequenced("red"));
					this.blues.save(new Ledger("blue"));
				});
		long redsBefore = this.reds.count();
		long bluesBefore = this.blues.count();
		this.blue.executeWithoutResult((outer) -> this.reds.save(new Sequenced("red")));
		assertThat(this.reds.count() - redsBefore).isEqualTo(2);
		assertThat(this.blues.count() - bluesBefore).isOne();
	}

	// S9, S13
	@Test
	void costsNoSynchronizationWhereNobodyHearsTheNetChange() {
		disconnect();
		this.signals.connect(ReceiverSpec.postSave(Sequenced.class).uid("at once"), (saved) -> this.heard.add("red"));
		this.red.executeWithoutResult((status) -> {
			this.reds.save(new Sequenced("red"));
			assertThat(TransactionSynchronizationManager.getSynchronizations())
				.noneMatch(JournalSynchronization.class::isInstance);
		});
		assertThat(this.heard).containsExactly("red");
	}

	// S13, P19
	@Test
	void costsOneSynchronizationATransaction() {
		this.red.executeWithoutResult((status) -> {
			this.reds.save(new Sequenced("red"));
			this.reds.save(new Sequenced("red"));
			assertThat(TransactionSynchronizationManager.getSynchronizations())
				.filteredOn(JournalSynchronization.class::isInstance)
				.hasSize(1);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ HibernateJpaAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	@EntityScan(basePackageClasses = JpaStore.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = JpaStore.class,
			transactionManagerRef = "redManager")
	static class RedDatabase {

		@Bean
		@Primary
		DataSource redDataSource() {
			return DataSourceBuilder.create().url("jdbc:h2:mem:red").build();
		}

		@Bean
		@Primary
		PlatformTransactionManager redManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJdbcRepositories(considerNestedRepositories = true, basePackageClasses = JdbcStore.class,
			transactionManagerRef = "blueManager")
	static class BlueDatabase extends AbstractJdbcConfiguration {

		@Bean(defaultCandidate = false)
		DataSource blueDataSource() {
			return DataSourceBuilder.create().url("jdbc:h2:mem:blue").build();
		}

		@Bean({ "blueManager", "blueAlias" })
		PlatformTransactionManager blueManager(@Qualifier("blueDataSource") DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		@Bean
		NamedParameterJdbcOperations blueOperations(@Qualifier("blueDataSource") DataSource dataSource) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			jdbc.execute(JdbcStore.SCHEMA);
			return new NamedParameterJdbcTemplate(jdbc);
		}

	}

}
