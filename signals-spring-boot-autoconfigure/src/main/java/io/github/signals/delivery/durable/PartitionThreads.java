package io.github.signals.delivery.durable;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The threads that look after partitions, however many receivers there are: as many as
 * make calls, as many that wait for a moment, and one for the sweep. Partitions for which
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
		super(2 * calls + 1, 2 * calls + 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(2 * calls + 1),
				DaemonThreads.named("signals-durable-partition-"), new DiscardOldestPolicy());
		allowCoreThreadTimeOut(true);
		this.lookForMore = lookForMore;
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable failure) {
		super.afterExecute(task, failure);
		if (getActiveCount() == getMaximumPoolSize()) {
			this.lookForMore.run();
		}
	}

}
