package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PostgreSQL, whose clock can be replaced: functions of a schema come first.
 */
@DurableTest
class ClockPostgreSqlTests extends ClockContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url",
				() -> PostgreSql.url("durable_clock") + "&options=-c%20search_path=public,pg_catalog");
	}

	@AfterEach
	void takeTheClockBack() {
		this.jdbc.execute("drop function if exists public.statement_timestamp");
	}

	/**
	 * Have the clock of the database differ from that of the node.
	 */
	private void shift(int hours) {
		this.jdbc.execute("create function public.statement_timestamp() returns timestamptz stable language sql"
				+ " as 'select pg_catalog.statement_timestamp() + interval ''" + hours + " hour'''");
	}

	/**
	 * Have a partition looked after by another node, which goes by the clock of the
	 * database.
	 * @param seconds how long ago it has given a sign of life
	 */
	private void leaveToAnotherNode(String uid, int seconds) {
		this.jdbc.update("delete from signals_outbox_partition where task_name = ?", PartitionTask.name(uid));
		this.jdbc.update("insert into signals_outbox_partition (task_name, task_instance, execution_time, picked,"
				+ " picked_by, last_heartbeat, version) select distinct ?, cast(partition_number as varchar),"
				+ " statement_timestamp(), true, 'another', statement_timestamp() - ? * interval '1 second', 1"
				+ " from signals_outbox where uid = ?", PartitionTask.name(uid), seconds, uid);
	}

	private void giveASignOfLife(String uid) {
		this.jdbc.update("update signals_outbox_partition set last_heartbeat = statement_timestamp()"
				+ " where picked_by = 'another' and task_name = ?", PartitionTask.name(uid));
	}

	// kagkarlsson/db-scheduler #364: the clocks of the nodes differ by an hour
	@Test
	void leavesThePartitionsOfALivingNodeAloneThatIsAnHourBehind() {
		this.delivery.stop();
		shift(-1);
		save("one");
		leaveToAnotherNode("created", 0);
		this.delivery.start();
		await().during(Duration.ofSeconds(4)).until(() -> {
			giveASignOfLife("created");
			return this.script.of("created").isEmpty();
		});
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("one");
	}

	@Test
	void takesOverThePartitionsOfADeadNodeThatIsAnHourAhead() {
		this.delivery.stop();
		shift(1);
		save("one");
		leaveToAnotherNode("created", 10);
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("one");
	}

	@Test
	void tellsWhatIsDueByTheClockOfTheDatabase() {
		shift(-1);
		JdbcTemplate other = new JdbcTemplate(new DriverManagerDataSource(PostgreSql.url("durable_clock")));
		List<Long> due = new CopyOnWriteArrayList<>();
		this.script.on("created", (call) -> {
			due.addAll(other.queryForList("select due from signals_outbox where attempts > 0", Long.class));
			if (this.script.of("created").size() < 3) {
				throw new IllegalStateException("twice");
			}
		});
		save("one");
		awaitAllDone();
		assertThat(this.script.of("created")).hasSize(3);
		assertThat(due).hasSize(2)
			.allSatisfy((time) -> assertThat(time).isPositive().isLessThan(System.currentTimeMillis() - 3_500_000));
	}

}
