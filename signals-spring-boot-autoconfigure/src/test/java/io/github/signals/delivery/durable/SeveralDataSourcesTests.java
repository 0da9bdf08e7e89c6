package io.github.signals.delivery.durable;

import java.time.Duration;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.awaitility.Awaitility;
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
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Backfill.State;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.delivery.durable.CrateStore.Crate;
import io.github.signals.delivery.durable.CrateStore.CrateReceivers;
import io.github.signals.delivery.durable.CrateStore.Crates;
import io.github.signals.delivery.durable.DurableApplication.Parcels;
import io.github.signals.testing.PostgreSql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Parcels in H2 and crates in PostgreSQL: each call is recorded where its change is, and
 * made in a transaction of that database.
 */
@SpringBootTest(properties = { "spring.jpa.hibernate.ddl-auto=create", "signals.durable.initialize-schema=always",
		"signals.durable.polling-interval=200ms" })
class SeveralDataSourcesTests {

	@Autowired
	private Script script;

	@Autowired
	private Parcels parcels;

	@Autowired
	private Crates crates;

	@Autowired
	private DurableDelivery delivery;

	@Autowired
	private Signals signals;

	@Autowired
	private DataSource red;

	@Autowired
	@Qualifier("blueDataSource")
	private DataSource blue;

	@Autowired
	private PlatformTransactionManager redManager;

	@Autowired
	@Qualifier("blueManager")
	private PlatformTransactionManager blueManager;

	@BeforeEach
	void startEmpty() {
		this.script.clear();
	}

	private static int records(DataSource dataSource) {
		Integer count = new JdbcTemplate(dataSource).queryForObject("select count(*) from signals_outbox",
				Integer.class);
		return (count != null) ? count : -1;
	}

	private void awaitAllDone() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> records(this.red) + records(this.blue) == 0);
	}

	@Test
	void recordsEachCallWhereItsTransactionIs() { // S12
		this.delivery.stop();
		this.parcels.save(new Parcel("red"));
		assertThat(records(this.red)).isEqualTo(1);
		assertThat(records(this.blue)).isZero();
		new TransactionTemplate(this.blueManager).executeWithoutResult((status) -> this.crates.save(Crate.of("blue")));
		assertThat(records(this.red)).isEqualTo(1);
		assertThat(records(this.blue)).isEqualTo(1);
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("red");
		assertThat(this.script.of("crate.created")).hasSize(1);
	}

	@Test
	void letsEachDatabaseDecideForItself() { // S12
		new TransactionTemplate(this.redManager).executeWithoutResult((outer) -> {
			this.parcels.save(new Parcel("red"));
			new TransactionTemplate(this.blueManager)
				.executeWithoutResult((inner) -> this.crates.save(Crate.of("blue")));
			outer.setRollbackOnly();
		});
		awaitAllDone();
		assertThat(this.script.of("created")).isEmpty();
		assertThat(this.script.of("crate.created")).hasSize(1);
		assertThat(this.script.of("crate.created").get(0).context().using()).isEqualTo("blueManager");
	}

	@Test
	void callsInATransactionOfTheDatabaseOfTheRecord() {
		boolean[] bound = new boolean[4];
		this.script.on("created", (call) -> {
			bound[0] = TransactionSynchronizationManager.hasResource(this.red);
			bound[1] = TransactionSynchronizationManager.hasResource(this.blue);
		});
		this.script.on("crate.created", (call) -> {
			bound[2] = TransactionSynchronizationManager.hasResource(this.red);
			bound[3] = TransactionSynchronizationManager.hasResource(this.blue);
		});
		this.parcels.save(new Parcel("red"));
		this.crates.save(Crate.of("blue"));
		awaitAllDone();
		assertThat(bound).containsExactly(true, false, false, true);
	}

	@Test
	void recordsABackfillWhereItsRowsAre() {
		this.signals.mute(() -> this.parcels.save(new Parcel("there")));
		this.signals.backfill("created");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.signals.durable().backfills().find("created").state() == State.DONE);
		awaitAllDone();
		assertThat(this.script.names("created")).contains("there").hasSize((int) this.parcels.count());
		assertThat(this.script.of("created")).extracting((heard) -> heard.context().using()).containsOnly("redManager");
		assertThat(backfills(this.red)).isEqualTo(1);
		assertThat(backfills(this.blue)).isZero();
		assertThatIllegalArgumentException().isThrownBy(() -> this.signals.backfill("crate.created"))
			.withMessageContaining("nor with Spring Data JDBC in the only data source");
	}

	private static int backfills(DataSource dataSource) {
		Integer count = new JdbcTemplate(dataSource).queryForObject(
				"select count(*) from signals_outbox_partition where task_name like 'backfill:%'", Integer.class);
		return (count != null) ? count : -1;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ HibernateJpaAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class, SignalsDurableAutoConfiguration.class })
	@EntityScan(basePackageClasses = Parcel.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = Parcel.class,
			transactionManagerRef = "redManager")
	static class RedDatabase {

		@Bean
		@Primary
		DataSource redDataSource() {
			return DataSourceBuilder.create().url("jdbc:h2:mem:durable-red").build();
		}

		@Bean
		@Primary
		PlatformTransactionManager redManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

		@Bean
		Script script() {
			return new Script();
		}

		@Bean
		ParcelReceivers parcelReceivers(Script script) {
			return new ParcelReceivers(script);
		}

		@Bean
		CrateReceivers crateReceivers(Script script) {
			return new CrateReceivers(script);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJdbcRepositories(considerNestedRepositories = true, basePackageClasses = CrateStore.class,
			transactionManagerRef = "blueManager")
	static class BlueDatabase extends AbstractJdbcConfiguration {

		@Bean(defaultCandidate = false)
		DataSource blueDataSource() {
			return DataSourceBuilder.create().url(PostgreSql.url("durable_blue")).build();
		}

		@Bean
		PlatformTransactionManager blueManager(@Qualifier("blueDataSource") DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		@Bean
		NamedParameterJdbcOperations blueOperations(@Qualifier("blueDataSource") DataSource dataSource) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			jdbc.batchUpdate(CrateStore.SCHEMA);
			return new NamedParameterJdbcTemplate(jdbc);
		}

	}

}
