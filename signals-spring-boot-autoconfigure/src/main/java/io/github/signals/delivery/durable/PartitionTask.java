package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.jspecify.annotations.Nullable;

import io.github.signals.delivery.durable.DurableCall.Partition;

/**
 * The engine's task of a receiver, whose instances are the partitions.
 */
final class PartitionTask {

	private static final String PREFIX = "receiver:";

	private static final Duration RECOVERY = Duration.ofSeconds(1);

	private final String uid;

	private final PartitionRuns runs;

	private final Consumer<Collection<Partition>> waker;

	private PartitionTask(String uid, PartitionRuns runs, Consumer<Collection<Partition>> waker) {
		this.uid = uid;
		this.runs = runs;
		this.waker = waker;
	}

	static Task<Void> of(String uid, PartitionRuns runs, Consumer<Collection<Partition>> waker) {
		PartitionTask task = new PartitionTask(uid, runs, waker);
		return Tasks.custom(name(uid), Void.class)
			.onFailure((complete, operations) -> operations.reschedule(complete, complete.getTimeDone().plus(RECOVERY)))
			.onDeadExecution(revived())
			.execute((instance, context) -> task.run(instance.getId(), context));
	}

	/**
	 * Return what has another node go on where one has died, at a time of the engine's
	 * clock.
	 */
	static <T> DeadExecutionHandler<T> revived() {
		return (dead, operations) -> operations.reschedule(dead, dead.getTimeDone());
	}

	static String name(String uid) {
		return PREFIX + uid;
	}

	/**
	 * Return the uid of the receiver of a task.
	 * @return the uid, or {@code null} if the task is of another kind
	 */
	static @Nullable String uid(String name) {
		return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : null;
	}

	private CompletionHandler<Void> run(String number, ExecutionContext context) {
		Partition partition = new Partition(this.uid, Integer.parseInt(number));
		PartitionEnd end = this.runs.run(partition,
				() -> context.getCurrentlyExecuting().getHeartbeatState().hasStaleHeartbeat());
		Duration wait = this.runs.next(partition, end);
		return (complete, operations) -> {
			operations.reschedule(complete, complete.getTimeDone().plus(wait));
			if (end == PartitionEnd.NO_THREAD) {
				this.runs.turnAway(partition);
			}
			// Who has written meanwhile has seen the partition looked after, and has left
			// it
			// alone.
			else if (wait.compareTo(RECOVERY) > 0 && this.runs.isAnyDue(partition)) {
				this.waker.accept(List.of(partition));
			}
			this.waker.accept(this.runs.welcome(this.uid));
		};
	}

}
