package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.delivery.durable.BackfillSenders.Sender;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.Words;

/**
 * The back-fills of one data source that this node goes on with.
 */
final class BackfillRuns {

	/** For ever, as far as every database can tell. */
	static final Duration LONG = Duration.ofDays(3650);

	/** Calls that wait are made in the meantime. */
	private static final Duration PAUSE = Duration.ofMillis(50);

	/** The receiver is switched off on this node; on another one it may run. */
	private static final Duration HELD = Duration.ofSeconds(2);

	private static final Duration RECOVERY = Duration.ofSeconds(1);

	/** Others get a turn after this time. */
	private static final long SLICE = TimeUnit.SECONDS.toNanos(1);

	private static final Logger logger = LoggerFactory.getLogger(BackfillRuns.class);

	private final DurableStore store;

	private final Map<String, RegisteredReceiver> receivers;

	private final BackfillSteps steps;

	private final Senders senders;

	private final DurableSettings settings;

	private final ScheduledExecutorService timers;

	private final BackfillLog log = new BackfillLog();

	private final Map<String, BackfillPace> paces = new ConcurrentHashMap<>();

	private final Map<String, Integer> failures = new ConcurrentHashMap<>();

	private final FailureText texts;

	BackfillRuns(DurableStore store, Map<String, RegisteredReceiver> receivers, BackfillSteps steps, Senders senders,
			DurableSettings settings, ScheduledExecutorService timers) {
		this.store = store;
		this.receivers = receivers;
		this.steps = steps;
		this.senders = senders;
		this.settings = settings;
		this.timers = timers;
		this.texts = new FailureText(settings.storeMessages());
	}

	/**
	 * Go on with a back-fill for a while.
	 * @param uid the uid under which it was begun
	 * @return how long to wait before going on
	 */
	Duration run(String uid) {
		RegisteredReceiver receiver = this.receivers.get(uid);
		if (receiver == null || !receiver.isEnabled()) {
			return HELD;
		}
		try {
			Duration wait = run(uid, receiver);
			this.failures.remove(uid);
			return wait;
		}
		catch (RuntimeException ex) {
			int failed = this.failures.merge(uid, 1, Integer::sum);
			Duration wait = RECOVERY.multipliedBy(1L << Math.min(failed - 1, 6));
			logger.warn("The back-fill of receiver '{}' cannot go on at the moment and will be tried again in {}: {}",
					uid, Words.time(wait), this.texts.of(ex), this.texts.trace(ex));
			return wait;
		}
	}

	private Duration run(String uid, RegisteredReceiver receiver) {
		long begun = System.nanoTime();
		SortedMap<String, Sender> known = this.senders.of(receiver, this.store);
		Duration wait = Duration.ZERO;
		while (wait.isZero() && System.nanoTime() - begun < SLICE && !Thread.currentThread().isInterrupted()) {
			wait = step(uid, receiver, known);
		}
		return wait;
	}

	private Duration step(String uid, RegisteredReceiver receiver, SortedMap<String, Sender> senders) {
		byte[] known = this.store.backfills().read(uid);
		BackfillState state = (known != null) ? BackfillState.read(known) : null;
		if (known == null || state == null || !state.isRunning()) {
			this.paces.remove(uid);
			return LONG;
		}
		if (!state.isCounted()) {
			begin(uid, known, this.steps.count(state, senders));
		}
		else if (state.last() == null || !senders.containsKey(state.type())) {
			enter(uid, known, this.steps.enter(state, senders));
		}
		else {
			return record(uid, known, state, receiver, senders);
		}
		return Duration.ZERO;
	}

	private void begin(String uid, byte[] known, BackfillState counted) {
		if (write(uid, known, counted)) {
			this.log.begun(uid, counted);
		}
	}

	private void enter(String uid, byte[] known, BackfillState entered) {
		if (write(uid, known, entered) && !entered.isRunning()) {
			this.log.ended(uid, entered);
		}
	}

	private boolean write(String uid, byte[] known, BackfillState next) {
		return Boolean.TRUE.equals(
				this.store.transaction().execute((status) -> this.store.backfills().write(uid, known, next.write())));
	}

	private Duration record(String uid, byte[] known, BackfillState state, RegisteredReceiver receiver,
			SortedMap<String, Sender> senders) {
		Sender sender = Objects.requireNonNull(senders.get(state.type()));
		BackfillState next = this.steps.record(uid, known, state, receiver, sender,
				this.paces.computeIfAbsent(uid, (key) -> pace(receiver)));
		if (next == null) {
			return PAUSE;
		}
		this.log.read(uid, next);
		return Duration.ZERO;
	}

	/**
	 * Lists are to be as long as they can be.
	 */
	private BackfillPace pace(RegisteredReceiver receiver) {
		int together = Math.max(receiver.needs().batchSize(), this.settings.of(receiver.uid()).share());
		return new BackfillPace((together > 1) ? together * DurableCall.PARTITIONS : this.settings.threads(),
				this.settings.chunks().maxWaiting());
	}

	/**
	 * Have the engine look for what is due after a time that is shorter than it waits
	 * otherwise.
	 */
	void after(Duration wait, Runnable lookForMore) {
		try {
			this.timers.schedule(lookForMore, wait.toMillis() + 1, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.trace("Stopped in the meantime", ex);
		}
	}

	boolean isRunning(String uid) {
		byte[] known = this.store.backfills().read(uid);
		return known != null && BackfillState.read(known).isRunning();
	}

	/**
	 * Tells whose rows a receiver hears.
	 */
	@FunctionalInterface
	interface Senders {

		SortedMap<String, Sender> of(RegisteredReceiver receiver, DurableStore store);

	}

}
