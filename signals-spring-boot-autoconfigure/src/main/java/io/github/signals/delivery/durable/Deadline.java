package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Interrupts the thread that created it when the time of a call is over. A timer for each
 * call would wake the thread of the timers each time, so the calls of a thread have one:
 * it looks how long the current call has been running, and ends if there is none.
 */
final class Deadline {

	private static final ThreadLocal<@Nullable Deadline> LAST = new ThreadLocal<>();

	private final Thread thread = Thread.currentThread();

	private final ScheduledExecutorService timers;

	private final Duration timeout;

	private boolean timed;

	private long begun;

	private boolean running;

	private boolean reached;

	private Deadline(ScheduledExecutorService timers, Duration timeout) {
		this.timers = timers;
		this.timeout = timeout;
	}

	/**
	 * Return the deadline for calls of this thread.
	 */
	static Deadline of(ScheduledExecutorService timers, Duration timeout) {
		Deadline last = LAST.get();
		if (last == null || last.timers != timers || !last.timeout.equals(timeout)) {
			last = new Deadline(timers, timeout);
			LAST.set(last);
		}
		return last;
	}

	/**
	 * Make a call that is interrupted when its time is over.
	 * @throws LateReceiverException if it took longer
	 */
	void limit(Runnable call) {
		boolean late = true;
		start();
		try {
			call.run();
		}
		catch (RuntimeException | Error ex) {
			if (stop()) {
				throw new LateReceiverException(this.timeout, ex);
			}
			throw ex;
		}
		finally {
			late = stop();
		}
		if (late) {
			throw new LateReceiverException(this.timeout, null);
		}
	}

	private synchronized void start() {
		this.begun = System.nanoTime();
		this.running = true;
		this.reached = false;
		if (!this.timed) {
			lookIn(this.timeout.toNanos());
		}
	}

	private void lookIn(long nanos) {
		this.timers.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
		this.timed = true;
	}

	private synchronized void look() {
		long left = this.begun + this.timeout.toNanos() - System.nanoTime();
		this.timed = false;
		if (this.running && left > 0) {
			lookIn(left);
		}
		else if (this.running) {
			this.reached = true;
			this.thread.interrupt();
		}
	}

	/**
	 * Stop the clock. From now on the thread is not interrupted any more.
	 * @return whether the time was over
	 */
	private synchronized boolean stop() {
		this.running = false;
		if (this.reached) {
			Thread.interrupted();
		}
		return this.reached;
	}

}
