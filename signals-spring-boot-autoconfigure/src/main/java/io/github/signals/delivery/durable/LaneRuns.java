package io.github.signals.delivery.durable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

	private final CallTable table;

	private final CallRunner runner;

	private final CallSlots slots;

	private final DurableSettings settings;

	private final Map<String, RegisteredReceiver> receivers;

	private final Map<Lane, LaneRun> running = new ConcurrentHashMap<>();

	private final Set<Lane> turnedAway = ConcurrentHashMap.newKeySet();

	LaneRuns(CallTable table, CallRunner runner, CallSlots slots, DurableSettings settings,
			Map<String, RegisteredReceiver> receivers) {
		this.table = table;
		this.runner = runner;
		this.slots = slots;
		this.settings = settings;
		this.receivers = receivers;
	}

	Set<String> uids() {
		return this.receivers.keySet();
	}

	/**
	 * Wait for a place for a lane.
	 * @return whether there is one, until the lane has run
	 */
	boolean enter(Lane lane) {
		try {
			return this.slots.enter(lane.uid(), PATIENCE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
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
	 * Look after a lane that has a place until it is empty.
	 * @param lane the lane
	 * @param stale whether this node may be taken for dead, and the lane be somebody
	 * else's
	 * @return when to look again
	 */
	Instant run(Lane lane, BooleanSupplier stale) {
		try {
			RegisteredReceiver receiver = receiver(lane.uid());
			return (receiver != null) ? run(lane, receiver, stale) : Instant.now().plus(this.settings.sweepInterval());
		}
		finally {
			this.slots.leave(lane.uid());
		}
	}

	private Instant run(Lane lane, RegisteredReceiver receiver, BooleanSupplier stale) {
		LaneRun run = new LaneRun(lane, receiver, this.table, this.runner, this.slots, this.settings.pollingInterval());
		this.running.put(lane, run);
		try {
			LaneEnd end = run.run(stale);
			while (end == LaneEnd.EMPTY && !leave(lane, run)) {
				end = run.run(stale);
			}
			return next(lane, end);
		}
		finally {
			this.running.remove(lane, run);
		}
	}

	private boolean leave(Lane lane, LaneRun run) {
		return this.running.computeIfPresent(lane, (key, current) -> run.isWoken() ? current : null) == null;
	}

	private Instant next(Lane lane, LaneEnd end) {
		long now = System.currentTimeMillis();
		if (end != LaneEnd.EMPTY) {
			return Instant.ofEpochMilli(now + end.delay());
		}
		Long due = this.table.nextDue(lane, now);
		return (due != null) ? Instant.ofEpochMilli(due) : Instant.ofEpochMilli(now).plus(LONG);
	}

	/**
	 * Return whether there is something to do that nobody has been told of.
	 */
	boolean isAnyDue(Lane lane) {
		RegisteredReceiver receiver = receiver(lane.uid());
		return receiver != null && this.table.isAnyDue(lane, receiver.isOrdered(), System.currentTimeMillis());
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
