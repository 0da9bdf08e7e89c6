package io.github.signals.delivery.durable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.LeftOut;
import io.github.signals.dispatch.RecordedCallTrace;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.SignalTrace;

/**
 * Counts calls that have ended without their receiver, and notes what becomes of each
 * call if somebody looks or waits for it.
 */
final class CallNotes {

	private final Supplier<@Nullable SignalTrace> trace;

	private final LongAdder gone = new LongAdder();

	private final Map<String, String> running = new ConcurrentHashMap<>();

	private volatile @Nullable Consumer<Object> listener;

	CallNotes(Supplier<@Nullable SignalTrace> trace) {
		this.trace = trace;
	}

	private void note(Consumer<RecordedCallTrace> note) {
		SignalTrace known = this.trace.get();
		if (known != null) {
			note.accept(known.recordedCalls());
		}
	}

	/**
	 * Announce from now on each call that is recorded, and know which run on this node.
	 */
	void announceTo(Consumer<Object> listener) {
		this.listener = listener;
	}

	/**
	 * Make calls. They run until all that follows on their thread is done, if somebody
	 * wants to know it.
	 */
	CallOutcomes running(List<DurableCall> calls, Supplier<CallOutcomes> make) {
		if (this.listener == null) {
			return make.get();
		}
		calls.forEach((call) -> this.running.put(call.id(), call.uid()));
		try {
			return make.get();
		}
		finally {
			calls.forEach((call) -> this.running.remove(call.id()));
		}
	}

	/**
	 * Return the uids of the receivers that run, by what identifies the calls.
	 */
	Map<String, String> running() {
		return this.running;
	}

	void recorded(DurableCall call, RegisteredReceiver receiver, Signal<?> signal, DispatchContext context) {
		Consumer<Object> listener = this.listener;
		if (listener != null) {
			listener.accept(call.id());
		}
		note((trace) -> trace.recorded(call.uuid(), receiver, signal, context));
	}

	void attempted(DurableCall call, RegisteredReceiver receiver, Signal<?> signal, DispatchContext context) {
		note((trace) -> trace.attempted(receiver, signal, context, call.attempts() + 1));
	}

	void leftOut(DurableCall call) {
		note((trace) -> trace.leftOut(call.uuid(), LeftOut.CONDITION));
	}

	/**
	 * An attempt has failed.
	 * @param delay how long to wait before the next one, or {@code null} if the call is
	 * parked
	 */
	void failed(DurableCall call, int attempt, Throwable failure, @Nullable Duration delay) {
		note((trace) -> trace.failed(call.uuid(), attempt, failure,
				(delay != null) ? Instant.now().plus(delay) : null));
	}

	/**
	 * A call is not made, as that of a later change tells all, or nothing has changed.
	 */
	void merged(DurableCall call) {
		note((trace) -> trace.gone(call.uuid()));
	}

	void gone(DurableCall call) {
		this.gone.increment();
		note((trace) -> trace.gone(call.uuid()));
	}

	long gone() {
		return this.gone.sum();
	}

}
