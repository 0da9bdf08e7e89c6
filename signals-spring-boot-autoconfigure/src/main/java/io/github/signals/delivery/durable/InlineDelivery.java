package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.signals.delivery.durable.DurableCall.Partition;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.Words;

/**
 * Makes calls on the threads that have recorded them, in tests: from their records, one
 * after the other, and with all attempts at once.
 */
final class InlineDelivery {

	private final DurableSettings settings;

	private volatile @Nullable PartitionEngines engines;

	private volatile int tests;

	InlineDelivery(DurableSettings settings) {
		this.settings = settings;
	}

	boolean isOn() {
		return this.tests > 0;
	}

	/**
	 * Begin: the engines make no calls until all tests that have begun have ended.
	 */
	synchronized void begin() {
		this.tests++;
		try {
			hold();
		}
		catch (RuntimeException ex) {
			end();
			throw ex;
		}
	}

	synchronized void end() {
		this.tests--;
		PartitionEngines engines = this.engines;
		if (this.tests == 0 && engines != null) {
			engines.release();
		}
	}

	/**
	 * The engines were started, or stopped.
	 */
	synchronized void use(@Nullable PartitionEngines engines) {
		this.engines = engines;
		hold();
	}

	private void hold() {
		PartitionEngines engines = this.engines;
		if (isOn() && engines != null && !engines.hold(this::makeDue)) {
			throw new IllegalStateException("Durable calls that began before this test did not end within "
					+ Words.time(this.settings.shutdownTimeout()));
		}
	}

	/**
	 * Make calls that were just recorded: those of receivers that take lists in lists.
	 */
	void make(DurableStore store, Map<RegisteredReceiver, List<String>> recorded) {
		recorded.forEach((receiver, ids) -> {
			int most = receiver.needs().isBatch() ? receiver.needs().batchSize() : 1;
			for (int begin = 0; begin < ids.size(); begin += most) {
				List<String> portion = ids.subList(begin, Math.min(ids.size(), begin + most));
				if (portion.size() > 1) {
					makeTogether(store, receiver, portion);
				}
				portion.forEach((id) -> make(store, receiver, id));
			}
		});
	}

	/**
	 * Make the calls that are due in partitions, as they were replayed, or do not wait
	 * for another any more.
	 */
	private void makeDue(DurableStore store, Collection<Partition> partitions) {
		for (Partition partition : partitions) {
			PartitionEngines engines = this.engines;
			RegisteredReceiver receiver = (engines != null) ? engines.receiver(partition.uid()) : null;
			if (receiver != null) {
				makeDue(store, partition, receiver);
			}
		}
	}

	private void makeDue(DurableStore store, Partition partition, RegisteredReceiver receiver) {
		Set<String> made = new HashSet<>();
		boolean more = true;
		while (more) {
			List<String> due = store.table()
				.due(partition, CallOrder.of(receiver, this.settings), this.settings.longestWait(partition.uid()),
						CallTable.READ_BATCH)
				.stream()
				.map(DurableCall::id)
				.toList();
			more = made.addAll(due);
			due.forEach((id) -> make(store, receiver, id));
		}
	}

	/**
	 * Make calls in one transaction. What fails there is left to be made alone.
	 */
	private void makeTogether(DurableStore store, RegisteredReceiver receiver, List<String> ids) {
		CallRunner runner = runner(store);
		List<DurableCall> calls = new ArrayList<>();
		for (String id : ids) {
			DurableCall call = turn(store, receiver, id);
			if (call != null) {
				calls.add(call);
			}
		}
		if (calls.size() > 1 && runner != null) {
			runner.call(receiver, calls);
		}
	}

	/**
	 * Make a call until it has ended, is parked, or cannot be made.
	 */
	private void make(DurableStore store, RegisteredReceiver receiver, String id) {
		int attempts = -1;
		CallRunner runner = runner(store);
		DurableCall call = turn(store, receiver, id);
		while (runner != null && call != null && call.attempts() > attempts) {
			attempts = call.attempts();
			runner.call(receiver, List.of(call));
			call = turn(store, receiver, id);
		}
	}

	private @Nullable DurableCall turn(DurableStore store, RegisteredReceiver receiver, String id) {
		return receiver.isEnabled() ? store.waiting().turn(id, CallOrder.of(receiver, this.settings).isKept()) : null;
	}

	private @Nullable CallRunner runner(DurableStore store) {
		PartitionEngines engines = this.engines;
		return (engines != null) ? engines.runner(store) : null;
	}

}
