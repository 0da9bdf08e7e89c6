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
 * background, once for all who ask meanwhile.
 *
 * @param <T> the type of the answer
 */
final class Patience<T> {

	private static final Duration MOMENT = Duration.ofSeconds(2);

	private final Supplier<T> question;

	private @Nullable FutureTask<T> asked;

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
		FutureTask<T> running = this.asked;
		if (running == null || running.isDone()) {
			running = new FutureTask<>(this.question::get);
			this.asked = running;
			DaemonThreads.named("signals-durable-count-").newThread(running).start();
		}
		return running;
	}

}
