package io.github.signals.delivery.durable;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.delivery.durable.DurableCall.Partition;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * The engines of all data sources, and the threads that they share, from a start to a
 * stop.
 */
final class PartitionEngines {

	private static final Logger logger = LoggerFactory.getLogger(PartitionEngines.class);

	private final DurableStores stores;

	private final DurableSettings settings;

	private final Map<String, RegisteredReceiver> receivers;

	private final Runners runners;

	private final Backfilling backfills;

	private final CallPermits permits;

	private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1,
			DaemonThreads.named("signals-durable-timer-"));

	private final ScheduledThreadPoolExecutor watcher = new ScheduledThreadPoolExecutor(1,
			DaemonThreads.named("signals-durable-watch-"));

	private final Map<DurableStore, PartitionEngine> engines = new ConcurrentHashMap<>();

	private final Map<DurableStore, CallRunner> callRunners = new ConcurrentHashMap<>();

	private boolean stopped;

	/**
	 * Create an instance.
	 * @param stores the data sources
	 * @param settings how receivers are called
	 * @param receivers the receivers by the uids that records have
	 * @param runners makes what makes the calls of a data source
	 * @param backfills makes what goes on with the back-fills of a data source
	 */
	PartitionEngines(DurableStores stores, DurableSettings settings, Map<String, RegisteredReceiver> receivers,
			Runners runners, Backfilling backfills) {
		this.stores = stores;
		this.settings = settings;
		this.receivers = receivers;
		this.runners = runners;
		this.backfills = backfills;
		this.permits = new CallPermits(settings.threads(), receivers.size());
		this.timers.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Start an engine for each data source, and look now and then, by a clock that nobody
	 * sets, for those that answer now and for a wall clock that was set back.
	 */
	void start() {
		startMissing();
		long delay = this.settings.sweepInterval().toMillis();
		this.watcher.scheduleWithFixedDelay(this::look, delay, delay, TimeUnit.MILLISECONDS);
	}

	private void look() {
		try {
			this.stores.askAgain();
			startMissing();
			this.engines.values().forEach(PartitionEngine::checkClock);
		}
		catch (RuntimeException ex) {
			logger.debug("Could not check the data sources; will try again soon", ex);
		}
	}

	private synchronized void startMissing() {
		if (!this.stopped) {
			this.stores.all().stream().filter((store) -> !this.engines.containsKey(store)).forEach(this::start);
		}
	}

	private void start(DurableStore store) {
		CallRunner runner = this.runners.of(store, this.timers, this.permits);
		this.callRunners.put(store, runner);
		PartitionRuns runs = new PartitionRuns(store.table(), runner, this.permits, this.settings, this.receivers);
		PartitionEngine engine = new PartitionEngine(store, this.settings, runs,
				this.backfills.of(store, this.receivers, this.timers), new Sweep(this.receivers, this.settings));
		this.engines.put(store, engine);
		engine.start();
	}

	/**
	 * Look soon for calls that nobody was told of.
	 */
	void sweepSoon() {
		this.engines.values().forEach(PartitionEngine::sweepSoon);
	}

	/**
	 * Make no calls until {@link #release()}, and wait for those that run.
	 * @param instead makes the calls that are due in partitions of a store
	 * @return whether all have ended in time
	 */
	boolean hold(BiConsumer<DurableStore, Collection<Partition>> instead) {
		this.engines.keySet().forEach((store) -> store.waker().divert((woken) -> instead.accept(store, woken)));
		return this.permits.hold(this.settings.shutdownTimeout());
	}

	void release() {
		this.engines.keySet().forEach((store) -> store.waker().divert(null));
		this.permits.release();
		sweepSoon();
	}

	/**
	 * Have a back-fill in a store go on at once.
	 * @param begun what it knows, if it has just begun
	 */
	void backfill(DurableStore store, String uid, byte[] begun) {
		PartitionEngine engine = this.engines.get(store);
		if (engine == null) {
			throw new IllegalStateException("This node does not make calls of the data source of the rows yet");
		}
		engine.backfill(uid, begun);
	}

	/**
	 * Return what makes the calls of a store.
	 */
	@Nullable CallRunner runner(DurableStore store) {
		return this.callRunners.get(store);
	}

	@Nullable RegisteredReceiver receiver(String uid) {
		return this.receivers.get(uid);
	}

	/**
	 * Begin no calls any more, and wait for those that run.
	 * @return whether all have finished in time
	 */
	synchronized boolean stop() {
		this.stopped = true;
		this.watcher.shutdownNow();
		boolean finished = this.permits.stop(this.settings.shutdownTimeout());
		this.engines.values().forEach(PartitionEngine::stop);
		this.engines.clear();
		this.timers.shutdownNow();
		return finished;
	}

	/**
	 * Makes what makes the calls of a data source.
	 */
	@FunctionalInterface
	interface Runners {

		CallRunner of(DurableStore store, ScheduledExecutorService timers, CallPermits permits);

	}

	/**
	 * Makes what goes on with the back-fills of a data source.
	 */
	@FunctionalInterface
	interface Backfilling {

		BackfillRuns of(DurableStore store, Map<String, RegisteredReceiver> receivers, ScheduledExecutorService timers);

	}

}
