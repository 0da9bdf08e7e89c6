package io.github.signals.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.util.Assert;

import io.github.signals.delivery.UnfinishedCalls.Task;
import io.github.signals.dispatch.Actors;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.DispatchScope;
import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.PendingCalls;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.Words;

/**
 * Runs calls on an executor: a bounded one of its own, with virtual threads if they are
 * available, or one of the application. If the executor rejects a call, the caller runs
 * it, so nothing is dropped. At shutdown, accepted calls are finished.
 *
 * @since 0.1.0
 */
public final class AsyncDelivery implements PendingCalls, SmartLifecycle {

	/**
	 * Stops after the web server has finished its requests, and before what they use.
	 */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	private static final Logger logger = LoggerFactory.getLogger(AsyncDelivery.class);

	private final @Nullable Supplier<Executor> given;

	private final int threads;

	private final int queueCapacity;

	private final Duration shutdownTimeout;

	private final UnaryOperator<Runnable> carrier;

	private final UnfinishedCalls unfinished = new UnfinishedCalls();

	private volatile @Nullable Executor executor;

	private volatile boolean running;

	private volatile boolean stopped;

	/**
	 * Create an instance.
	 * @param given the executor of the application, or {@code null} for an executor of
	 * its own
	 * @param threads how many calls run at the same time
	 * @param queueCapacity how many calls may wait
	 * @param shutdownTimeout how long to wait at shutdown
	 * @param carrier what carries the context of others, such as a trace, to the call
	 */
	public AsyncDelivery(@Nullable Supplier<Executor> given, int threads, int queueCapacity, Duration shutdownTimeout,
			UnaryOperator<Runnable> carrier) {
		Assert.isTrue(threads > 0, "signals.async.threads must be at least 1");
		Assert.isTrue(queueCapacity >= 0, "signals.async.queue-capacity must not be negative");
		this.given = given;
		this.threads = threads;
		this.queueCapacity = queueCapacity;
		this.shutdownTimeout = shutdownTimeout;
		this.carrier = carrier;
	}

	ReceiverCall decorate(RegisteredReceiver receiver, ReceiverCall call) {
		return (payload, context) -> {
			Actors.resolve(context, receiver.uid());
			accept(receiver.uid(), () -> call(receiver, call, payload, context)).run();
			return null;
		};
	}

	/**
	 * Accept work that begins later. Until it has ended, it counts as unfinished.
	 */
	Runnable accept(String uid, Runnable work) {
		Task task = this.unfinished.accept(uid, this.carrier.apply(DispatchScope.carry(work)));
		return () -> submit(task);
	}

	private static void call(RegisteredReceiver receiver, ReceiverCall call, Object payload, DispatchContext context) {
		try {
			call.call(payload, context);
		}
		catch (Exception | Error ex) {
			Failures.throwIfFatal(ex);
			logger.error("The error handler of receiver '{}' threw an exception", receiver.uid(), ex);
		}
	}

	/**
	 * Return how many calls are waiting or running.
	 * @return the number of calls that were accepted and have not ended
	 */
	public int unfinished() {
		return this.unfinished.size();
	}

	private void submit(Task task) {
		if (this.stopped) {
			task.run();
			return;
		}
		try {
			executor().execute(task);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The executor is full: receiver '{}' runs on the caller's thread", task.uid());
			task.run();
		}
	}

	private Executor executor() {
		Executor current = this.executor;
		return (current != null) ? current : createExecutor();
	}

	private synchronized Executor createExecutor() {
		Executor current = this.executor;
		if (this.stopped) {
			throw new RejectedExecutionException("Stopped in the meantime");
		}
		if (current == null) {
			current = (this.given != null) ? this.given.get()
					: BoundedExecutor.create(this.threads, this.queueCapacity);
			this.executor = current;
		}
		return current;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void start() {
		this.stopped = false;
		this.running = true;
		if (this.given != null) {
			createExecutor();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void stop() {
		this.running = false;
		this.stopped = true;
		synchronized (this) {
			if (this.executor instanceof ThreadPoolExecutor own && this.given == null) {
				own.shutdown();
				awaitUnfinished();
				own.shutdownNow();
			}
			else {
				awaitUnfinished();
			}
			this.executor = null;
		}
	}

	private void awaitUnfinished() {
		Map<String, Integer> calls = this.unfinished.await(this.shutdownTimeout);
		if (!calls.isEmpty()) {
			logger.error("Asynchronous receivers did not finish within {}. Unfinished calls, by receiver: {}",
					Words.time(this.shutdownTimeout), calls);
		}
	}

	@Override
	public void announceTo(Consumer<Object> listener) {
		this.unfinished.announceTo(listener);
	}

	@Override
	public Map<Object, Left> left(Set<Object> calls) {
		return this.unfinished.left(calls);
	}

}
