package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Asks something that may let wait, and waits for a moment: the answer is got in the
 * background, once for all who ask meanwhile. An answer that took long is also the one
 * for those who ask soon after, so that only a small part of the time is spent on it.
 *
 * @param <T> the type of the answer
 */
final class Patience<T> {

	private static final Duration MOMENT = Duration.ofSeconds(2);

	/** An answer that took less than this is not kept. */
	static final Duration SHORT = Duration.ofMillis(500);

	private static final int KEPT_TIMES = 10;

	private static final Duration KEPT_AT_MOST = Duration.ofSeconds(15);

	private final Supplier<T> question;

	private @Nullable Query asked;

	Patience(Supplier<T> question) {
		this.question = question;
	}

	T get() {
		try {
			return ask().get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("The database did not answer within " + MOMENT, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the database", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The database could not be queried", ex.getCause());
		}
	}

	private synchronized FutureTask<T> ask() {
		Query query = this.asked;
		if (query == null || query.isOver()) {
			query = new Query();
			this.asked = query;
			DaemonThreads.named("signals-durable-count-").newThread(query).start();
		}
		return query;
	}

	/**
	 * Ask again next time, as the answer is another one.
	 */
	synchronized void forget() {
		this.asked = null;
	}

	/**
	 * A question that has been asked.
	 */
	private final class Query extends FutureTask<T> {

		private final long begun = System.nanoTime();

		private volatile long keptUntil = this.begun;

		private Query() {
			super(Patience.this.question::get);
		}

		@Override
		protected void set(T answer) {
			long now = System.nanoTime();
			long took = now - this.begun;
			if (took >= SHORT.toNanos()) {
				this.keptUntil = now + Math.min(KEPT_TIMES * took, KEPT_AT_MOST.toNanos());
			}
			super.set(answer);
		}

		private boolean isOver() {
			return isDone() && System.nanoTime() - this.keptUntil >= 0;
		}

	}

}
