package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that make calls. One receiver does not get all of them where there are
 * others, so that one that hangs does not hold up the rest.
 */
final class CallPermits {

	private final int share;

	private final Map<String, Semaphore> receivers = new ConcurrentHashMap<>();

	private final Map<String, Semaphore> partitions = new ConcurrentHashMap<>();

	private final ThreadPoolExecutor executor;

	private final AtomicInteger running = new AtomicInteger();

	private volatile boolean held;

	private volatile boolean stopping;

	private volatile boolean interrupting;

	CallPermits(int threads, int receivers) {
		this.share = (receivers > 1) ? Math.max(1, threads - Math.max(1, threads / 4)) : threads;
		this.executor = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				DaemonThreads.named("signals-durable-"));
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Return whether calls are still made.
	 */
	boolean isStopping() {
		return this.stopping;
	}

	/**
	 * Return whether running calls are interrupted, whose failures say nothing.
	 */
	boolean isInterrupting() {
		return this.interrupting;
	}

	/**
	 * Wait for a place among the partitions of a receiver: a node works on no more of
	 * them than it has threads for, and leaves the others to those that have.
	 * @return whether there is one
	 */
	boolean enter(String uid, Duration wait) throws InterruptedException {
		return partitions(uid).tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Return how many more partitions of a receiver have a place.
	 */
	int places(String uid) {
		return partitions(uid).availablePermits();
	}

	void leave(String uid) {
		partitions(uid).release();
	}

	private Semaphore partitions(String uid) {
		return this.partitions.computeIfAbsent(uid, (key) -> new Semaphore(this.share, true));
	}

	/**
	 * Wait for a thread.
	 * @return whether there is one for the receiver
	 */
	boolean acquire(String uid, Duration wait) throws InterruptedException {
		return receiver(uid).tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Return how many threads a receiver has left.
	 */
	int idle(String uid) {
		return receiver(uid).availablePermits();
	}

	private Semaphore receiver(String uid) {
		return this.receivers.computeIfAbsent(uid, (key) -> new Semaphore(this.share, true));
	}

	/**
	 * Run a call on a thread that was acquired.
	 */
	void run(String uid, Runnable call) {
		this.executor.execute(() -> {
			this.running.incrementAndGet();
			try {
				call.run();
			}
			finally {
				receiver(uid).release();
				ended();
			}
		});
	}

	private void ended() {
		if (this.running.decrementAndGet() == 0 && this.held) {
			synchronized (this.running) {
				this.running.notifyAll();
			}
		}
	}

	/**
	 * Return whether no call begins for now.
	 */
	boolean isHeld() {
		return this.held;
	}

	/**
	 * Have no call begin until {@link #release()}, and wait for those that run.
	 * @return whether all have ended in time
	 */
	boolean hold(Duration timeout) {
		this.held = true;
		long deadline = System.nanoTime() + timeout.toNanos();
		synchronized (this.running) {
			try {
				for (long left = timeout.toMillis(); this.running.get() > 0 && left > 0;) {
					this.running.wait(left);
					left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		return this.running.get() == 0;
	}

	void release() {
		this.held = false;
	}

	/**
	 * Begin no calls any more, and wait for those that run.
	 * @return whether all have finished in time
	 */
	boolean stop(Duration timeout) {
		this.stopping = true;
		this.executor.shutdown();
		try {
			if (this.executor.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
				return true;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.interrupting = true;
		this.executor.shutdownNow();
		return false;
	}

}
