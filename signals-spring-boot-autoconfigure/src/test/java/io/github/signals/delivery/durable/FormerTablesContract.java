package io.github.signals.delivery.durable;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.SignalContext;
import io.github.signals.delivery.durable.DurableCall.Operation;
import io.github.signals.testing.OutboxPayload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The tables of versions that did not call them the outbox, with calls in them: all nodes
 * stop once, and none of the calls is lost or made twice (S21).
 */
abstract class FormerTablesContract {

	private static final int CALLS = 60;

	private static final int ENTITIES = 10;

	private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();

	private JdbcTemplate jdbc;

	private JdbcTransactionManager manager;

	abstract String url();

	abstract String platform();

	/** How many may upgrade at the same moment. */
	int nodes() {
		return 3;
	}

	@BeforeEach
	void createTheFormerTables() {
		this.jdbc = new JdbcTemplate(new DriverManagerDataSource(url()));
		this.manager = new JdbcTransactionManager(this.jdbc.getDataSource());
		drop();
		run("former");
	}

	@AfterEach
	void close() {
		this.nodes.forEach(ConfigurableApplicationContext::close);
		drop();
	}

	private void drop() {
		for (String table : List.of("signals_durable_call", "signals_durable_lane", "signals_outbox",
				"signals_outbox_partition")) {
			this.jdbc.execute("drop table if exists " + table);
		}
	}

	/** As a migration tool does. */
	private void run(String script) {
		new TransactionTemplate(this.manager)
			.executeWithoutResult((status) -> this.jdbc.execute((ConnectionCallback<Void>) (connection) -> {
				ScriptUtils.executeSqlScript(connection,
						new ClassPathResource("io/github/signals/durable/" + script + "-" + platform() + ".sql"));
				return null;
			}));
	}

	/**
	 * Record calls as the former version has: their names are their numbers, from 0 in
	 * the order of the records.
	 */
	private void record(int calls) {
		for (int number = 0; number < calls; number++) {
			String id = "[\"long\",\"" + number % ENTITIES + "\"]";
			DurableCall call = DurableCall.of(Digests.timeOrdered(System.currentTimeMillis()), "gone",
					Parcel.class.getName(), id, Operation.DELETED,
					OutboxPayload.bytes("{\"id\":" + id + ",\"origin\":\"REPOSITORY\",\"last\":{\"name\":\"" + number
							+ "\",\"tags\":[\"set\",[\"ü\"]]}}"),
					System.currentTimeMillis());
			this.jdbc.update(
					"insert into signals_durable_call (id, uid, lane, entity, sender, operation, payload, attempts,"
							+ " due, parked, recorded) values (?, ?, ?, ?, ?, ?, ?, 0, ?, false, ?)",
					call.id(), call.uid(), call.partition(), call.entity(), call.sender(), call.operation(),
					new String(call.payload(), StandardCharsets.UTF_8), (number % 2 == 0) ? 0 : call.recorded(),
					call.recorded());
		}
	}

	/**
	 * Have the first call of an entity fail, as the former version has written it.
	 */
	private void fail(int entity, boolean parked, long delay) {
		this.jdbc.update(
				"update signals_durable_call set attempts = 3, due = ?, parked = ?, error = 'once' where id = ?",
				System.currentTimeMillis() + delay, parked,
				this.jdbc.queryForList("select id from signals_durable_call order by seq", String.class).get(entity));
	}

