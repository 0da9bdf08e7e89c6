package io.github.signals.delivery.durable;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The threads that look after partitions, however many receivers there are: as many as
 * make calls, those that wait for a moment, and one for the sweep. Partitions for which
 * none is left wait in the table, where other nodes find them.
 */
final class PartitionThreads extends ThreadPoolExecutor {

	private final Runnable lookForMore;

	/**
	 * Create an instance.
	 * @param calls how many threads make calls
	 * @param lookForMore has the engine look for partitions that it had no thread for
	 */
	PartitionThreads(int calls, Runnable lookForMore) {
		// Where the engine reads partitions before it takes them, those of its last look
		// are
		// of no use when it looks again
		super(all(calls), all(calls), 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(all(calls)),
				DaemonThreads.named("signals-durable-partition-"), new DiscardOldestPolicy());
		allowCoreThreadTimeOut(true);
		this.lookForMore = lookForMore;
	}

	private static int all(int calls) {
		return calls + patient(calls) + 1;
	}

	/**
	 * Return how many threads may wait for a moment: with fewer than a receiver has
	 * partitions, most of its calls would take a partition from the engine and give it
	 * back while there is a steady trickle of them.
	 * @param calls how many threads make calls
	 */
	static int patient(int calls) {
		return Math.max(calls, DurableCall.PARTITIONS);
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable failure) {
		super.afterExecute(task, failure);
		if (getActiveCount() == getMaximumPoolSize()) {
			this.lookForMore.run();
		}
	}

}
