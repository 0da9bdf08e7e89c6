package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

import io.github.signals.DataSignal;

/**
 * The innermost call of a thread, as another thread sees it.
 *
 * @param receiver the receiver
 * @param payload what it was called with
 * @param token what is another object for each call
 * @param cause the call that led to it
 */
record RunningCall(RegisteredReceiver receiver, Object payload, Object token, @Nullable Frame cause) {

	/**
	 * Describe what a scope holds: each signal of an entity is an object of its own, and
	 * what else a receiver is called with has a frame of its own.
	 */
	static RunningCall of(RegisteredReceiver receiver, Object running) {
		if (running instanceof Frame frame) {
			Object token = (frame.payload instanceof DataSignal<?>) ? frame.payload : frame;
			return new RunningCall(receiver, frame.payload, token, frame.cause);
		}
		DispatchContext context = (DispatchContext) ((DataSignal<?>) running).context();
		return new RunningCall(receiver, running, running, context.cause);
	}

	/**
	 * Return whether another look has seen the same call.
	 */
	boolean isSame(RunningCall other) {
		return this.receiver == other.receiver && this.token == other.token;
	}

	/**
	 * Return whether this call has not ended: it is the innermost one, or around it.
	 */
	boolean isOpenIn(RunningCall innermost) {
		return isSame(innermost) || Frame.isOpen(innermost.cause, this.receiver, this.payload);
	}

}
