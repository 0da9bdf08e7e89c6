package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * What other threads tell who looks after a partition: that a call has ended, and that
 * there is more to do.
 */
final class PartitionInbox {

	private final AtomicBoolean woken = new AtomicBoolean();

	private final BlockingQueue<CallOutcomes> messages = new LinkedBlockingQueue<>();

	void wake() {
		if (this.woken.compareAndSet(false, true)) {
			this.messages.add(CallOutcomes.NONE);
		}
	}

	boolean isWoken() {
		return this.woken.get();
	}

	/**
	 * Return whether somebody has told that there is more to do since this was asked.
	 */
	boolean takeWoken() {
		return this.woken.getAndSet(false);
	}

	void ended(CallOutcomes calls) {
		this.messages.add(calls);
	}

	/**
	 * Wait for calls that have ended, or none to have the run look around.
	 */
	@Nullable CallOutcomes await(Duration time) throws InterruptedException {
		return this.messages.poll(time.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Return a message that is there already.
	 */
	@Nullable CallOutcomes next() {
		return this.messages.poll();
	}

}
