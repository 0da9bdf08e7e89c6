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

import io.github.signals.delivery.durable.DurableCall.Lane;

/**
 * Who owns a lane, and when it is looked after. Each receiver is a task of the scheduler,
 * and each of its lanes an instance of it, so that a node without the receiver leaves its
 * lanes alone.
 */
final class LaneEngine {

	private static final Logger logger = LoggerFactory.getLogger(LaneEngine.class);

	private static final TaskInstanceId SWEEP = TaskInstanceId.of("sweep", RecurringTask.INSTANCE);

	private final Duration sweepInterval;

	private final Scheduler scheduler;

	private final DurableStore store;

	private final LaneRuns runs;

	private final Sweep sweep;

	private final Set<Lane> pending = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean waking = new AtomicBoolean();

	private final ExecutorService waker = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), DaemonThreads.named("signals-durable-wake-"));

	private final DatabaseClock clock;

	LaneEngine(DurableStore store, DurableSettings settings, LaneRuns runs, Sweep sweep) {
		this.store = store;
		this.clock = new DatabaseClock(store.table()::now, System::nanoTime);
		this.runs = runs;
		this.sweep = sweep;
		this.sweepInterval = settings.sweepInterval();
		List<Task<?>> lanes = new ArrayList<>();
		runs.uids().forEach((uid) -> lanes.add(LaneTask.of(uid, runs, this::wake)));
		RecurringTask<Void> sweeping = Tasks.recurring(SWEEP.getTaskName(), FixedDelay.of(settings.sweepInterval()))
			.onDeadExecution(LaneTask.revived())
			.execute((instance, context) -> sweep());
		this.scheduler = LaneScheduler.create(store, settings, this.clock, lanes, sweeping, this::lookForMore);
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
	 * all lanes in which something is due.
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
	 * Wake lanes. A lane that runs on this node is told at once; each of the others is
	 * woken once, however often that is asked for.
	 */
	void wake(Collection<Lane> lanes) {
		boolean sleeping = false;
		for (Lane lane : lanes) {
			if (!this.runs.wake(lane)) {
				sleeping |= this.pending.add(lane);
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
		for (Lane lane : List.copyOf(this.pending)) {
			this.pending.remove(lane);
			try {
				wake(lane);
			}
			catch (RuntimeException ex) {
				logger.debug("Could not wake {}; the next sweep will", lane, ex);
			}
		}
	}

	private void wake(Lane lane) {
		TaskInstance<Void> instance = new TaskInstance<>(LaneTask.name(lane.uid()), Integer.toString(lane.number()));
		Instant now = this.clock.now();
		try {
			this.scheduler.reschedule(instance, now);
		}
		catch (TaskInstanceNotFoundException ex) {
			this.scheduler.scheduleIfNotExists(instance, now);
		}
		catch (TaskInstanceCurrentlyExecutingException ex) {
			// Who looks after it looks once more when it has let it go.
			logger.trace("{} is being processed", lane);
		}
		catch (ExecutionException ex) {
			// Somebody else has just woken or taken it.
			logger.trace("{} has been woken", lane);
		}
	}

}
