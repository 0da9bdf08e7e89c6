package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.delivery.durable.DurableCall.Operation;
import io.github.signals.delivery.durable.DurableCall.Partition;
import io.github.signals.testing.OutboxPayload;
import io.github.signals.testing.PostgreSql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a table costs that PostgreSQL has taken for empty.
 */
class CallTablePostgreSqlTests {

	private static final int BACKLOG = 20_000;

	private static final Duration LONGEST = Duration.ofHours(1);

	private SingleConnectionDataSource dataSource;

	private JdbcTemplate jdbc;

	private CallTable table;

	private CallSearch search;

	@BeforeEach
	void createTables() throws SQLException {
		Connection connection = DriverManager.getConnection(
				PostgreSql.url("call_table") + "&prepareThreshold=1&options=-c%20plan_cache_mode=force_generic_plan");
		ScriptUtils.executeSqlScript(connection,
				new ClassPathResource("io/github/signals/durable/schema-postgresql.sql"));
		this.dataSource = new SingleConnectionDataSource(connection, true);
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.table = new CallTable(this.dataSource, "PostgreSQL", new TableNames(null));
		this.search = new CallSearch(this.dataSource, "PostgreSQL", "signals_outbox");
	}

	@AfterEach
	void dropTables() {
		this.jdbc.execute("drop table signals_outbox, signals_outbox_partition");
		this.dataSource.destroy();
	}

	@Test
	void isReadByItsIndexesThoughItWasEmptyWhenThePlansWereMade() {
		planForTheEmptyTable();
		record(BACKLOG);

		List<Cost> costs = costs(() -> assertThat(readAndRemove()).hasSize(CallTable.READ_BATCH));

		assertThat(costs.get(1).read()).isEqualTo(costs.get(0).read());
		assertThat(costs.get(1).fetched() - costs.get(0).fetched()).isBetween((long) CallTable.READ_BATCH,
				2L * CallTable.READ_BATCH);
	}

	private void planForTheEmptyTable() {
		record(2000);
		this.jdbc.update("delete from signals_outbox");
		this.jdbc.execute("vacuum analyze signals_outbox");
		readAndRemove();
	}

	private List<Cost> costs(Runnable work) {
		return new TransactionTemplate(new DataSourceTransactionManager(this.dataSource)).execute((status) -> {
			Cost before = cost();
			work.run();
			return List.of(before, cost());
		});
	}

	// What is held back is found by its own index, however long the backlog
	@Test
	void findsWhatIsHeldBackAmongABacklog() {
		planForTheEmptyTable();
		record(BACKLOG);
		holdBack(40);
		this.jdbc.update("update signals_outbox set entity_key = (select min(p.entity_key) from signals_outbox p"
				+ " where p.parked) where sequence_number % 50 = 0 and not parked and due = 0");

		List<Cost> costs = costs(() -> assertThat(readAndRemove()).hasSize(CallTable.READ_BATCH));

		assertThat(costs.get(1).read()).isEqualTo(costs.get(0).read());
		assertThat(costs.get(1).fetched() - costs.get(0).fetched()).isLessThan(4L * CallTable.READ_BATCH);
	}

	// A call is merged with those before it, whatever waits for other entities
	@Test
	void findsTheCallsOfAnEntityAmongABacklogThatWaits() {
		planForTheEmptyTable();
		record(BACKLOG, LONGEST);
		DurableCall first = this.jdbc.queryForObject("select sequence_number, id, uid, partition_number, entity_key,"
				+ " sender, operation, payload, attempts, recorded from signals_outbox where entity_key = 'Parcel#1'",
				(rows, number) -> CallTable.read(rows));

		List<Cost> costs = costs(() -> assertThat(this.table.upTo(first)).hasSize(1));

		assertThat(costs.get(1).read()).isEqualTo(costs.get(0).read());
		assertThat(costs.get(1).fetched() - costs.get(0).fetched()).isLessThan(10);
	}

