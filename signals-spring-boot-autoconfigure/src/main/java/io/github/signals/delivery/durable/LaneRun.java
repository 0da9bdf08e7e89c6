package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

import io.github.signals.delivery.durable.CallRunner.Outcome;
import io.github.signals.delivery.durable.DurableCall.Lane;
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

	private static final Logger logger = LoggerFactory.getLogger(LaneRun.class);

	private final Lane lane;

	private final RegisteredReceiver receiver;

	private final CallTable table;

	private final CallRunner runner;

	private final CallSlots slots;

	private final Duration pollingInterval;

	private final AtomicBoolean woken = new AtomicBoolean();

	private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();

	private final Map<String, Deque<DurableCall>> waiting = new HashMap<>();

	private final Deque<String> ready = new ArrayDeque<>();

	private final Set<String> running = new HashSet<>();

	private final Set<Long> known = new HashSet<>();

	private boolean more;

	private @Nullable End end;

	LaneRun(Lane lane, RegisteredReceiver receiver, CallTable table, CallRunner runner, CallSlots slots,
			Duration pollingInterval) {
		this.lane = lane;
		this.receiver = receiver;
		this.table = table;
		this.runner = runner;
		this.slots = slots;
		this.pollingInterval = pollingInterval;
	}

	void wake() {
		if (this.woken.compareAndSet(false, true)) {
			this.done.add(Done.WAKE_UP);
		}
	}

	boolean isWoken() {
		return this.woken.get();
	}

	End run(BooleanSupplier stale) {
		long start = System.nanoTime();
		this.end = null;
		this.more = true;
		try {
			while (true) {
				check(start, stale);
				read();
				begin();
				if (this.running.isEmpty()) {
					if (this.end != null || this.ready.isEmpty() && !this.more) {
						return (this.end != null) ? this.end : End.EMPTY;
					}
				}
				else {
					await();
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return End.STOPPED;
		}
	}

	private void check(long start, BooleanSupplier stale) {
		if (this.slots.isStopping()) {
			finish(End.STOPPED);
		}
		else if (stale.getAsBoolean()) {
			finish(End.LOST);
		}
		else if (System.nanoTime() - start > SLICE) {
			finish(End.TURN_OVER);
		}
	}

	/**
	 * Begin no more calls; what has not begun is read again by whoever is next.
	 */
	private void finish(End reason) {
		if (this.end == null || reason.delay() > this.end.delay()) {
			this.end = reason;
		}
		this.more = false;
		this.waiting.values().forEach((calls) -> calls.forEach((call) -> this.known.remove(call.seq())));
		this.waiting.clear();
		this.ready.clear();
	}

	private void read() {
		if (this.woken.getAndSet(false) && this.end == null) {
			this.more = true;
		}
		if (!this.more || this.known.size() > CallTable.READ_BATCH / 2) {
			return;
		}
		int limit = CallTable.READ_BATCH + this.known.size();
		try {
			add(this.table.due(this.lane, this.receiver.isOrdered(), System.currentTimeMillis(), limit), limit);
		}
		catch (DataAccessException ex) {
			logger.warn("Durable calls of receiver '{}' cannot be read at the moment", this.lane.uid(), ex);
			finish(End.UNAVAILABLE);
		}
	}

	private void add(List<DurableCall> calls, int limit) {
		this.more = calls.size() == limit;
		for (DurableCall call : calls) {
			if (this.known.add(call.seq())) {
				this.waiting.computeIfAbsent(call.entity(), this::openQueue).add(call);
			}
		}
	}

	private Deque<DurableCall> openQueue(String entity) {
		if (!this.running.contains(entity)) {
			this.ready.add(entity);
		}
		return new ArrayDeque<>();
	}

	private void begin() throws InterruptedException {
		while (!this.ready.isEmpty()) {
			if (!this.slots.acquire(this.lane.uid(), this.running.isEmpty() ? BUSY : Duration.ZERO)) {
				return;
			}
			begin(this.ready.remove());
		}
	}

	private void begin(String entity) {
		Deque<DurableCall> calls = Objects.requireNonNull(this.waiting.get(entity));
		DurableCall call = calls.remove();
		if (calls.isEmpty()) {
			this.waiting.remove(entity);
		}
		this.running.add(entity);
		try {
			this.slots.run(this.lane.uid(), () -> run(call));
		}
		catch (RejectedExecutionException ex) {
			this.running.remove(entity);
			finish(End.STOPPED);
		}
	}

	private void run(DurableCall call) {
		Outcome outcome = Outcome.UNAVAILABLE;
		try {
			if (!this.slots.isStopping()) {
				outcome = this.runner.call(this.receiver, call);
			}
		}
		finally {
			this.done.add(new Done(call, outcome));
		}
	}

	private void await() throws InterruptedException {
		boolean idle = this.ready.isEmpty();
		Done next = this.done.poll((idle ? this.pollingInterval : BUSY).toMillis(), TimeUnit.MILLISECONDS);
		if (next == null && idle) {
			// Another node may have written, and left the lane to this one.
			this.more = this.end == null;
		}
		for (; next != null; next = this.done.poll()) {
			if (next.call() != null) {
				ended(next.call(), next.outcome());
			}
		}
	}

	private void ended(DurableCall call, Outcome outcome) {
		String entity = call.entity();
		this.running.remove(entity);
		this.known.remove(call.seq());
		if (outcome == Outcome.LOST || outcome == Outcome.UNAVAILABLE) {
			finish((outcome == Outcome.LOST) ? End.LOST : End.UNAVAILABLE);
			return;
		}
		Deque<DurableCall> later = this.waiting.get(entity);
		if (later != null && outcome == Outcome.FAILED && this.receiver.isOrdered()) {
			later.forEach((held) -> this.known.remove(held.seq()));
			this.waiting.remove(entity);
		}
		else if (later != null) {
			this.ready.add(entity);
		}
	}

	/**
	 * Why a run has ended.
	 */
	enum End {

		/** There is nothing to do now. */
		EMPTY(0),

		/** Others wait for a turn. */
		TURN_OVER(0),

		/** This node shuts down. */
		STOPPED(0),

		/** Another node does it. */
		LOST(500),

		/** This node has no thread; another one may have. */
		NO_THREAD(500),

		/** The database is not there. */
		UNAVAILABLE(1000);

		private final int delay;

		End(int delay) {
			this.delay = delay;
		}

		int delay() {
			return this.delay;
		}

	}

	/**
	 * A call that has ended, or none to have the run look around.
	 *
	 * @param call the call
	 * @param outcome how it has ended
	 */
	private record Done(@Nullable DurableCall call, Outcome outcome) {

		static final Done WAKE_UP = new Done(null, Outcome.DONE);

	}

}