	private ConfigurableApplicationContext start(String initialize) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Node.class);
		// Nodes that start at the same moment would configure the logging of this process
		// together, which it does not stand.
		builder.application()
			.setListeners(builder.application()
				.getListeners()
				.stream()
				.filter((listener) -> !(listener instanceof LoggingApplicationListener))
				.toList());
		ConfigurableApplicationContext node = builder.run("--spring.datasource.url=" + url(),
				"--spring.jpa.hibernate.ddl-auto=none", "--spring.main.banner-mode=off", "--spring.jmx.enabled=false",
				"--signals.durable.initialize-schema=" + initialize, "--signals.durable.polling-interval=200ms",
				"--signals.durable.sweep-interval=500ms");
		synchronized (this.nodes) {
			this.nodes.add(node);
		}
		return node;
	}

	private List<String> heard() {
		synchronized (this.nodes) {
			return this.nodes.stream().flatMap((node) -> node.getBean(Script.class).names("gone").stream()).toList();
		}
	}

	private int count(String condition) {
		return this.jdbc.queryForList("select id from signals_outbox where " + condition, String.class).size();
	}

	private static List<Integer> of(int entity, List<String> heard) {
		return heard.stream().map(Integer::valueOf).filter((number) -> number % ENTITIES == entity).toList();
	}

	private static List<Integer> all(int entity) {
		return IntStream.range(0, CALLS).filter((number) -> number % ENTITIES == entity).boxed().toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "always", "never" })
	void makesEachCallOfTheFormerTablesOnceAndInOrder(String initialize) {
		record(CALLS);
		fail(3, true, 3_600_000);
		fail(4, false, 1500);
		if (initialize.equals("never")) {
			run("upgrade");
		}
		ConfigurableApplicationContext node = start(initialize);
		DurableTestBase.await().until(() -> count("parked = false and entity_key not like '%\"3\"%'") == 0);

		List<String> heard = heard();
		assertThat(heard).hasSize(CALLS - CALLS / ENTITIES).doesNotHaveDuplicates();
		IntStream.range(0, ENTITIES)
			.filter((entity) -> entity != 3)
			.forEach((entity) -> assertThat(of(entity, heard)).isEqualTo(all(entity)));
		DurableDelivery delivery = node.getBean(DurableDelivery.class);
		assertThat(delivery.calls().parked(0, 10)).singleElement().satisfies((parked) -> {
			assertThat(parked.attempts()).isEqualTo(3);
			assertThat(parked.error()).isEqualTo("once");
			assertThat(parked.entity()).isEqualTo("3");
		});

		delivery.calls().replayAll("gone");
		DurableTestBase.await().until(() -> count("1 = 1") == 0);
		assertThat(heard()).hasSize(CALLS).doesNotHaveDuplicates();
		assertThat(of(3, heard())).isEqualTo(all(3));
	}

	@Test
	void recordsAfterTheCallsOfTheFormerTables() {
		record(3);
		long last = this.jdbc.queryForObject("select max(seq) from signals_durable_call", Long.class);
		run("upgrade");
		this.jdbc
			.update("insert into signals_outbox (id, uid, partition_number, entity_key, sender, operation, payload,"
					+ " attempts, due, parked, recorded) select 'new', uid, partition_number, entity_key, sender, operation,"
					+ " payload, attempts, due, parked, recorded from signals_outbox where sequence_number = ?", last);
		assertThat(this.jdbc.queryForObject("select sequence_number from signals_outbox where id = 'new'", Long.class))
			.isGreaterThan(last);
	}

	@Test
	void upgradesOnceWhereManyStartAtTheSameMoment() throws Exception {
		record(CALLS);
		ExecutorService threads = Executors.newFixedThreadPool(nodes());
		try {
			Callable<ConfigurableApplicationContext> starting = () -> start("always");
			for (Future<ConfigurableApplicationContext> started : threads
				.invokeAll(Collections.nCopies(nodes(), starting))) {
				assertThat(started.get(60, TimeUnit.SECONDS).isActive()).isTrue();
			}
		}
		finally {
			threads.shutdownNow();
		}
		DurableTestBase.await().until(() -> count("1 = 1") == 0);
		assertThat(heard()).hasSize(CALLS).doesNotHaveDuplicates();
	}

	@Test
	void refusesToStartWithTheFormerTablesAndNamesTheScript() {
		record(3);
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start("never"))
			.havingRootCause()
			.isInstanceOf(UnusableTablesException.class)
			.withMessageContaining("are those of an earlier version: signals_durable_call and signals_durable_lane")
			.withMessageContaining("io/github/signals/durable/upgrade-" + platform() + ".sql");
		assertThat(this.jdbc.queryForList("select id from signals_durable_call")).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "last_heartbeat", "last_success" })
	void refusesToUpgradeWhileAFormerNodeGivesSignsOfLife(String sign) {
		record(3);
		this.jdbc.update(
				"insert into signals_durable_lane (task_name, task_instance, execution_time, picked, " + sign
						+ ", version) values ('sweep', 'recurring', ?, ?, ?, 1)",
				Timestamp.from(Instant.now()), sign.equals("last_heartbeat"),
				Timestamp.from(Instant.now().minusSeconds(5)));
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start("always"))
			.havingRootCause()
			.withMessageContaining("A node of an earlier version works with the tables")
			.withMessageContaining("start this one 30 s later");
		this.jdbc.update("update signals_durable_lane set " + sign + " = ?",
				Timestamp.from(Instant.now().minusSeconds(60)));
		start("always");
		DurableTestBase.await().until(() -> heard().size() == 3);
	}

	// Nothing is lost in silence
	@Test
	void failsTheTransactionOfAFormerNodeThatRunsOn() {
		run("upgrade");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> record(1));
	}

	@Test
	void refusesToLeaveCallsInTheFormerTables() {
		record(3);
		run("schema");
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start("always"))
			.havingRootCause()
			.withMessageContaining("there are calls in signals_durable_call")
			.withMessageContaining("upgrade-" + platform() + ".sql");
		this.jdbc.update("delete from signals_durable_call");
		assertThat(start("always").isActive()).isTrue();
	}

	@Test
	void makesTheTablesOfTheSchema() throws SQLException {
		run("upgrade");
		Map<String, Object> upgraded = shape();
		drop();
		run("schema");
		assertThat(upgraded).isEqualTo(shape()).hasSizeGreaterThan(20);
	}

	/**
	 * Return the types of the columns, and the columns of the indexes.
	 */
	private Map<String, Object> shape() throws SQLException {
		Map<String, Object> shape = new TreeMap<>();
		this.jdbc.query("select table_name, column_name, data_type, is_nullable, character_maximum_length"
				+ " from information_schema.columns where lower(table_name) like 'signals_%' and table_schema = "
				+ (platform().equals("mariadb") ? "database()" : "current_schema"), (row) -> {
					shape.put((row.getString(1) + "." + row.getString(2)).toLowerCase(),
							row.getString(3) + " " + row.getString(4) + " " + row.getString(5));
				});
		for (String table : List.of("signals_outbox", "signals_outbox_partition")) {
			shape.put(table, new TreeSet<>(indexes(table)));
		}
		return shape;
	}

	/**
	 * Return the definitions of the indexes, as this database tells them.
	 */
	abstract List<String> indexes(String table);

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	@Configuration(proxyBeanMethods = false)
	@Import(DurableNode.class)
	static class Node {

		@Bean
		Gone gone(Script script) {
			return new Gone(script);
		}

	}

	record Gone(Script script) {

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "gone")
		void on(Parcel parcel, SignalContext context) {
			this.script.play("gone", parcel, Changes.none(), context);
		}

	}

}
