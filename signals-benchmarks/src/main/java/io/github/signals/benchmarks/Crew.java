package io.github.signals.benchmarks;

import java.util.Collections;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that do the same work at once.
 */
final class Crew implements AutoCloseable {

	static final int MOST = 8;

	private final ExecutorService executor = Executors.newFixedThreadPool(MOST);

	/**
	 * Have some of them work.
	 * @return the time until the last of them has ended, in nanoseconds
	 */
	long work(int threads, Runnable work) {
		long start = System.nanoTime();
		try {
			for (Future<?> future : this.executor.invokeAll(Collections.nCopies(threads, Executors.callable(work)))) {
				future.get();
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		return System.nanoTime() - start;
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}
