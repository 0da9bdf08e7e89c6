package io.github.signals.delivery.durable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.delivery.durable.DurableCall.Partition;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Looks for calls that nobody looks after: those of a node that has died between its
 * commit and waking their partitions, and old ones whose receiver is not in this
 * deployment.
 */
final class Sweep {

	private static final Logger logger = LoggerFactory.getLogger(Sweep.class);

	private static final Duration BETWEEN_REPORTS = Duration.ofHours(1);

	private final Map<String, RegisteredReceiver> receivers;

	private final DurableSettings settings;

	private final Map<String, Instant> reported = new ConcurrentHashMap<>();

	Sweep(Map<String, RegisteredReceiver> receivers, DurableSettings settings) {
		this.receivers = receivers;
		this.settings = settings;
	}

	void run(DurableStore store, Consumer<Collection<Partition>> waker) {
		List<Partition> forgotten = new ArrayList<>();
		for (String uid : store.table().waitingUids()) {
			RegisteredReceiver receiver = this.receivers.get(uid);
			if (receiver == null || !receiver.isEnabled()) {
				report(store, uid);
			}
			CallOrder order = (receiver != null) ? CallOrder.of(receiver, this.settings) : CallOrder.BY_ENTITY;
			collect(store, uid, order, forgotten);
		}
		if (!forgotten.isEmpty()) {
			waker.accept(forgotten);
		}
	}

	private void collect(DurableStore store, String uid, CallOrder order, List<Partition> forgotten) {
		Duration longest = this.settings.longestWait(uid);
		for (int number = 0; number < DurableCall.PARTITIONS; number++) {
			Partition partition = new Partition(uid, number);
			if (store.table().isAnyDue(partition, order, longest)) {
				forgotten.add(partition);
			}
		}
	}

	private void report(DurableStore store, String uid) {
		Instant now = Instant.now();
		Long recorded = store.table().oldest(uid);
		if (recorded == null || Instant.ofEpochMilli(recorded).plus(this.settings.reportAfter()).isAfter(now)) {
			return;
		}
		Instant last = this.reported.get(uid);
		if (last == null || last.plus(BETWEEN_REPORTS).isBefore(now)) {
			this.reported.put(uid, now);
			logger.warn(
					"Durable calls of receiver '{}' have been waiting since {}: this application has no such"
							+ " receiver, or it is disabled. They are kept for a node on which it is enabled.",
					uid, Instant.ofEpochMilli(recorded));
		}
	}

}
