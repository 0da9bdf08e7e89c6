package io.github.signals.observation;

import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;
import io.github.signals.dispatch.Payloads;

/**
 * The kinds of calls of one receiver. Mostly there is only one signal and sender.
 */
final class CallKinds {

	private final ReceiverInfo receiver;

	/** Immutable, so whichever thread's is there will do. */
	private @Nullable CallKind last;

	CallKinds(ReceiverInfo receiver) {
		this.receiver = receiver;
	}

	CallKind of(Object payload) {
		Signal<?> signal = Payloads.last(payload);
		Class<?> sender = signal.sender();
		CallKind known = this.last;
		if (known == null || known.signal() != signal.getClass() || known.sender() != sender) {
			known = new CallKind(this.receiver, signal.getClass(), sender);
			this.last = known;
		}
		return known;
	}

}
