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
import io.github.signals.delivery.durable.PartitionInbox.Message;
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
		else if (!this.receiver.isEnabled()) {
			finish(PartitionEnd.HELD);
		}
		else if (this.end == null && isOver(SLICE)) {
			finish(PartitionEnd.TURN_OVER);
			this.turn = System.nanoTime();
		}
		else if (this.end == PartitionEnd.TURN_OVER && this.calls.isAnyRunning() && isOver(SLOW)) {
			// The partition stays here anyway, so the other entities need not wait.
			beginTurn();
		}
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
		if (!this.more || this.calls.isAnyReady() || this.calls.size() > CallTable.READ_BATCH / 2) {
			return;
		}
		int limit = CallTable.READ_BATCH + this.calls.size();
		try {
			List<DurableCall> due = this.table.due(this.partition, this.receiver.needs().order(),
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
			begin(this.calls.begin());
		}
	}

	private void begin(DurableCall call) {
		try {
			this.permits.run(this.partition.uid(), () -> run(call));
		}
		catch (RejectedExecutionException ex) {
			this.calls.end(call);
			finish(PartitionEnd.STOPPED);
		}
	}

	private void run(DurableCall call) {
		CallOutcome outcome = CallOutcome.UNAVAILABLE;
		try {
			if (!this.permits.isStopping() && this.receiver.isEnabled()) {
				outcome = this.runner.call(this.receiver, call);
			}
		}
		finally {
			this.inbox.ended(call, outcome);
		}
	}

	private void await() throws InterruptedException {
		boolean idle = !this.calls.isAnyReady();
		boolean leaving = this.end == PartitionEnd.TURN_OVER;
		Duration wait = (idle && !leaving) ? this.settings.pollingInterval() : BUSY;
		Message next = this.inbox.await(wait);
		if (next == null && idle) {
			// Another node may have written, and left the partition to this one.
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
		if (this.end == PartitionEnd.TURN_OVER) {
			this.turn = System.nanoTime();
		}
		if (outcome == CallOutcome.LOST || outcome == CallOutcome.UNAVAILABLE) {
			finish((outcome == CallOutcome.LOST) ? PartitionEnd.LOST : PartitionEnd.UNAVAILABLE);
		}
		else if (outcome == CallOutcome.FAILED && this.receiver.needs().order()) {
			this.calls.drop(call.entity());
		}
		else {
			this.calls.release(call.entity());
		}
	}

}
