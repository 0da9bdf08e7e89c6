package io.github.signals.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * What the heap holds once nothing more can be collected.
 */
final class Heap {

	/** Two readings that differ by less are the same. */
	static final long STABLE = 64 * 1024;

	/** Of so many collections the least is read: buffers of threads come and go. */
	private static final int COLLECTIONS = 2;

	private static final int MOST_READINGS = 30;

	private Heap() {
	}

	/**
	 * Collect until two readings that follow each other are the same: what only softly or
	 * finally reachable objects hold goes with a later collection than they do.
	 */
	static long settled() {
		long previous = read();
		for (int i = 0; i < MOST_READINGS; i++) {
			long used = read();
			if (Math.abs(used - previous) < STABLE) {
				return used;
			}
			previous = used;
		}
		throw new IllegalStateException("The heap does not settle, the last reading is " + previous);
	}

	private static long read() {
		return LongStream.generate(Heap::collect).limit(COLLECTIONS).min().orElseThrow();
	}

	private static long collect() {
		System.gc();
		// Whoever clears up after the references that were found is a thread of its own.
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
