package io.github.signals.delivery.durable;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.delivery.durable.Tables.State;
import io.github.signals.testing.MariaDb;
import io.github.signals.testing.PostgreSql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the user of a database may not do, and servers that do not take any write (S21).
 */
@ExtendWith(OutputCaptureExtension.class)
class TablesRightsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class))
		.withPropertyValues("signals.durable.initialize-schema=always")
		.withBean(TablesStartupTests.Receivers.class);

	private static JdbcTemplate jdbc(String url) {
		return new JdbcTemplate(new DriverManagerDataSource(url));
	}

	private void mayNotCreate(String url, String platform) {
		this.runner.withUserConfiguration(TablesStartupTests.One.class)
			.withBean("one", DataSource.class, () -> new DriverManagerDataSource(url))
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining(
						"is not allowed to create the tables signals_outbox and signals_outbox_partition")
				.hasStackTraceContaining("io/github/signals/durable/schema-" + platform + ".sql")
				.hasStackTraceContaining("signals.durable.initialize-schema=never"));
	}

	@Test
	void tellsAUserOfPostgreSqlThatMayNotCreateTables() {
		String url = PostgreSql.url("durable_create");
		jdbc(url).execute("create role reader login");
		mayNotCreate(url.replace("user=postgres", "user=reader"), "postgresql");
	}

	@Test
	void tellsAUserOfH2ThatMayNotCreateTables() {
		String url = "jdbc:h2:mem:durable_create";
		JdbcDataSource owner = new JdbcDataSource();
		owner.setUrl(url + ";DB_CLOSE_DELAY=-1");
		owner.setUser("sa");
		new JdbcTemplate(owner).execute("create user reader password ''");
		mayNotCreate(url + ";USER=reader", "h2");
	}

	@Test
	@OnMariaDb
	void tellsAUserOfMariaDbThatMayNotCreateTables() {
		String url = MariaDb.url("durable_create");
		// This server asks for no rights before; root stays without a password.
		jdbc(url).batchUpdate("flush privileges",
				"alter user root@localhost identified via mysql_native_password using password('')",
				"create user creator@localhost", "create user creator@'127.0.0.1'",
				"grant select, insert on durable_create.* to creator@localhost",
				"grant select, insert on durable_create.* to creator@'127.0.0.1'");
		mayNotCreate(url.replace("user=root", "user=creator"), "mariadb");
	}

	@Test
	@OnMariaDb
	void tellsAServerThatIsReadOnly() {
		String url = MariaDb.url("durable_read_only");
		SchemaScript.run(new DriverManagerDataSource(url), DatabaseInitializationMode.ALWAYS);
		assertThat(Tables.of(new DriverManagerDataSource(url), null).state()).isEqualTo(State.THERE);
		JdbcTemplate owner = jdbc(url);
		owner.execute("set global read_only = 1");
		try {
			assertThat(Tables.of(new DriverManagerDataSource(url), null).state()).isEqualTo(State.READ_ONLY);
		}
		finally {
			owner.execute("set global read_only = 0");
		}
	}

	@Test
	@OnMariaDb
	void tellsASessionThatIsReadOnly() {
		String url = MariaDb.url("durable_read_only") + "&sessionVariables=tx_read_only=1";
		assertThat(Tables.of(new DriverManagerDataSource(url), null).state()).isEqualTo(State.READ_ONLY);
	}

	// A data source that has nothing to do with durable receivers
	@Test
	void startsWhereAnotherDataSourceMayNotGetTables() {
		String url = PostgreSql.url("durable_create_other");
		jdbc(url).execute("create role other_reader login");
		this.runner.withUserConfiguration(TablesStartupTests.Two.class)
			.withBean("one", DataSource.class,
					() -> new DriverManagerDataSource("jdbc:h2:mem:durable_create_one;DB_CLOSE_DELAY=-1"))
			.withBean("two", DataSource.class,
					() -> new DriverManagerDataSource(url.replace("user=postgres", "user=other_reader")))
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
