package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Calls receivers with what they hear: one entity after the other, and those that take
 * lists at the end.
 */
final class NetCalls {

	private final Map<RegisteredReceiver, Batch> batches = new LinkedHashMap<>();

	private final NetCall call;

	NetCalls() {
		this((receiver, heard, context) -> receiver.invoke(heard, context));
	}

	/**
	 * Create an instance.
	 * @param call how a receiver is called
	 */
	NetCalls(NetCall call) {
		this.call = call;
	}

	/**
	 * Call a receiver if its condition lets it, or keep what it is to hear for the end.
	 */
	void make(RegisteredReceiver receiver, JournalEntry net) {
		if (!receiver.passes(net.signal())) {
			net.noteLeftOut(receiver);
			return;
		}
		if (!receiver.needs().isBatch()) {
			this.call.make(receiver, net.signal(), net.context());
		}
		else {
			this.batches.computeIfAbsent(receiver, (key) -> new Batch()).add(net);
		}
	}

	/**
	 * Call the receivers that take lists.
	 * @param around what is put around each call
	 */
	void makeBatches(CallDecoration around) {
		this.batches.forEach((receiver, batch) -> make(receiver, batch, around));
	}

	private void make(RegisteredReceiver receiver, Batch batch, CallDecoration around) {
		List<Signal<?>> signals = batch.signals;
		DispatchContext context = batch.context;
		for (int start = 0; context != null && start < signals.size();) {
			int end = start + Math.min(receiver.needs().batchSize(), signals.size() - start);
			List<Signal<?>> chunk = List.copyOf(signals.subList(start, end));
			around.run(receiver, () -> this.call.make(receiver, chunk, context));
			start = end;
		}
	}

	/**
	 * The call of a receiver with a signal or a list of them.
	 */
	@FunctionalInterface
	interface NetCall {

		void make(RegisteredReceiver receiver, Object heard, DispatchContext context);

	}

	private static final class Batch {

		private final List<Signal<?>> signals = new ArrayList<>();

		private @Nullable DispatchContext context;

		void add(JournalEntry entry) {
			this.signals.add(entry.signal());
			this.context = entry.context();
		}

	}

}
