package io.github.signals.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for what others do.
 */
final class Patience {

	private static final long MOST_NANOSECONDS = TimeUnit.MINUTES.toNanos(5);

	private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(500);

	private Patience() {
	}

	static void await(BooleanSupplier end) {
		long start = System.nanoTime();
		while (!end.getAsBoolean()) {
			if (System.nanoTime() - start > MOST_NANOSECONDS) {
				throw new IllegalStateException("Calls are not made");
			}
			LockSupport.parkNanos(PAUSE);
		}
	}

}
