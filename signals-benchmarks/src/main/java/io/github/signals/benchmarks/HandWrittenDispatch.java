package io.github.signals.benchmarks;

import java.util.IdentityHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.PostSave;
import io.github.signals.SignalContext;
import io.github.signals.benchmarks.DispatchReceivers.Tea;

/**
 * The floor under every dispatch that hands a signal to those who hear its sender, and
 * knows in each thread which of them is running, and for what: a table, a signal, a loop
 * and a call. It knows no conditions, scopes, errors, order or depth.
 */
final class HandWrittenDispatch {

	private final ThreadLocal<Running> running = ThreadLocal.withInitial(Running::new);

	private final Map<Class<?>, Listener[]> listeners = new IdentityHashMap<>();

	HandWrittenDispatch(DispatchReceivers receivers) {
		this.listeners.put(Tea.class, new Listener[] { (signal) -> receivers.one((Tea) signal.instance()) });
	}

	void dispatch(Tea tea, SignalContext context) {
		Listener[] listeners = this.listeners.get(tea.getClass());
		if (listeners == null) {
			return;
		}
		PostSave<?> signal = new PostSave<>(Tea.class, tea, false, DispatchBenchmark.CHANGES, context);
		Running running = this.running.get();
		for (Listener listener : listeners) {
			running.call(listener, signal);
		}
	}

	/**
	 * What runs in a thread.
	 */
	private static final class Running {

		private @Nullable Listener listener;

		private @Nullable PostSave<?> signal;

		void call(Listener listener, PostSave<?> signal) {
			Listener outerListener = this.listener;
			PostSave<?> outerSignal = this.signal;
			this.listener = listener;
			this.signal = signal;
			try {
				listener.heard(signal);
			}
			finally {
				this.listener = outerListener;
				this.signal = outerSignal;
			}
		}

	}

	private interface Listener {

		void heard(PostSave<?> signal);

	}

}
