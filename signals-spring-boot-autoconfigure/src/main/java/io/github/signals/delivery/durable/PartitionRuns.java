package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.delivery.durable.DurableCall.Partition;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * The partitions of one data source that this node looks after.
 */
final class PartitionRuns {

	/** For ever, as far as every database can tell. */
	private static final Duration LONG = Duration.ofDays(3650);

	/** A burst is over in this time; what takes longer is better shared. */
	private static final Duration PATIENCE = Duration.ofMillis(200);

	private static final Duration LINGER = Duration.ofMillis(50);

	/** After this time others may have the partition. */
	private static final Duration SHARE = Duration.ofSeconds(1);

	private final CallTable table;

	private final CallRunner runner;

	private final CallPermits permits;

	private final DurableSettings settings;

	private final Map<String, RegisteredReceiver> receivers;

	private final Map<Partition, PartitionRun> running = new ConcurrentHashMap<>();

	private final Set<Partition> turnedAway = ConcurrentHashMap.newKeySet();

	/** What looks after partitions without a call that runs. */
	private final Semaphore patient;

	PartitionRuns(CallTable table, CallRunner runner, CallPermits permits, DurableSettings settings,
			Map<String, RegisteredReceiver> receivers) {
		this.table = table;
		this.runner = runner;
		this.permits = permits;
		this.settings = settings;
		this.receivers = receivers;
		this.patient = new Semaphore(settings.threads());
	}

	Set<String> uids() {
		return this.receivers.keySet();
	}

	/**
	 * Have a partition that has found no place wait for one that is left here. Until then
	 * any node may take it.
	 */
	void turnAway(Partition partition) {
		this.turnedAway.add(partition);
	}

	/**
	 * Return partitions that were turned away, as many as there are places now.
	 */
	List<Partition> welcome(String uid) {
		return this.turnedAway.stream()
			.filter((partition) -> partition.uid().equals(uid))
			.limit(this.permits.places(uid))
			.filter(this.turnedAway::remove)
			.toList();
	}

	/**
	 * Look after a partition until it has been empty for a moment: while there is a call
	 * now and then, it is not handed to the engine and back for each of them. Where too
	 * many wait like this, it is left at once.
	 * @param partition the partition
	 * @param stale whether this node may be taken for dead, and the partition be somebody
	 * else's
	 * @return why it is not looked after any more
	 */
	PartitionEnd run(Partition partition, BooleanSupplier stale) {
		RegisteredReceiver receiver = receiver(partition.uid());
		if (receiver == null) {
			return PartitionEnd.EMPTY;
		}
		PartitionRun run = new PartitionRun(partition, receiver, this.table, this.runner, this.permits, this.settings);
		this.running.put(partition, run);
		try {
			long shared = System.nanoTime() + SHARE.toNanos();
			PartitionEnd end = run(run, partition, stale);
			while (end == PartitionEnd.EMPTY
					&& (System.nanoTime() - shared < 0 && isWokenSoon(run) || !leave(partition, run))) {
				end = run(run, partition, stale);
			}
			return end;
		}
		finally {
			this.running.remove(partition, run);
		}
	}

	private PartitionEnd run(PartitionRun run, Partition partition, BooleanSupplier stale) {
		if (!enter(partition)) {
			return PartitionEnd.NO_THREAD;
		}
		try {
			return run.run(stale);
		}
		finally {
			this.permits.leave(partition.uid());
		}
	}

	private boolean isWokenSoon(PartitionRun run) {
		if (!this.patient.tryAcquire()) {
			return false;
		}
		try {
			return run.isWokenWithin(LINGER);
		}
		finally {
			this.patient.release();
		}
	}

	private boolean enter(Partition partition) {
		try {
			return this.permits.enter(partition.uid(), Duration.ZERO) || enterLater(partition);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private boolean enterLater(Partition partition) throws InterruptedException {
		if (!this.patient.tryAcquire()) {
			return false;
		}
		try {
			return this.permits.enter(partition.uid(), PATIENCE);
		}
		finally {
			this.patient.release();
		}
	}

	private boolean leave(Partition partition, PartitionRun run) {
		return this.running.computeIfPresent(partition, (key, current) -> run.isWoken() ? current : null) == null;
	}

	/**
	 * Return how long to wait before looking at a partition again.
	 * @param partition the partition
	 * @param end why it is not looked after any more
	 * @return the time
	 */
	Duration next(Partition partition, PartitionEnd end) {
		if (receiver(partition.uid()) == null) {
			return this.settings.sweepInterval();
		}
		if (end != PartitionEnd.EMPTY) {
			return Duration.ofMillis(end.delay());
		}
		Long wait = this.table.nextDue(partition, this.settings.longestWait(partition.uid()));
		long pause = this.settings.of(partition.uid()).postponed().pause();
		return (wait != null) ? Duration.ofMillis(Math.max(wait, pause)) : LONG;
	}

	/**
	 * Return whether there is something to do that nobody has been told of.
	 */
	boolean isAnyDue(Partition partition) {
		RegisteredReceiver receiver = receiver(partition.uid());
		return receiver != null && receiver.isEnabled() && !this.permits.isHeld() && this.table.isAnyDue(partition,
				CallOrder.of(receiver, this.settings), this.settings.longestWait(partition.uid()));
	}

	private @Nullable RegisteredReceiver receiver(String uid) {
		return this.receivers.get(uid);
	}

	/**
	 * Tell who looks after a partition that there is more to do.
	 * @return whether it is looked after on this node
	 */
	boolean wake(Partition partition) {
		return this.running.computeIfPresent(partition, (key, run) -> {
			run.wake();
			return run;
		}) != null;
	}

}
