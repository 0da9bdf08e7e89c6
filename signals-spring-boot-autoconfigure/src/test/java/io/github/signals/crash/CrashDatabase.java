package io.github.signals.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import io.github.signals.crash.CrashPlan.Called;

/**
 * A PostgreSQL server that can be stopped and started, and what its tables tell.
 */
class CrashDatabase implements AutoCloseable {

	private static final String SCHEMA = """
			create sequence placed_order_seq increment by 50;
			create sequence branch_order_seq increment by 50;
			create sequence secret_order_seq increment by 50;
			create table placed_order (id bigint primary key, number int unique, step int);
			create table branch_order (id bigint primary key, number int unique, step int, branch varchar(10));
			create table secret_order (id bigint primary key, number int unique, step int, hidden boolean);
			create view written as select number, step from placed_order union all select number, step from branch_order
				union all select number, step from secret_order;
			create table life (incarnation int primary key, node int);
			create table receipt (id bigserial primary key, uid varchar(10), call varchar(36), number int, step int, incarnation int,
				attempts int, received timestamp default clock_timestamp());
			create table failure (id bigserial primary key, uid varchar(10), call varchar(36), number int, step int,
				incarnation int);
			create table effect (id bigserial primary key, uid varchar(10), call varchar(36), number int, step int,
				incarnation int)
			""";

	/**
	 * As the release before has written them: numbers with their types only, no tenant.
	 */
	private static final String OLD_CALLS = """
			insert into signals_outbox (id, uid, partition_number, entity_key, sender, operation, payload, attempts, due, parked,
				recorded)
			select gen_random_uuid(), 'receipt', o.number % 16, ? || '#["long","' || o.id || '"]', ?,
				case s.step when 0 then 'CREATED' else 'UPDATED' end,
				convert_to('{"id":["long","' || o.id || '"],"using":"transactionManager","origin":"REPOSITORY",' || case s.step
					when 0 then '"all":true,"after":{"number":' || o.number || ',"step":0}}'
					else '"before":{"step":0},"after":{"step":1}}' end, 'UTF8'),
				0, extract(epoch from now()) * 1000, false, extract(epoch from now()) * 1000
			from placed_order o cross join generate_series(0, 1) as s(step) order by o.number, s.step
			""";

	private final Path directory;

	private final String url;

	private final JdbcTemplate jdbc;

	private EmbeddedPostgres server;

	CrashDatabase(Path directory) throws IOException {
		this.directory = directory;
		this.server = start(0);
		this.url = this.server.getJdbcUrl("postgres", "postgres");
		DriverManagerDataSource dataSource = new DriverManagerDataSource(this.url);
		new ResourceDatabasePopulator(new ByteArrayResource(SCHEMA.getBytes()),
				new ClassPathResource("io/github/signals/durable/schema-postgresql.sql"))
			.execute(dataSource);
		this.jdbc = new JdbcTemplate(dataSource);
	}

	/**
	 * Add orders whose calls wait since another release has recorded them.
	 */
	void addOld(int first, int count) {
		this.jdbc.update("insert into placed_order (id, number, step) select -s.number, s.number, 1"
				+ " from generate_series(?, ?) as s(number)", first, first + count - 1);
		String sender = PlacedOrder.class.getName();
		this.jdbc.update(OLD_CALLS, sender, sender);
	}

	/**
	 * Let everybody see what is hidden, and have the calls that were parked for it made.
	 */
	void reveal() {
		this.jdbc.update("update secret_order set hidden = false");
		this.jdbc.update("update signals_outbox set parked = false, attempts = 0, due = 0 where parked");
	}

	private EmbeddedPostgres start(int port) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(this.directory)
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(true)
			.setPort(port)
			.start();
	}

	String url() {
		return this.url;
	}

	void stop() throws IOException {
		this.server.close();
	}

	void startAgain() throws IOException {
		this.server = start(this.server.getPort());
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	State state() {
		return new State(count("select coalesce(sum(step + 1), 0) from written"),
				count("select count(*) from signals_outbox where parked = false"),
				count("select count(*) from signals_outbox where parked = true"));
	}

	boolean hasBegun(int incarnation) {
		return count("select count(*) from life where incarnation = " + incarnation) == 1;
	}

	int receipts() {
		return count("select count(*) from receipt");
	}

	int receivedCalls() {
		return count("select count(distinct call) from receipt");
	}

	int effects() {
		return count("select count(*) from effect");
	}

	int callsWithEffect() {
		return count("select count(distinct call) from effect");
	}

	int parkedAsHidden() {
		return count("select count(*) from signals_outbox c join secret_order o on c.entity_key like '%\"' || o.id"
				+ " || '\"]' where c.parked and o.hidden and c.sender like '%SecretOrder'"
				+ " and c.error like '%a restriction, a filter or the tenant hides it%'");
	}

	int callsThatHaveFailed() {
		return count("select count(distinct call) from failure");
	}

	/**
	 * Return how many calls were received though they have failed on the same node, and
	 * nobody has counted it.
	 */
	int failuresNotCounted() {
		return count("select count(*) from receipt r where r.attempts = 0 and exists (select 1 from failure f"
				+ " where f.call = r.call and f.incarnation = r.incarnation)");
	}

	int committedButNotReceived() {
		return count("select count(*) from written o cross join lateral generate_series(0, o.step) as s(step)"
				+ " where not exists (select 1 from receipt r where r.number = o.number and r.step = s.step)");
	}

	int rolledBackButReceived() {
		return count("select count(*) from receipt r where not exists"
				+ " (select 1 from written o where o.number = r.number and r.step <= o.step)");
	}

	int receivedInAnotherOrder() {
		return inAnotherOrder("receipt where uid = '" + Called.ALONE.uid() + "'");
	}

	/**
	 * Return how many calls have ended after a later one of the same order. What was
	 * rolled back with others is received in its order once more.
	 */
	int endedInAnotherOrder() {
		return inAnotherOrder("effect");
	}

	private int inAnotherOrder(String rows) {
		return count("select count(*) from (select step, lag(step) over (partition by number order by id) as previous"
				+ " from " + rows + ") as s where s.previous > s.step");
	}

	/**
	 * Return how many calls of a receiver in each life of a node were received again
	 * later.
	 */
	Map<Integer, Integer> receivedAgain(Called called) {
		return counts("select incarnation, count(*) from (select incarnation, row_number() over (partition by call"
				+ " order by id desc) as place from receipt where uid = ?) as s where s.place > 1"
				+ " group by incarnation", called);
	}

	/**
	 * Return how many calls of a receiver have failed in each life of a node.
	 */
	Map<Integer, Integer> failed(Called called) {
		return counts("select incarnation, count(distinct call) from failure where uid = ? group by incarnation",
				called);
	}

	private Map<Integer, Integer> counts(String query, Called called) {
		Map<Integer, Integer> counts = new TreeMap<>();
		this.jdbc.query(query, (row) -> {
			counts.put(row.getInt(1), row.getInt(2));
		}, called.uid());
		return counts;
	}

	int receivedCalls(Called called) {
		return count("select count(distinct call) from receipt where uid = '" + called.uid() + "'");
	}

	private int count(String query) {
		Integer count = this.jdbc.queryForObject(query, Integer.class);
		return (count != null) ? count : -1;
	}

	/**
	 * How far it is.
	 *
	 * @param written how many changes were committed
	 * @param waiting how many calls wait
	 * @param parked how many calls are parked
	 */
	record State(int written, int waiting, int parked) {

	}

}
