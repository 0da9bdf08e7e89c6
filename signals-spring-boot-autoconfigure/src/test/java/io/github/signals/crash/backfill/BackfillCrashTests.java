package io.github.signals.crash.backfill;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real processes and a real PostgreSQL: nodes go on with a back-fill, beside calls for
 * new rows, while one after the other is killed. The build has a small plan; system
 * properties that begin with {@code signals.backfill.} make it a larger one.
 */
class BackfillCrashTests {

	private static final Logger logger = LoggerFactory.getLogger(BackfillCrashTests.class);

	private static final Path LOGS = Path.of("target", "backfill-crash-test");

	private static final String SCHEMA = """
			create table stock_item (id bigint primary key, created bigint not null);
			create table effect (id bigserial primary key, item bigint, backfilled boolean, delay bigint);
			create table life (life int primary key)
			""";

	private final int rows = Integer.getInteger("signals.backfill.rows", 3000);

	private final int kills = Integer.getInteger("signals.backfill.kills", 1);

	private final Duration deadline = Duration.ofSeconds(Integer.getInteger("signals.backfill.deadline", 120));

	private final List<Process> nodes = new ArrayList<>();

	private int lives;

	@TempDir
	private Path directory;

	private String url;

	private JdbcTemplate jdbc;

	@AfterEach
	void killAll() {
		this.nodes.forEach(Process::destroyForcibly);
	}

	@Test
	void receivesEachRowOnceHoweverNodesDie() throws Exception {
		Files.createDirectories(LOGS);
		try (EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setDataDirectory(this.directory.resolve("data"))
			.start()) {
			create(server.getJdbcUrl("postgres", "postgres"));
			this.nodes.addAll(List.of(start(), start()));
			await(() -> count("effect") >= 50);
			long before = count("effect");
			Instant begin = Instant.now();
			for (Process node : this.nodes) {
				tell(node, BackfillNode.BACKFILL);
			}
			for (int kill = 1; kill <= this.kills; kill++) {
				long due = (long) this.rows * kill / (this.kills + 1);
				await(() -> count("effect where backfilled") >= due && count("life") == this.lives);
				this.nodes.set(kill % 2, restart(this.nodes.get(kill % 2)));
			}
			await(() -> state().contains("\"state\":\"DONE\""));
			Duration took = Duration.between(begin, Instant.now());
			long during = count("effect");
			end();
			report(before, during, took);
			verify();
		}
	}

	private void create(String url) {
		this.url = url;
		DriverManagerDataSource dataSource = new DriverManagerDataSource(url);
		new ResourceDatabasePopulator(new ByteArrayResource(SCHEMA.getBytes(StandardCharsets.UTF_8)),
				new ClassPathResource("io/github/signals/durable/schema-postgresql.sql"))
			.execute(dataSource);
		this.jdbc = new JdbcTemplate(dataSource);
		this.jdbc.update("insert into stock_item (id, created) select s.id, 0 from generate_series(1, ?) as s(id)",
				this.rows);
	}

	private Process start() throws IOException {
		int life = this.lives++;
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				BackfillNode.class.getName(), "--crash.life=" + life, "--spring.datasource.url=" + this.url,
				"--spring.jpa.hibernate.ddl-auto=none", "--spring.main.banner-mode=off",
				"--spring.main.web-application-type=none", "--spring.jmx.enabled=false",
				"--signals.durable.heartbeat-interval=300ms", "--signals.durable.polling-interval=200ms",
				"--signals.durable.sweep-interval=1s");
		File log = LOGS.resolve("life-" + life + ".log").toFile();
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
	}

	private Process restart(Process node) throws IOException, InterruptedException {
		node.destroyForcibly().waitFor();
		return start();
	}

	private static void tell(Process node, String line) throws IOException {
		OutputStream input = node.getOutputStream();
		input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
		input.flush();
	}

	/**
	 * Have the nodes finish what waits, and end.
	 */
	private void end() throws IOException, InterruptedException {
		for (Process node : this.nodes) {
			tell(node, BackfillNode.QUIET);
		}
		await(() -> count("signals_outbox") == 0);
		for (Process node : this.nodes) {
			node.getOutputStream().close();
			assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	private void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(this.deadline).pollInterval(Duration.ofMillis(100)).until(condition);
	}

	private void report(long before, long during, Duration took) {
		logger.info(
				"Back-fill of {} rows, {} kills, in {}: {} rows a second; delays of other calls before: {}, during: {}",
				this.rows, this.kills, took, this.rows * 1000L / took.toMillis(), delays(0, before),
				delays(before, during));
	}

	private String delays(long first, long last) {
		return this.jdbc.queryForObject(
				"select count(*) || ' calls, median ' || percentile_disc(0.5) within group (order by delay) || ' ms, 95 % '"
						+ " || percentile_disc(0.95) within group (order by delay) || ' ms, 99 % '"
						+ " || percentile_disc(0.99) within group (order by delay) || ' ms' from effect"
						+ " where not backfilled and id > ? and id <= ?",
				String.class, first, last);
	}

	private void verify() {
		assertThat(count("stock_item i where created = 0 and not exists (select 1 from effect e where e.item = i.id)"))
			.isZero();
		// Rows that were created before the back-fill has looked for the last one are
		// heard as such, too.
		long backfilled = count("effect where backfilled");
		assertThat(count("(select distinct item from effect where backfilled) as s")).isEqualTo(backfilled);
		assertThat(count("effect where not backfilled")).isEqualTo(count("stock_item where created > 0"));
		assertThat(count("(select distinct item from effect where not backfilled) as s"))
			.isEqualTo(count("stock_item where created > 0"));
		assertThat(state()).contains(String.format(Locale.ROOT, "\"rows\":%d", backfilled));
	}

	private String state() {
		List<String> states = this.jdbc.queryForList(
				"select convert_from(task_data, 'UTF8') from signals_outbox_partition where task_name = 'backfill:index'",
				String.class);
		return String.join("", states);
	}

	private long count(String rows) {
		Long count = this.jdbc.queryForObject("select count(*) from " + rows, Long.class);
		return (count != null) ? count : -1;
	}

}
