package io.github.signals.test;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.signals.dispatch.Words;

/**
 * How long a test waits for what it asserts, counted from the beginning.
 *
 * @param timeout how long
 * @param deadline until when, of {@link System#nanoTime()}
 */
record Patience(Duration timeout, long deadline) {

	private static final long LONGEST_PAUSE = 100;

	static Patience of(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		return new Patience(timeout, System.nanoTime() + timeout.toNanos());
	}

	/**
	 * Look for a problem until there is none, first often and then less often.
	 * @param look says what the problem is, or {@code null}
	 * @return what is still a problem when the time is over, or {@code null}
	 */
	@Nullable String await(Supplier<@Nullable String> look) {
		String problem = look.get();
		for (long pause = 1; problem != null; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
			long left = this.deadline - System.nanoTime();
			if (left <= 0) {
				return problem + " (after " + Words.time(this.timeout) + ")";
			}
			pause(Math.min(pause, 1 + left / 1_000_000));
			problem = look.get();
		}
		return null;
	}

	private static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the calls of receivers", ex);
		}
	}

}
