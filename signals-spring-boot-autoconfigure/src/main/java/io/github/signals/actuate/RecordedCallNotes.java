package io.github.signals.actuate;

import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.LeftOut;
import io.github.signals.dispatch.RecordedCallTrace;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Notes what becomes of recorded calls in the entries of the signals that they were
 * recorded for, as far as these are remembered here. An attempt of another call has an
 * entry of its own.
 */
final class RecordedCallNotes implements RecordedCallTrace {

	private final TraceEntries entries;

	RecordedCallNotes(TraceEntries entries) {
		this.entries = entries;
	}

	@Override
	public void recorded(UUID id, RegisteredReceiver receiver, Signal<?> signal, DispatchContext context) {
		TraceEntry entry = this.entries.findOrAdd(signal, context, () -> null, true);
		this.entries.ring().alias(id, entry);
		entry.recorded(receiver, id);
	}

	@Override
	public void attempted(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context, int attempt) {
		UUID id = context.id();
		if (id != null) {
			this.entries.findOrAdd(signal, context, () -> null, true).attempted(receiver, id, attempt);
		}
	}

	@Override
	public void leftOut(UUID id, LeftOut reason) {
		change(id, (call) -> call.leftOut(reason));
	}

	@Override
	public void failed(UUID id, int attempt, Throwable error, @Nullable Instant next) {
		change(id, (call) -> call.failed(attempt, error, next));
	}

	@Override
	public void gone(UUID id) {
		change(id, TraceCall::notDelivered);
	}

	private void change(UUID id, UnaryOperator<TraceCall> change) {
		TraceEntry entry = this.entries.find(id);
		if (entry != null) {
			entry.change(id, change);
		}
	}

}
