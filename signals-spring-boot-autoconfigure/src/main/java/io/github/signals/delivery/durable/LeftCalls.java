package io.github.signals.delivery.durable;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.PendingCalls.Left;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Tells which calls are still going to be made by themselves.
 */
final class LeftCalls {

	private final DurableStores stores;

	private final CallNotes notes;

	private final Function<String, @Nullable RegisteredReceiver> receivers;

	/**
	 * Create an instance.
	 * @param stores where calls are recorded
	 * @param notes which calls run on this node
	 * @param receivers the receivers by the uids that records have
	 */
	LeftCalls(DurableStores stores, CallNotes notes, Function<String, @Nullable RegisteredReceiver> receivers) {
		this.stores = stores;
		this.notes = notes;
		this.receivers = receivers;
	}

	/**
	 * Return which calls are left. First the records are read, in a transaction that sees
	 * all of them, and then it is looked which calls run: one whose record was gone runs
	 * until what it has caused is known.
	 */
	Map<Object, Left> of(Set<Object> calls) {
		Map<Object, Left> left = new HashMap<>();
		if (!calls.isEmpty()) {
			this.stores.all().forEach((store) -> store.transaction().executeWithoutResult((status) -> {
				store.waiting().forEach((id, call, behindParked) -> {
					if (calls.contains(id) && isMade(call.uid(), behindParked)) {
						left.put(id, call);
					}
				});
			}));
			this.notes.running().forEach((id, uid) -> {
				if (calls.contains(id)) {
					left.putIfAbsent(id, new Left(uid, 0));
				}
			});
		}
		return left;
	}

	private boolean isMade(String uid, boolean behindParked) {
		RegisteredReceiver receiver = this.receivers.apply(uid);
		return receiver != null && receiver.isEnabled() && !(behindParked && receiver.needs().order());
	}

}
