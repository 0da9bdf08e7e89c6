package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that created it when its time is over.
 */
final class Deadline {

	private final Thread thread = Thread.currentThread();

	private final Future<?> timer;

	private boolean reached;

	private boolean over;

	Deadline(ScheduledExecutorService timers, Duration timeout) {
		this.timer = timers.schedule(this::reach, timeout.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Make a call that is interrupted when its time is over.
	 * @throws LateReceiverException if it took longer
	 */
	static void limit(ScheduledExecutorService timers, Duration timeout, Runnable call) {
		Deadline deadline = new Deadline(timers, timeout);
		boolean reached = true;
		try {
			call.run();
		}
		catch (RuntimeException | Error ex) {
			if (deadline.stop()) {
				throw new LateReceiverException(timeout, ex);
			}
			throw ex;
		}
		finally {
			reached = deadline.stop();
		}
		if (reached) {
			throw new LateReceiverException(timeout, null);
		}
	}

	private synchronized void reach() {
		if (!this.over) {
			this.reached = true;
			this.thread.interrupt();
		}
	}

	/**
	 * Stop the clock. From now on the thread is not interrupted any more.
	 * @return whether the time was over
	 */
	boolean stop() {
		this.timer.cancel(false);
		synchronized (this) {
			this.over = true;
			if (this.reached) {
				Thread.interrupted();
			}
			return this.reached;
		}
	}

}
