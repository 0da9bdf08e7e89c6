package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Interrupts the thread that created it when the time of a call is over. It may be used
 * for several calls, one after the other, of which each has the full time: the timer is
 * not set anew for each of them, but looks how long the current one has been running.
 */
final class Deadline implements AutoCloseable {

	private final Thread thread = Thread.currentThread();

	private final ScheduledExecutorService timers;

	private final Duration timeout;

	private @Nullable Future<?> timer;

	private long begun;

	private boolean running;

	private boolean reached;

	Deadline(ScheduledExecutorService timers, Duration timeout) {
		this.timers = timers;
		this.timeout = timeout;
	}

	/**
	 * Make one call that is interrupted when its time is over.
	 * @throws LateReceiverException if it took longer
	 */
	static void limit(ScheduledExecutorService timers, Duration timeout, Runnable call) {
		try (Deadline deadline = new Deadline(timers, timeout)) {
			deadline.limit(call);
		}
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
		if (this.timer == null) {
			lookIn(this.timeout.toNanos());
		}
	}

	private void lookIn(long nanos) {
		this.timer = this.timers.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
	}

	private synchronized void look() {
		long left = this.begun + this.timeout.toNanos() - System.nanoTime();
		this.timer = null;
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

	@Override
	public synchronized void close() {
		if (this.timer != null) {
			this.timer.cancel(false);
		}
	}

}
