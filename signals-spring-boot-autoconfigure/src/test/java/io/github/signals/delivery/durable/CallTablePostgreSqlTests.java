package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.delivery.durable.DurableCall.Partition;
import io.github.signals.delivery.durable.DurableCall.Operation;
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

	@BeforeEach
	void createTables() throws SQLException {
		Connection connection = DriverManager.getConnection(
				PostgreSql.url("call_table") + "&prepareThreshold=1&options=-c%20plan_cache_mode=force_generic_plan");
		ScriptUtils.executeSqlScript(connection,
				new ClassPathResource("io/github/signals/durable/schema-postgresql.sql"));
		this.dataSource = new SingleConnectionDataSource(connection, true);
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.table = new CallTable(this.dataSource, "PostgreSQL", new TableNames(null));
	}

	@AfterEach
	void dropTables() {
		this.jdbc.execute("drop table signals_durable_call, signals_durable_lane");
		this.dataSource.destroy();
	}

	@Test
	void isReadByItsIndexesThoughItWasEmptyWhenThePlansWereMade() {
		record(2000);
		this.jdbc.update("delete from signals_durable_call");
		this.jdbc.execute("vacuum analyze signals_durable_call");
		readAndRemove();
		record(BACKLOG);

		List<Cost> costs = new TransactionTemplate(new DataSourceTransactionManager(this.dataSource))
			.execute((status) -> {
				Cost before = cost();
				assertThat(readAndRemove()).hasSize(CallTable.READ_BATCH);
				return List.of(before, cost());
			});

		assertThat(costs.get(1).read()).isEqualTo(costs.get(0).read());
		assertThat(costs.get(1).fetched() - costs.get(0).fetched()).isBetween((long) CallTable.READ_BATCH,
				2L * CallTable.READ_BATCH);
	}

	private List<DurableCall> readAndRemove() {
		Partition partition = DurableCall.of(UUID.randomUUID(), "mail", "Parcel", "1", Operation.CREATED, "", 0)
			.partitionKey();
		List<DurableCall> due = this.table.due(partition, true, LONGEST, CallTable.READ_BATCH);
		due.stream().limit(1).forEach(this.table::remove);
		this.table.nextDue(partition, LONGEST);
		this.table.isAnyDue(partition, true, LONGEST);
		this.table.oldest();
		this.table.count(true);
		this.table.parkedPartitions("mail");
		this.table.waitingUids();
		this.table.parkedPartition(UUID.randomUUID());
		return due;
	}

	private void record(int calls) {
		this.table.insert(IntStream.range(0, calls)
			.mapToObj((number) -> DurableCall.of(UUID.randomUUID(), "mail", "Parcel", "" + number, Operation.CREATED,
					"{}", 0))
			.toList());
	}

	private Cost cost() {
		return this.jdbc.queryForObject(
				"select seq_tup_read, idx_tup_fetch from pg_stat_xact_user_tables where relname = 'signals_durable_call'",
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
