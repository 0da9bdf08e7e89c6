package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.function.Consumer;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

/**
 * The engine's task that goes on with the back-fill of a receiver. It has one instance,
 * so that there is one back-fill of a receiver at a time, and stays when that has ended.
 */
final class BackfillTask {

	private static final Duration RECOVERY = Duration.ofSeconds(1);

	private BackfillTask() {
	}

	/**
	 * Create the task of a receiver.
	 * @param uid the uid of the receiver
	 * @param runs goes on with back-fills
	 * @param lookForMore has the engine look for what is due
	 * @param waker has the engine go on with a back-fill at once
	 */
	static Task<byte[]> of(String uid, BackfillRuns runs, Runnable lookForMore, Consumer<String> waker) {
		return Tasks.custom(BackfillTable.name(uid), byte[].class)
			.onFailure((complete, operations) -> operations.reschedule(complete, complete.getTimeDone().plus(RECOVERY)))
			.onDeadExecution(PartitionTask.revived())
			.execute((instance, context) -> run(uid, runs, lookForMore, waker));
	}

	private static CompletionHandler<byte[]> run(String uid, BackfillRuns runs, Runnable lookForMore,
			Consumer<String> waker) {
		Duration wait = runs.run(uid);
		return (complete, operations) -> {
			operations.reschedule(complete, complete.getTimeDone().plus(wait));
			if (wait.compareTo(RECOVERY) < 0) {
				runs.after(wait, lookForMore);
			}
			else if (wait.equals(BackfillRuns.LONG) && runs.isRunning(uid)) {
				// Begun anew while this was about to end
				waker.accept(uid);
			}
		};
	}

	/**
	 * Return the instance with what it knows when it begins.
	 */
	static TaskInstance<byte[]> instance(String uid, byte[] begun) {
		return new TaskInstance<>(BackfillTable.name(uid), BackfillTable.INSTANCE, begun);
	}

}
