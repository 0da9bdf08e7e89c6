package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.delivery.durable.DurableCall.Lane;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * The lanes of one data source that this node looks after.
 */
final class LaneRuns {

	/** For ever, as far as every database can tell. */
	private static final Duration LONG = Duration.ofDays(3650);

	/** A burst is over in this time; what takes longer is better shared. */
	private static final Duration PATIENCE = Duration.ofMillis(200);

	private static final Duration LINGER = Duration.ofMillis(50);

	/** After this time others may have the lane. */
	private static final Duration SHARE = Duration.ofSeconds(1);

	private final CallTable table;

	private final CallRunner runner;

	private final CallSlots slots;

	private final DurableSettings settings;

	private final Map<String, RegisteredReceiver> receivers;

	private final Map<Lane, LaneRun> running = new ConcurrentHashMap<>();

	private final Set<Lane> turnedAway = ConcurrentHashMap.newKeySet();

	/** What looks after lanes without a call that runs. */
	private final Semaphore patient;

	LaneRuns(CallTable table, CallRunner runner, CallSlots slots, DurableSettings settings,
			Map<String, RegisteredReceiver> receivers) {
		this.table = table;
		this.runner = runner;
		this.slots = slots;
		this.settings = settings;
		this.receivers = receivers;
		this.patient = new Semaphore(settings.threads());
	}

	Set<String> uids() {
		return this.receivers.keySet();
	}

	/**
	 * Have a lane that has found no place wait for one that is left here. Until then any
	 * node may take it.
	 */
	void turnAway(Lane lane) {
		this.turnedAway.add(lane);
	}

	/**
	 * Return lanes that were turned away, as many as there are places now.
	 */
	List<Lane> welcome(String uid) {
		return this.turnedAway.stream()
			.filter((lane) -> lane.uid().equals(uid))
			.limit(this.slots.places(uid))
			.filter(this.turnedAway::remove)
			.toList();
	}

	/**
	 * Look after a lane until it has been empty for a moment: while there is a call now
	 * and then, it is not handed to the engine and back for each of them. Where too many
	 * wait like this, it is left at once.
	 * @param lane the lane
	 * @param stale whether this node may be taken for dead, and the lane be somebody
	 * else's
	 * @return why it is not looked after any more
	 */
	LaneEnd run(Lane lane, BooleanSupplier stale) {
		RegisteredReceiver receiver = receiver(lane.uid());
		if (receiver == null) {
			return LaneEnd.EMPTY;
		}
		LaneRun run = new LaneRun(lane, receiver, this.table, this.runner, this.slots, this.settings);
		this.running.put(lane, run);
		try {
			long shared = System.nanoTime() + SHARE.toNanos();
			LaneEnd end = run(run, lane, stale);
			while (end == LaneEnd.EMPTY && (System.nanoTime() - shared < 0 && isWokenSoon(run) || !leave(lane, run))) {
				end = run(run, lane, stale);
			}
			return end;
		}
		finally {
			this.running.remove(lane, run);
		}
	}

	private LaneEnd run(LaneRun run, Lane lane, BooleanSupplier stale) {
		if (!enter(lane)) {
			return LaneEnd.NO_THREAD;
		}
		try {
			return run.run(stale);
		}
		finally {
			this.slots.leave(lane.uid());
		}
	}

	private boolean isWokenSoon(LaneRun run) {
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

	private boolean enter(Lane lane) {
		try {
			return this.slots.enter(lane.uid(), Duration.ZERO) || enterLater(lane);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private boolean enterLater(Lane lane) throws InterruptedException {
		if (!this.patient.tryAcquire()) {
			return false;
		}
		try {
			return this.slots.enter(lane.uid(), PATIENCE);
		}
		finally {
			this.patient.release();
		}
	}

	private boolean leave(Lane lane, LaneRun run) {
		return this.running.computeIfPresent(lane, (key, current) -> run.isWoken() ? current : null) == null;
	}

	/**
	 * Return how long to wait before looking at a lane again.
	 * @param lane the lane
	 * @param end why it is not looked after any more
	 * @return the time
	 */
	Duration next(Lane lane, LaneEnd end) {
		if (receiver(lane.uid()) == null) {
			return this.settings.sweepInterval();
		}
		if (end != LaneEnd.EMPTY) {
			return Duration.ofMillis(end.delay());
		}
		Long wait = this.table.nextDue(lane, this.settings.longestWait(lane.uid()));
		return (wait != null) ? Duration.ofMillis(wait) : LONG;
	}

	/**
	 * Return whether there is something to do that nobody has been told of.
	 */
	boolean isAnyDue(Lane lane) {
		RegisteredReceiver receiver = receiver(lane.uid());
		return receiver != null && receiver.isEnabled()
				&& this.table.isAnyDue(lane, receiver.needs().order(), this.settings.longestWait(lane.uid()));
	}

	private @Nullable RegisteredReceiver receiver(String uid) {
		return this.receivers.get(uid);
	}

	/**
	 * Tell who looks after a lane that there is more to do.
	 * @return whether it is looked after on this node
	 */
	boolean wake(Lane lane) {
		return this.running.computeIfPresent(lane, (key, run) -> {
			run.wake();
			return run;
		}) != null;
	}

}
