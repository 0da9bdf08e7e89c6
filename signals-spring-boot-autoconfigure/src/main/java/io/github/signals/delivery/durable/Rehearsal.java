package io.github.signals.delivery.durable;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.signals.CallContext;
import io.github.signals.Signal;
import io.github.signals.dispatch.CallRehearsal;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Writes records and reads them as a call would, and stores none.
 */
final class Rehearsal implements CallRehearsal {

	private final CallPayload payloads;

	private final CallContexts contexts;

	private final Carrier carrier;

	Rehearsal(CallPayload payloads, ThreadState thread) {
		this.payloads = payloads;
		this.contexts = thread.contexts();
		this.carrier = new Carrier(thread, null);
	}

	@Override
	public void record(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context,
			Map<String, ? extends @Nullable Object> last, boolean undecided) {
		DurableCall call = this.payloads.write(receiver, signal, context, last,
				this.carrier.of(this.payloads.tenantOf(signal)), undecided);
		JsonNode record = RecordJson.parse(call);
		this.contexts.run(RecordJson.surroundings(record),
				() -> this.payloads.read(call, record).decode(receiver, signal.instance()));
	}

	@Override
	public void call(Signal<?> signal, Runnable call) {
		Carried carried = this.carrier.of(this.payloads.tenantOf(signal));
		this.contexts.run(new CallContext.Recorded(carried.tenant(), carried.values()), call);
	}

	@Override
	public void write() {
	}

	@Override
	public void committed() {
	}

}
