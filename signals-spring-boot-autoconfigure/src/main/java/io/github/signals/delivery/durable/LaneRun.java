package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

import io.github.signals.delivery.durable.DurableCall.Lane;
import io.github.signals.delivery.durable.LaneInbox.Message;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Looks after one lane: the calls of an entity one after the other, those of different
 * entities side by side, as far as there are threads. While some are running it keeps
 * reading, so that a slow entity does not hold up the others.
 */
final class LaneRun {

	/** Others get a turn after this time. */
	private static final long SLICE = TimeUnit.SECONDS.toNanos(1);

	private static final Duration BUSY = Duration.ofMillis(20);

	/** A call that runs on for so long when a turn is over does not end it. */
	private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(200);

	private static final Logger logger = LoggerFactory.getLogger(LaneRun.class);

	private final Lane lane;

	private final RegisteredReceiver receiver;

	private final CallTable table;

	private final CallRunner runner;

	private final CallSlots slots;

	private final DurableSettings settings;

	private final LaneInbox inbox = new LaneInbox();

	private final LaneQueue calls = new LaneQueue();

	private long turn;

	private boolean more;

	private @Nullable LaneEnd end;

	LaneRun(Lane lane, RegisteredReceiver receiver, CallTable table, CallRunner runner, CallSlots slots,
			DurableSettings settings) {
		this.lane = lane;
		this.receiver = receiver;
		this.table = table;
		this.runner = runner;
		this.slots = slots;
		this.settings = settings;
	}

	void wake() {
		this.inbox.wake();
	}

	boolean isWoken() {
		return this.inbox.isWoken();
	}

	/**
	 * Wait for somebody who tells that there is more to do, while nothing runs.
	 */
	boolean isWokenWithin(Duration time) {
		try {
			return this.inbox.await(time) != null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	LaneEnd run(BooleanSupplier stale) {
		beginTurn();
		try {
			while (true) {
				check(stale);
				read();
				begin();
				if (this.calls.isAnyRunning()) {
					await();
				}
				else if (this.end != null) {
					return this.end;
				}
				else if (!this.calls.isAnyReady() && !this.more) {
					return LaneEnd.EMPTY;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return LaneEnd.STOPPED;
		}
	}

	private void beginTurn() {
		this.turn = System.nanoTime();
		this.end = null;
		this.more = true;
	}

	private void check(BooleanSupplier stale) {
		if (this.slots.isStopping()) {
			finish(LaneEnd.STOPPED);
		}
		else if (stale.getAsBoolean()) {
			finish(LaneEnd.LOST);
		}
		else if (!this.receiver.isEnabled()) {
			finish(LaneEnd.HELD);
		}
		else if (this.end == null && isOver(SLICE)) {
			finish(LaneEnd.TURN_OVER);
			this.turn = System.nanoTime();
		}
		else if (this.end == LaneEnd.TURN_OVER && this.calls.isAnyRunning() && isOver(SLOW)) {
			// The lane stays here anyway, so the other entities need not wait.
			beginTurn();
		}
	}

	private boolean isOver(long nanos) {
		return System.nanoTime() - this.turn > nanos;
	}

	/**
	 * Begin no more calls; what has not begun is read again by whoever is next.
	 */
	private void finish(LaneEnd reason) {
		this.end = reason.or(this.end);
		this.more = false;
		this.calls.drop();
	}

	private void read() {
		if (this.inbox.takeWoken() && this.end == null) {
			this.more = true;
		}
		// While some wait for a thread, there is no need for more.
		if (!this.more || this.calls.isAnyReady() || this.calls.size() > CallTable.READ_BATCH / 2) {
			return;
		}
		int limit = CallTable.READ_BATCH + this.calls.size();
		try {
			List<DurableCall> due = this.table.due(this.lane, this.receiver.needs().order(),
					this.settings.longestWait(this.lane.uid()), limit);
			this.more = due.size() == limit;
			due.forEach(this.calls::add);
		}
		catch (DataAccessException ex) {
			logger.warn("Durable calls of receiver '{}' cannot be read at the moment", this.lane.uid(), ex);
			finish(LaneEnd.UNAVAILABLE);
		}
	}

	private void begin() throws InterruptedException {
		while (this.calls.isAnyReady()) {
			if (!this.slots.acquire(this.lane.uid(), this.calls.isAnyRunning() ? Duration.ZERO : BUSY)) {
				return;
			}
			begin(this.calls.begin());
		}
	}

	private void begin(DurableCall call) {
		try {
			this.slots.run(this.lane.uid(), () -> run(call));
		}
		catch (RejectedExecutionException ex) {
			this.calls.end(call);
			finish(LaneEnd.STOPPED);
		}
	}

	private void run(DurableCall call) {
		CallOutcome outcome = CallOutcome.UNAVAILABLE;
		try {
			if (!this.slots.isStopping() && this.receiver.isEnabled()) {
				outcome = this.runner.call(this.receiver, call);
			}
		}
		finally {
			this.inbox.ended(call, outcome);
		}
	}

	private void await() throws InterruptedException {
		boolean idle = !this.calls.isAnyReady();
		boolean leaving = this.end == LaneEnd.TURN_OVER;
		Duration wait = (idle && !leaving) ? this.settings.pollingInterval() : BUSY;
		Message next = this.inbox.await(wait);
		if (next == null && idle) {
			// Another node may have written, and left the lane to this one.
			this.more = this.end == null;
		}
		for (; next != null; next = this.inbox.next()) {
			if (next.call() != null) {
				ended(next.call(), next.outcome());
			}
		}
	}

	private void ended(DurableCall call, CallOutcome outcome) {
		this.calls.end(call);
		if (this.end == LaneEnd.TURN_OVER) {
			this.turn = System.nanoTime();
		}
		if (outcome == CallOutcome.LOST || outcome == CallOutcome.UNAVAILABLE) {
			finish((outcome == CallOutcome.LOST) ? LaneEnd.LOST : LaneEnd.UNAVAILABLE);
		}
		else if (outcome == CallOutcome.FAILED && this.receiver.needs().order()) {
			this.calls.drop(call.entity());
		}
		else {
			this.calls.release(call.entity());
		}
	}

}
