package io.github.signals.delivery.durable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.delivery.durable.DurableCall.Partition;

/**
 * Who owns a partition, and when it is looked after. Each receiver is a task of the
 * scheduler, and each of its partitions an instance of it, so that a node without the
 * receiver leaves its partitions alone.
 */
final class PartitionEngine {

	private static final Logger logger = LoggerFactory.getLogger(PartitionEngine.class);

	private static final TaskInstanceId SWEEP = TaskInstanceId.of("sweep", RecurringTask.INSTANCE);

	private final Duration sweepInterval;

	private final Scheduler scheduler;

	private final DurableStore store;

	private final PartitionRuns runs;

	private final Sweep sweep;

	private final Set<Partition> pending = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean waking = new AtomicBoolean();

	private final ExecutorService waker = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), DaemonThreads.named("signals-durable-wake-"));

	private final DatabaseClock clock;

	PartitionEngine(DurableStore store, DurableSettings settings, PartitionRuns runs, BackfillRuns backfills,
			Sweep sweep) {
		this.store = store;
		this.clock = new DatabaseClock(store.table()::now, System::nanoTime);
		this.runs = runs;
		this.sweep = sweep;
		this.sweepInterval = settings.sweepInterval();
		List<Task<?>> tasks = new ArrayList<>();
		for (String uid : runs.uids()) {
			tasks.add(PartitionTask.of(uid, runs, this::wake));
			tasks.add(BackfillTask.of(uid, backfills, this::lookForMore, this::goOn));
		}
		RecurringTask<Void> sweeping = Tasks.recurring(SWEEP.getTaskName(), FixedDelay.of(settings.sweepInterval()))
			.onDeadExecution(PartitionTask.revived())
			.execute((instance, context) -> sweep());
		this.scheduler = PartitionScheduler.create(store, settings, this.clock, tasks, sweeping, this::lookForMore);
	}

	private void lookForMore() {
		this.scheduler.triggerCheckForDueExecutions();
	}

	void start() {
		this.store.waker().begin(this::wake);
		follow();
		this.scheduler.start();
		// What was recorded when the last node stopped does not wait for the next sweep.
		sweepSoon();
	}

	void sweepSoon() {
		try {
			this.waker.execute(this::sweep);
		}
		catch (RejectedExecutionException ex) {
			logger.trace("Stopped in the meantime", ex);
		}
	}

	private void sweep() {
		try {
			this.sweep.run(this.store, this::wake);
		}
		catch (RuntimeException ex) {
			logger.debug("Could not look for waiting calls; the next sweep will", ex);
		}
	}

	/**
	 * Ask for the time of the database. One that cannot be asked now is asked again soon.
	 */
	private void follow() {
		try {
			this.clock.follow();
		}
		catch (RuntimeException ex) {
			logger.debug("Could not read the clock of the database; will try again soon", ex);
		}
	}

	/**
	 * Follow the clock of the database, and have the sweep run that it has put off when
	 * it was set back.
	 */
	void checkClock() {
		follow();
		try {
			hurrySweep();
		}
		catch (RuntimeException ex) {
			logger.debug("Could not check for an overdue sweep; will try again soon", ex);
		}
	}

	/**
	 * Have the sweep run that a clock, which was set back since, has put off: it wakes
	 * all partitions in which something is due.
	 */
	private void hurrySweep() {
		Instant now = this.clock.now();
		boolean late = this.scheduler.getScheduledExecution(SWEEP)
			.filter((sweep) -> !sweep.isPicked()
					&& sweep.getExecutionTime().isAfter(now.plus(this.sweepInterval.multipliedBy(2))))
			.isPresent();
		if (late) {
			this.scheduler.reschedule(SWEEP, now);
		}
	}

	void stop() {
		this.waker.shutdown();
		this.scheduler.stop();
		this.store.waker().end();
	}

	/**
	 * Wake partitions. A partition that runs on this node is told at once; each of the
	 * others is woken once, however often that is asked for.
	 */
	void wake(Collection<Partition> partitions) {
		boolean sleeping = false;
		for (Partition partition : partitions) {
			if (!this.runs.wake(partition)) {
				sleeping |= this.pending.add(partition);
			}
		}
		if (sleeping && this.waking.compareAndSet(false, true)) {
			try {
				this.waker.execute(this::wakePending);
			}
			catch (RejectedExecutionException ex) {
				wakePending();
			}
		}
	}

	private void wakePending() {
		this.waking.set(false);
		for (Partition partition : List.copyOf(this.pending)) {
			this.pending.remove(partition);
			try {
				wake(partition);
			}
			catch (RuntimeException ex) {
				logger.debug("Could not wake {}; the next sweep will", partition, ex);
			}
		}
	}

	private void wake(Partition partition) {
		wake(new TaskInstance<Void>(PartitionTask.name(partition.uid()), Integer.toString(partition.number())));
	}

	/**
	 * Have a back-fill go on at once, whichever node does it.
	 * @param uid the uid under which it was begun
	 * @param begun what it knows, if it has just begun
	 */
	void backfill(String uid, byte[] begun) {
		wake(BackfillTask.instance(uid, begun));
	}

	private void goOn(String uid) {
		byte[] known = this.store.backfills().read(uid);
		if (known != null) {
			backfill(uid, known);
		}
	}

	private void wake(TaskInstance<?> instance) {
		Instant now = this.clock.now();
		try {
			this.scheduler.reschedule(instance, now);
		}
		catch (TaskInstanceNotFoundException ex) {
			this.scheduler.scheduleIfNotExists(instance, now);
		}
		catch (TaskInstanceCurrentlyExecutingException ex) {
			// Who looks after it looks once more when it has let it go.
			logger.trace("{} is being processed", instance);
		}
		catch (ExecutionException ex) {
			// Somebody else has just woken or taken it.
			logger.trace("{} has been woken", instance);
		}
	}

}
