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

import io.github.signals.delivery.durable.DurableCall.Partition;
import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Looks after one partition: the calls of an entity one after the other, those of
 * different entities side by side, as far as there are threads. While some are running it
 * keeps reading, so that a slow entity does not hold up the others.
 */
final class PartitionRun {

	/** Others get a turn after this time. */
	private static final long SLICE = TimeUnit.SECONDS.toNanos(1);

	private static final Duration BUSY = Duration.ofMillis(20);

	/** A call that runs on for so long when a turn is over does not end it. */
	private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(200);

	private static final Logger logger = LoggerFactory.getLogger(PartitionRun.class);

	private final Partition partition;

	private final RegisteredReceiver receiver;

	private final CallTable table;

	private final CallRunner runner;

	private final CallPermits permits;

	private final DurableSettings settings;

	private final PartitionInbox inbox = new PartitionInbox();

	private final PartitionQueue calls = new PartitionQueue();

	private final CallPortion portion;

	private final CallOrder order;

	private long turn;

	private boolean more;

	private @Nullable PartitionEnd end;

	PartitionRun(Partition partition, RegisteredReceiver receiver, CallTable table, CallRunner runner,
			CallPermits permits, DurableSettings settings) {
		this.partition = partition;
		this.receiver = receiver;
		this.table = table;
		this.runner = runner;
		this.permits = permits;
		this.settings = settings;
		this.order = CallOrder.of(receiver, settings);
		this.portion = CallPortion.of(receiver, settings.of(partition.uid()).share());
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

	PartitionEnd run(BooleanSupplier stale) {
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
					return PartitionEnd.EMPTY;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return PartitionEnd.STOPPED;
		}
	}

	private void beginTurn() {
		this.turn = System.nanoTime();
		this.end = null;
		this.more = true;
	}

	private void check(BooleanSupplier stale) {
		if (this.permits.isStopping()) {
			finish(PartitionEnd.STOPPED);
		}
		else if (stale.getAsBoolean()) {
			finish(PartitionEnd.LOST);
		}
		else if (!isAllowed()) {
			finish(PartitionEnd.HELD);
		}
		else if (this.end == null && isOver(SLICE) && !this.calls.isAnyApart()) {
			finish(PartitionEnd.TURN_OVER);
			this.turn = System.nanoTime();
		}
		else if (this.end == PartitionEnd.TURN_OVER && this.calls.isAnyRunning() && isOver(SLOW)) {
			// The partition stays here anyway, so the other entities need not wait.
			beginTurn();
		}
	}

	private boolean isAllowed() {
		return this.receiver.isEnabled() && !this.permits.isHeld();
	}

	private boolean isOver(long nanos) {
		return System.nanoTime() - this.turn > nanos;
	}

	/**
	 * Begin no more calls; what has not begun is read again by whoever is next.
	 */
	private void finish(PartitionEnd reason) {
		this.end = reason.or(this.end);
		this.more = false;
		this.calls.drop();
	}

	private void read() {
		if (this.inbox.takeWoken() && this.end == null) {
			this.more = true;
		}
		// While some wait for a thread, there is no need for more.
		if (!this.more || this.calls.isAnyReady() || this.calls.size() > this.portion.readBatch() / 2) {
			return;
		}
		int limit = this.portion.readBatch() + this.calls.size();
		try {
			List<DurableCall> due = this.table.due(this.partition, this.order,
					this.settings.longestWait(this.partition.uid()), limit);
			this.more = due.size() == limit;
			due.forEach(this.calls::add);
		}
		catch (DataAccessException ex) {
			logger.warn("Durable calls of receiver '{}' cannot be read at the moment", this.partition.uid(), ex);
			finish(PartitionEnd.UNAVAILABLE);
		}
	}

	private void begin() throws InterruptedException {
		while (this.calls.isAnyReady()) {
			if (!this.permits.acquire(this.partition.uid(), this.calls.isAnyRunning() ? Duration.ZERO : BUSY)) {
				return;
			}
			int entities = this.portion.entities(this.calls.ready(), this.permits.idle(this.partition.uid()));
			begin(this.calls.begin(this.portion.most(), entities));
		}
	}

	private void begin(List<DurableCall> calls) {
		try {
			this.permits.run(this.partition.uid(), () -> run(calls));
		}
		catch (RejectedExecutionException ex) {
			this.calls.end(CallOutcomes.all(calls, CallOutcome.UNAVAILABLE), false, false);
			finish(PartitionEnd.STOPPED);
		}
	}

	private void run(List<DurableCall> calls) {
		CallOutcomes ended = CallOutcomes.all(calls, CallOutcome.UNAVAILABLE);
		try {
			if (!this.permits.isStopping() && isAllowed()) {
				ended = this.runner.call(this.receiver, calls);
			}
		}
		finally {
			this.inbox.ended(ended);
		}
		Failures.throwIfFatal(ended.failure());
	}

	private void await() throws InterruptedException {
		boolean idle = !this.calls.isAnyReady();
		boolean leaving = this.end == PartitionEnd.TURN_OVER;
		Duration wait = (idle && !leaving) ? this.settings.pollingInterval() : BUSY;
		CallOutcomes next = this.inbox.await(wait);
		if (next == null && idle) {
			// Another node may have written, and left the partition to this one.
			this.more = this.end == null;
		}
		for (; next != null; next = this.inbox.next()) {
			if (next != CallOutcomes.NONE) {
				ended(next);
			}
		}
	}

	private void ended(CallOutcomes ended) {
		if (this.end == PartitionEnd.TURN_OVER && ended.isAny(CallOutcome.APART)) {
			// Whoever is next would have them share once more.
			beginTurn();
		}
		else if (this.end == PartitionEnd.TURN_OVER) {
			this.turn = System.nanoTime();
		}
		this.calls.end(ended, this.end == null, this.order.isKept());
		if (ended.isAny(CallOutcome.LOST)) {
			finish(PartitionEnd.LOST);
		}
		if (ended.isAny(CallOutcome.UNAVAILABLE)) {
			finish(PartitionEnd.UNAVAILABLE);
		}
	}

}
