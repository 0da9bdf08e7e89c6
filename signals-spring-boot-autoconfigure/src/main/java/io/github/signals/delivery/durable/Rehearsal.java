package io.github.signals.delivery.durable;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;
import io.github.signals.dispatch.CallRecording;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Writes records and reads them, and stores none: whether they can be is all that
 * matters.
 */
final class Rehearsal implements CallRecording {

	private final CallPayload payloads;

	private final ThreadState thread;

	Rehearsal(CallPayload payloads, ThreadState thread) {
		this.payloads = payloads;
		this.thread = thread;
	}

	@Override
	public void record(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context,
			Map<String, ? extends @Nullable Object> last, boolean undecided) {
		DurableCall call = this.payloads.write(receiver, signal, context, last, this.thread.carried(), undecided);
		this.payloads.read(call, this.payloads.parse(call)).decode();
	}

	@Override
	public void write() {
	}

	@Override
	public void committed() {
	}

}
