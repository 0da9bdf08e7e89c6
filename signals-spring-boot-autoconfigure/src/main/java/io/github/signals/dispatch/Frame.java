package io.github.signals.dispatch;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;

/**
 * One running call of a receiver, linked to the call that caused it. The chain survives
 * the calls, as the cause of what is delivered later or on another thread.
 */
final class Frame {

	final RegisteredReceiver receiver;

	final @Nullable Frame cause;

	final int depth;

	final Object payload;

	final DispatchContext context;

	private volatile boolean finished;

	Frame(RegisteredReceiver receiver, Object payload, DispatchContext context) {
		this.receiver = receiver;
		this.payload = payload;
		this.context = context;
		this.cause = context.cause;
		this.depth = context.depth() + 1;
	}

	void finish() {
		this.finished = true;
	}

	/**
	 * Return whether a call has not ended, of those that led to another one.
	 */
	static boolean isOpen(@Nullable Frame top, RegisteredReceiver receiver, Object payload) {
		for (Frame frame = top; frame != null; frame = frame.cause) {
			if (!frame.finished && frame.receiver == receiver && frame.payload == payload) {
				return true;
			}
		}
		return false;
	}

	static boolean isRunning(@Nullable Frame top, RegisteredReceiver receiver, Signal<?> signal,
			IdentifierAccessor identifiers) {
		for (Frame frame = top; frame != null; frame = frame.cause) {
			if (!frame.finished && frame.receiver == receiver && frame.concerns(signal, identifiers)) {
				return true;
			}
		}
		return false;
	}

	private boolean concerns(Signal<?> signal, IdentifierAccessor other) {
		if (this.receiver.needs().eachSignal() && this.payload.getClass() != signal.getClass()) {
			return false;
		}
		if (this.payload instanceof List<?> batch) {
			return batch.stream().anyMatch((element) -> same((Signal<?>) element, signal, other));
		}
		return same((Signal<?>) this.payload, signal, other);
	}

	private boolean same(Signal<?> mine, Signal<?> signal, IdentifierAccessor other) {
		if (mine.instance() == signal.instance()) {
			return true;
		}
		if (mine.sender() != signal.sender()) {
			return false;
		}
		Object id = this.context.identifiers().of(mine.instance());
		return id != null && id.equals(other.of(signal.instance()));
	}

	/**
	 * Return the names of the receivers that led to this call, and its own.
	 */
	String describeChain() {
		StringBuilder chain = new StringBuilder();
		for (Frame frame = this; frame != null; frame = frame.cause) {
			chain.insert(0, frame.receiver.uid() + ((frame == this) ? "" : " -> "));
		}
		return chain.toString();
	}

}
