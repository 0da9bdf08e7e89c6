package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.delivery.durable.Tables.State;
import io.github.signals.testing.MariaDb;
import io.github.signals.testing.PostgreSql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Why a data source has no tables, and what becomes of it (S21).
 */
@ExtendWith(OutputCaptureExtension.class)
class TablesStartupTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class))
		.withPropertyValues("signals.durable.sweep-interval=200ms", "signals.durable.initialize-schema=always")
		.withBean(Receivers.class);

	private static DataSource h2() {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return database;
	}

	private static DataSource postgreSql(String user, String options) {
		return new DriverManagerDataSource(
				PostgreSql.url("durable_tables").replace("user=postgres", "user=" + user) + options);
	}

	@Test
	void createsTheTablesWhereManyStartAtTheSameMoment() throws Exception {
		JdbcTemplate owner = new JdbcTemplate(postgreSql("postgres", ""));
		for (int round = 0; round < 5; round++) {
			owner.execute("drop table if exists signals_outbox, signals_outbox_partition");
			startEight();
			assertThat(Tables.of(postgreSql("postgres", ""), null).state()).isEqualTo(State.THERE);
		}
	}

	private void startEight() throws Exception {
		CyclicBarrier all = new CyclicBarrier(8);
		ExecutorService nodes = Executors.newFixedThreadPool(8);
		try {
			List<Future<Boolean>> started = new ArrayList<>();
			for (int node = 0; node < 8; node++) {
				started.add(nodes.submit(startWith(all)));
			}
			for (Future<Boolean> node : started) {
				assertThat(node.get(60, TimeUnit.SECONDS)).isTrue();
			}
		}
		finally {
			nodes.shutdownNow();
		}
	}

	private Callable<Boolean> startWith(CyclicBarrier all) {
		return () -> {
			DurableStores stores = new DurableStores(
					() -> Map.of("one", new JdbcTransactionManager(postgreSql("postgres", ""))),
					(manager) -> ((JdbcTransactionManager) manager).getDataSource(), () -> null,
					(dataSource, upgrade) -> {
						await(all);
						SchemaScript.run(dataSource, DatabaseInitializationMode.ALWAYS);
					}, null);
			return stores.all().size() == 1;
		};
	}

	private static void await(CyclicBarrier all) {
		try {
			if (!all.isBroken()) {
				all.await(5, TimeUnit.SECONDS);
			}
		}
		catch (Exception ex) {
			// Who comes again does not wait for the others.
			all.reset();
		}
	}

	// What the loser sees: a key of the catalogue that is there already, and half of the
	// tables
	@Test
	void looksOnceMoreWhereAnotherNodeCreatesTheTables() {
		DataSource dataSource = h2();
		int[] attempts = new int[1];
		DurableStores stores = new DurableStores(() -> Map.of("one", new JdbcTransactionManager(dataSource)),
				(manager) -> dataSource, () -> null, (target, upgrade) -> {
					if (attempts[0]++ == 0) {
						throw new DuplicateKeyException("pg_type_typname_nsp_index");
					}
					SchemaScript.run(target, DatabaseInitializationMode.ALWAYS);
				}, null);
		assertThat(stores.all()).hasSize(1);
		assertThat(attempts[0]).isEqualTo(2);
	}

	@Test
	void tellsWhatIsMissing() {
		assertThat(Tables.of(h2(), null).state()).isEqualTo(State.MISSING);
		assertThat(Tables.of(h2(), "elsewhere").state()).isEqualTo(State.NO_SCHEMA);
		DataSource postgreSql = new DriverManagerDataSource(PostgreSql.url("durable_no_tables"));
		assertThat(Tables.of(postgreSql, null).state()).isEqualTo(State.MISSING);
		assertThat(Tables.of(postgreSql, "elsewhere").state()).isEqualTo(State.NO_SCHEMA);
		assumeThat(MariaDb.starts()).isTrue();
		assertThat(Tables.of(new DriverManagerDataSource(MariaDb.url("durable_no_tables")), null).state())
			.isEqualTo(State.MISSING);
	}

	@Test
	void tellsAUserThatHasNoRight() {
		JdbcTemplate owner = new JdbcTemplate(new DriverManagerDataSource(PostgreSql.url("durable_rights")));
		SchemaScript.run(owner.getDataSource(), DatabaseInitializationMode.ALWAYS);
		owner.execute("create role stranger login");
		DataSource stranger = new DriverManagerDataSource(
				PostgreSql.url("durable_rights").replace("user=postgres", "user=stranger"));
		this.runner.withUserConfiguration(One.class)
			.withBean("one", DataSource.class, () -> stranger)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining("has no privileges on the tables signals_outbox")
				.hasStackTraceContaining("Grant it select, insert, update and delete"));
	}

	@Test
	void tellsAReplica() {
		DataSource replica = new DriverManagerDataSource(
				PostgreSql.url("durable_replica") + "&options=-c%20default_transaction_read_only=on");
		assertThat(Tables.of(replica, null).state()).isEqualTo(State.READ_ONLY);
		this.runner.withUserConfiguration(One.class)
			.withBean("one", DataSource.class, () -> replica)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining("is read-only, as a replica"));
		this.runner.withUserConfiguration(Two.class)
			.withBean("one", DataSource.class, TablesStartupTests::h2)
			.withBean("two", DataSource.class, () -> replica)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void saysThatTheOnlyDatabaseDoesNotAnswer() {
		this.runner.withUserConfiguration(One.class)
			.withBean("one", DataSource.class, () -> new Away(h2()))
			.run((context) -> assertThat(context.getStartupFailure()).hasStackTraceContaining(": it does not answer")
				.hasStackTraceContaining("down for a while"));
	}

	@Test
	void asksASecondDatabaseAgainThatIsDownAtTheStart(CapturedOutput output) {
		DataSource tables = h2();
		SchemaScript.run(tables, DatabaseInitializationMode.ALWAYS);
		Away second = new Away(tables);
		this.runner.withUserConfiguration(Two.class)
			.withBean("one", DataSource.class, TablesStartupTests::h2)
			.withBean("two", DataSource.class, () -> second)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				DurableDelivery delivery = context.getBean(DurableDelivery.class);
				assertThat(delivery.recordsIn(second)).isTrue();
				assertThat(output).contains("DURABLE receivers are not available").doesNotContain("there is no table");
				second.away = false;
				JdbcTemplate jdbc = new JdbcTemplate(tables);
				// Its engine runs when its sweep is scheduled.
				Awaitility.await()
					.atMost(Duration.ofSeconds(20))
					.until(() -> jdbc.queryForObject(
							"select count(*) from signals_outbox_partition where task_name = 'sweep'",
							Integer.class) == 1);
			});
	}

	/** A database that is down for a while. */
	static class Away extends DelegatingDataSource {

		volatile boolean away = true;

		Away(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			if (this.away) {
				throw new SQLTransientConnectionException("down for a while");
			}
			return super.getConnection();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class One {

		@Bean
		PlatformTransactionManager first(DataSource one) {
			return new JdbcTransactionManager(one);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Two extends One {

		@Bean
		PlatformTransactionManager second(DataSource two) {
			return new JdbcTransactionManager(two);
		}

	}

	static class Receivers {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "right")
		void on(Parcel parcel) {
		}

	}

}