	@Test
	void findsTheLastCallsOfEntitiesThatAreDue() {
		planForTheEmptyTable();
		record(BACKLOG, LONGEST);
		this.jdbc.update("update signals_outbox set due = 1 where sequence_number % 100 = 0");
		this.jdbc.update("update signals_outbox set entity_key = 'Parcel#same' where sequence_number % 200 = 0");

		List<Cost> costs = costs(
				() -> assertThat(this.table.due(partition(), CallOrder.MERGED, LONGEST, 1000)).isNotEmpty()
					.extracting(DurableCall::entity)
					.doesNotHaveDuplicates());

		assertThat(costs.get(1).read()).isEqualTo(costs.get(0).read());
		assertThat(costs.get(1).fetched() - costs.get(0).fetched()).isLessThan(12L * BACKLOG / DurableCall.PARTITIONS);
	}

	/**
	 * Have calls of the partition fail, of which every second is parked.
	 */
	private void holdBack(int calls) {
		List<DurableCall> due = this.table.due(partition(), CallOrder.BY_ENTITY, LONGEST, calls);
		for (int i = 0; i < calls; i++) {
			this.table.failed(due.get(i), 1, 60_000, i % 2 == 0, "for a while");
		}
	}

	// An insert costs what it writes: the row, its key and one index more
	@Test
	void writesOneIndexBesideTheKeyForACallThatIsRecorded() {
		long[] empty = sizesOfWhatIsHeld();
		record(BACKLOG);
		assertThat(sizesOfWhatIsHeld()).isEqualTo(empty);
		assertThat(this.jdbc.queryForList(
				"select indexrelid::regclass::text from pg_index"
						+ " where indrelid = 'signals_outbox'::regclass and pg_relation_size(indexrelid) > 100000",
				String.class))
			.containsExactlyInAnyOrder("signals_outbox_pkey", "signals_outbox_next");
		holdBack(200);
		assertThat(sizesOfWhatIsHeld()[0]).isGreaterThan(empty[0]);
	}

	private long[] sizesOfWhatIsHeld() {
		return Stream.of("signals_outbox_held", "signals_outbox_due")
			.mapToLong((index) -> this.jdbc.queryForObject("select pg_relation_size(?::regclass)", Long.class, index))
			.toArray();
	}

	private static Partition partition() {
		return DurableCall.of(UUID.randomUUID(), "mail", "Parcel", "1", Operation.CREATED, new byte[0], 0)
			.partitionKey();
	}

	private List<DurableCall> readAndRemove() {
		Partition partition = partition();
		List<DurableCall> due = this.table.due(partition, CallOrder.BY_ENTITY, LONGEST, CallTable.READ_BATCH);
		due.stream().limit(1).forEach(this.table::remove);
		this.table.nextDue(partition, LONGEST);
		this.table.isAnyDue(partition, CallOrder.BY_ENTITY, LONGEST);
		this.table.due(partition, CallOrder.MERGED, LONGEST, 1);
		due.stream().limit(1).forEach(this.table::upTo);
		this.table.oldest();
		this.table.count(true);
		this.search.parkedPartitions(new CallFilter(" and uid = ?", List.of("mail")));
		this.table.waitingUids();
		this.search.parkedPartitions(CallFilter.ofId(UUID.randomUUID()));
		return due;
	}

	private void record(int calls) {
		record(calls, Duration.ZERO);
	}

	private void record(int calls, Duration delay) {
		this.table.insert(IntStream.range(0, calls)
			.mapToObj((number) -> DurableCall.of(UUID.randomUUID(), "mail", "Parcel", "" + number, Operation.CREATED,
					OutboxPayload.bytes("{}"), 0))
			.toList(), delay);
	}

	private Cost cost() {
		return this.jdbc.queryForObject(
				"select seq_tup_read, idx_tup_fetch from pg_stat_xact_user_tables where relname = 'signals_outbox'",
				(rows, number) -> new Cost(rows.getLong(1), rows.getLong(2)));
	}

	/**
	 * What the statements have looked at up to now.
	 *
	 * @param read the rows read one after the other
	 * @param fetched the rows found by an index
	 */
	private record Cost(long read, long fetched) {

	}

}
