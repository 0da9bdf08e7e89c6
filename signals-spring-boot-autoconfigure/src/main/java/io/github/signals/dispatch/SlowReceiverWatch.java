package io.github.signals.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import io.github.signals.Delivery;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;

/**
 * Logs a warning about receivers that keep the transaction of their caller waiting, while
 * they are still running. Calls are not timed: a thread regularly samples what is
 * running, and a call that it has been seeing for as long as the threshold is slow. A
 * call that exceeds the threshold by a quarter, and by at least 5 ms, is always detected.
 * <p>
 * Only the innermost receiver of a thread is named. An outer receiver, which is slow
 * because of it, is named if it is still running when the inner one has ended.
 *
 * @since 0.1.0
 */
public final class SlowReceiverWatch implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(SlowReceiverWatch.class);

	private static final long AGAIN = TimeUnit.MINUTES.toNanos(1);

	private static final long OFTEN = TimeUnit.MILLISECONDS.toNanos(5);

	private final ReceiverRegistry registry;

	private final Duration threshold;

	private final LongSupplier clock;

	private final Map<String, Long> named = new HashMap<>();

	private Map<DispatchScope, List<Seen>> seen = Map.of();

	private @Nullable Runnable stopListening;

	private @Nullable ScheduledExecutorService executor;

	/**
	 * Create an instance.
	 * @param registry the registry of the receivers to watch
	 * @param threshold how long a call may take; if it is not positive, nothing is
	 * watched
	 */
	public SlowReceiverWatch(ReceiverRegistry registry, Duration threshold) {
		this(registry, threshold, System::nanoTime);
	}

	SlowReceiverWatch(ReceiverRegistry registry, Duration threshold, LongSupplier clock) {
		this.registry = registry;
		this.threshold = threshold;
		this.clock = clock;
	}

	@Override
	public synchronized void start() {
		if (this.stopListening == null) {
			this.stopListening = this.registry.onChange(this::watch);
		}
		watch();
	}

	/**
	 * Begin to look as soon as there is somebody to look at.
	 */
	private synchronized void watch() {
		if (this.stopListening == null || this.executor != null || this.threshold.isZero()
				|| this.threshold.isNegative()
				|| this.registry.all().stream().noneMatch(SlowReceiverWatch::isWatched)) {
			return;
		}
		CustomizableThreadFactory threads = new CustomizableThreadFactory("signals-slow-receivers-");
		threads.setDaemon(true);
		ScheduledExecutorService created = Executors.newSingleThreadScheduledExecutor(threads);
		long delay = Math.max(this.threshold.toNanos() / 4, OFTEN);
		created.scheduleWithFixedDelay(this::look, delay, delay, TimeUnit.NANOSECONDS);
		this.executor = created;
	}

	private static boolean isWatched(RegisteredReceiver receiver) {
		return receiver.info().enabled() && receiver.delivery() == Delivery.IN_TRANSACTION;
	}

	@Override
	public synchronized void stop() {
		if (this.stopListening != null) {
			this.stopListening.run();
			this.stopListening = null;
		}
		if (this.executor != null) {
			this.executor.shutdownNow();
			this.executor = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.stopListening != null;
	}

	synchronized boolean isLooking() {
		return this.executor != null;
	}

	/**
	 * Keep running as long as receivers are called.
	 */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	/**
	 * Look at what runs, on one thread.
	 */
	void look() {
		long now = this.clock.getAsLong();
		Map<DispatchScope, List<Seen>> found = new IdentityHashMap<>();
		ThreadScopes.forEach((scope) -> {
			List<Seen> open = look(scope, now);
			if (!open.isEmpty()) {
				found.put(scope, open);
			}
		});
		this.seen = found;
	}

	private List<Seen> look(DispatchScope scope, long now) {
		RunningCall innermost = scope.look();
		if (innermost == null) {
			return List.of();
		}
		List<Seen> open = new ArrayList<>();
		boolean known = false;
		for (Seen one : this.seen.getOrDefault(scope, List.of())) {
			if (one.call.isOpenIn(innermost)) {
				open.add(one);
				if (one.call.isSame(innermost)) {
					known = true;
					check(one, now, scope.thread());
				}
			}
		}
		if (!known && isOurs(innermost.receiver())) {
			open.add(new Seen(innermost, now));
		}
		return open;
	}

	/**
	 * The threads are those of all applications.
	 */
	private boolean isOurs(RegisteredReceiver receiver) {
		return isWatched(receiver) && this.registry.all().contains(receiver);
	}

	private void check(Seen one, long now, Thread thread) {
		Duration time = Duration.ofNanos(now - one.since);
		if (time.compareTo(this.threshold) < 0) {
			return;
		}
		String key = ReceiverKey.of(one.call.receiver().info());
		Long last = this.named.get(key);
		if (last == null || now - last >= AGAIN) {
			this.named.put(key, now);
			name(one.call, time, thread);
		}
	}

	private void name(RunningCall call, Duration time, Thread thread) {
		ReceiverInfo receiver = call.receiver().info();
		logger
			.warn("Receiver '{}' ({}) of {} has been running for {} ms, and the transaction of its caller waits for it"
					+ " (signals.slow-receiver-threshold: {} ms). With a delivery after the commit, it would not hold"
					+ " up the transaction.", receiver.uid(), receiver.method(), describe(call.payload()),
					time.toMillis(), this.threshold.toMillis());
		if (logger.isDebugEnabled()) {
			Throwable place = new Throwable("Thread '" + thread.getName() + "'");
			place.setStackTrace(thread.getStackTrace());
			logger.debug("Receiver '{}' is running here", receiver.uid(), place);
		}
	}

	private static String describe(Object payload) {
		String signal = payload.getClass().getSimpleName();
		try {
			return signal + " of " + ((Signal<?>) payload).sender().getName();
		}
		catch (RuntimeException ex) {
			logger.debug("Could not determine the sender of a {}", signal, ex);
			return signal;
		}
	}

	/**
	 * A call, and when it was first seen.
	 *
	 * @param call the call
	 * @param since the time
	 */
	private record Seen(RunningCall call, long since) {

	}

}
