package io.github.signals.delivery.durable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.testing.PostgreSql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that is not there when the application starts, behind a real driver and a
 * real pool (S21).
 */
@ExtendWith(OutputCaptureExtension.class)
class TablesOutageTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class))
		.withPropertyValues("signals.durable.sweep-interval=200ms", "signals.durable.initialize-schema=always")
		.withBean(TablesStartupTests.Receivers.class);

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static String url(int port) {
		return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
	}

	private static HikariDataSource pool(int port) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url(port));
		pool.setConnectionTimeout(500);
		return pool;
	}

	@Test
	void saysThatTheOnlyDatabaseDoesNotAnswer() throws IOException {
		int port = closedPort();
		this.runner.withUserConfiguration(TablesStartupTests.One.class)
			.withBean("one", DataSource.class, () -> pool(port))
			.run((context) -> assertThat(context.getStartupFailure()).hasStackTraceContaining(": it does not answer")
				.hasStackTraceContaining("Connection to localhost:" + port + " refused"));
	}

	@Test
	void asksASecondDatabaseAgainUntilItIsThere(CapturedOutput output) throws IOException {
		int port = closedPort();
		HikariDataSource second = pool(port);
		this.runner.withUserConfiguration(TablesStartupTests.Two.class)
			.withBean("one", DataSource.class,
					() -> new DriverManagerDataSource("jdbc:h2:mem:durable_outage;DB_CLOSE_DELAY=-1"))
			.withBean("two", DataSource.class, () -> second)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(DurableDelivery.class).recordsIn(second)).isTrue();
				assertThat(output).contains("DURABLE receivers are not available").doesNotContain("there is no table");
				try (EmbeddedPostgres server = EmbeddedPostgres.builder().setPort(port).start()) {
					JdbcTemplate jdbc = new JdbcTemplate(server.getPostgresDatabase());
					// Its engine runs when its sweep is scheduled.
					Awaitility.await()
						.atMost(Duration.ofSeconds(30))
						.ignoreExceptions()
						.until(() -> jdbc.queryForObject(
								"select count(*) from signals_outbox_partition where task_name = 'sweep'",
								Integer.class) == 1);
					context.getBean(DurableDelivery.class).stop();
				}
			});
	}

	// Each has a clock of its own
	@Test
	void followsTheClockOfADatabaseWhileAnotherIsAway() {
		TablesStartupTests.Away one = new TablesStartupTests.Away(h2());
		one.away = false;
		Watched two = new Watched(h2());
		this.runner.withUserConfiguration(TablesStartupTests.Two.class)
			.withBean("one", DataSource.class, () -> one)
			.withBean("two", DataSource.class, () -> two)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				one.away = true;
				int before = two.looks.get();
				Awaitility.await()
					.dontCatchUncaughtExceptions()
					.atMost(Duration.ofSeconds(10))
					.until(() -> two.looks.get() > before + 4);
			});
	}

	private static DataSource h2() {
		return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
	}

	// A password that is wrong is no missing table either.
	@Test
	void saysThatAServerRefusesTheConnection() {
		assertThat(Tables
			.of(new DriverManagerDataSource(PostgreSql.url("durable_refused").replace("durable_refused?", "nowhere?")),
					null)
			.state()).isEqualTo(Tables.State.UNREACHABLE);
	}

	/** Counts who looks at the clock. */
	private static final class Watched extends DelegatingDataSource {

		private final AtomicInteger looks = new AtomicInteger();

		Watched(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			if (Thread.currentThread().getName().startsWith("signals-durable-watch-")) {
				this.looks.incrementAndGet();
			}
			return super.getConnection();
		}

	}

}
