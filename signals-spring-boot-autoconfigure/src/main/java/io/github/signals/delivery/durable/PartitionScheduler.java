package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;

/**
 * Makes the scheduler of an engine: db-scheduler on the data source of the calls, with a
 * table and settings of its own.
 */
final class PartitionScheduler {

	/** So many missed heartbeats make a node a dead one. */
	private static final int MISSED_HEARTBEATS = 6;

	/** Calls of a receiver that is gone are never deleted. */
	private static final Duration NEVER = Duration.ofDays(36500);

	private PartitionScheduler() {
	}

	/**
	 * Create a scheduler.
	 * @param store what has its table
	 * @param settings how receivers are called
	 * @param clock the clock of the database
	 * @param tasks the tasks whose instances are the partitions, and the back-fills
	 * @param sweep the task that looks for calls that nobody looks after
	 * @param lookForMore has partitions taken that there was no thread for, which it does
	 * by itself where it reads partitions before it takes them
	 */
	static Scheduler create(DurableStore store, DurableSettings settings, Clock clock, List<Task<?>> tasks,
			RecurringTask<Void> sweep, Runnable lookForMore) {
		JdbcCustomization database = database(store);
		boolean locking = database.supportsSingleStatementLockAndFetch() || database.supportsGenericLockAndFetch();
		PartitionThreads threads = new PartitionThreads(settings.threads(), locking ? lookForMore : () -> {
		});
		SchedulerBuilder builder = Scheduler.create(store.dataSource(), tasks)
			.startTasks(sweep)
			.tableName(store.partitionTable())
			.serializer(new BeginningData())
			.jdbcCustomization(database)
			.schedulerName(new SchedulerName.Fixed("signals-" + UUID.randomUUID()))
			.clock(clock)
			.threads(threads.getMaximumPoolSize())
			.executorService(threads)
			.pollingInterval(settings.pollingInterval())
			.heartbeatInterval(settings.heartbeatInterval())
			.missedHeartbeatsLimit(MISSED_HEARTBEATS)
			.deleteUnresolvedAfter(NEVER)
			.commitWhenAutocommitDisabled(true)
			.failureLogging(LogLevel.WARN, false)
			.shutdownMaxWait(Duration.ofSeconds(5))
			.enableImmediateExecution();
		return (locking ? builder.pollUsingLockAndFetch(0.5, 1) : builder.pollUsingFetch(0.5, 1)).build();
	}

	private static JdbcCustomization database(DurableStore store) {
		String product = store.table().product();
		return product.equals("H2") ? new DefaultJdbcCustomization(false)
				: new AutodetectJdbcCustomization(store.dataSource(), Databases.isMySql(product));
	}

}
