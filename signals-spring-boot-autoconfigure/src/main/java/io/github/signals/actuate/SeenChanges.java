package io.github.signals.actuate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.github.signals.DataSignal;
import io.github.signals.PostLoad;
import io.github.signals.Signal;
import io.github.signals.dispatch.CallDecorator;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Remembers which entities receivers have been seen to change on this node: those that
 * another receiver has heard of. There are no more of them than pairs of a receiver and a
 * class. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SeenChanges implements CallDecorator {

	private final boolean watching;

	private final Map<String, Set<String>> senders = new ConcurrentHashMap<>();

	/**
	 * Create an instance that has seen nothing yet.
	 * @param watching whether to watch calls at all
	 */
	public SeenChanges(boolean watching) {
		this.watching = watching;
	}

	/**
	 * Return the names of the classes that a receiver has changed.
	 */
	Set<String> of(String uid) {
		return Set.copyOf(this.senders.getOrDefault(uid, Set.of()));
	}

	@Override
	public ReceiverCall decorate(RegisteredReceiver receiver, ReceiverCall call) {
		if (!this.watching) {
			return call;
		}
		return (payload, context) -> {
			see(payload, context);
			return call.call(payload, context);
		};
	}

	private void see(Object payload, DispatchContext context) {
		if (payload instanceof List<?> batch) {
			batch.forEach((signal) -> see(signal, context));
			return;
		}
		if (payload instanceof DataSignal<?> signal && !(signal instanceof PostLoad<?>)) {
			see(signal, signal.context().causedBy());
		}
	}

	private void see(Signal<?> signal, @Nullable String uid) {
		if (uid != null) {
			this.senders.computeIfAbsent(uid, (unknown) -> ConcurrentHashMap.newKeySet())
				.add(signal.sender().getName());
		}
	}

}
