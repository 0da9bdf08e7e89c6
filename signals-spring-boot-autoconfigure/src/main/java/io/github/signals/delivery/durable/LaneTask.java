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

import io.github.signals.delivery.durable.DurableCall.Lane;

/**
 * The engine's task of a receiver, whose instances are the lanes.
 */
final class LaneTask {

	private static final Duration RECOVERY = Duration.ofSeconds(1);

	private final String uid;

	private final LaneRuns runs;

	private final Consumer<Collection<Lane>> waker;

	private LaneTask(String uid, LaneRuns runs, Consumer<Collection<Lane>> waker) {
		this.uid = uid;
		this.runs = runs;
		this.waker = waker;
	}

	static Task<Void> of(String uid, LaneRuns runs, Consumer<Collection<Lane>> waker) {
		LaneTask task = new LaneTask(uid, runs, waker);
		return Tasks.custom(name(uid), Void.class)
			.onFailure((complete, operations) -> operations.reschedule(complete, complete.getTimeDone().plus(RECOVERY)))
			.onDeadExecution(revived())
			.execute((instance, context) -> task.run(instance.getId(), context));
	}

	/**
	 * Return what has another node go on where one has died, at a time of the engine's
	 * clock.
	 */
	static DeadExecutionHandler<Void> revived() {
		return (dead, operations) -> operations.reschedule(dead, dead.getTimeDone());
	}

	static String name(String uid) {
		return "receiver:" + uid;
	}

	private CompletionHandler<Void> run(String number, ExecutionContext context) {
		Lane lane = new Lane(this.uid, Integer.parseInt(number));
		LaneEnd end = this.runs.run(lane,
				() -> context.getCurrentlyExecuting().getHeartbeatState().hasStaleHeartbeat());
		Duration wait = this.runs.next(lane, end);
		return (complete, operations) -> {
			operations.reschedule(complete, complete.getTimeDone().plus(wait));
			if (end == LaneEnd.NO_THREAD) {
				this.runs.turnAway(lane);
			}
			// Who has written meanwhile has seen the lane looked after, and has left it
			// alone.
			else if (wait.compareTo(RECOVERY) > 0 && this.runs.isAnyDue(lane)) {
				this.waker.accept(List.of(lane));
			}
			this.waker.accept(this.runs.welcome(this.uid));
		};
	}

}
