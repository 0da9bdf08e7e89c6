package io.github.signals.dispatch;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;
import io.github.signals.SignalContext;

/**
 * Who and what led to a signal, as it was on the thread that made the change.
 *
 * @since 0.1.0
 */
public final class DispatchContext implements SignalContext {

	private final @Nullable String using;

	private final Origin origin;

	private final Identity identity;

	final @Nullable Frame cause;

	private final DispatchScope.@Nullable Muted muted;

	private final boolean imported;

	private @Nullable Supplier<? extends @Nullable Object> actorSource;

	private @Nullable Object actor;

	DispatchContext(@Nullable String using, Origin origin, Identity identity, DispatchScope scope,
			Supplier<? extends @Nullable Object> actorSource) {
		this.using = using;
		this.origin = origin;
		this.identity = identity;
		this.cause = scope.running();
		this.muted = scope.muted;
		this.imported = scope.importing;
		this.actor = scope.actor;
		this.actorSource = (scope.actor != null) ? null : actorSource;
	}

	private DispatchContext(DispatchContext other, Frame cause, Origin origin) {
		this.using = other.using;
		this.origin = origin;
		this.identity = other.identity;
		this.cause = cause;
		this.muted = other.muted;
		this.imported = other.imported;
		this.actor = other.actor;
		this.actorSource = other.actorSource;
	}

	/**
	 * Return how many calls led to the signal, one inside the other.
	 */
	int depth() {
		return (this.cause != null) ? this.cause.depth : 0;
	}

	DispatchContext causing(Frame frame, Origin origin) {
		return new DispatchContext(this, frame, origin);
	}

	@Override
	public @Nullable String using() {
		return this.using;
	}

	@Override
	public synchronized @Nullable Object actor() {
		if (this.actorSource != null) {
			this.actor = this.actorSource.get();
			this.actorSource = null;
		}
		return this.actor;
	}

	@Override
	public Origin origin() {
		return this.origin;
	}

	@Override
	public @Nullable String causedBy() {
		return (this.cause != null) ? this.cause.receiver.uid() : null;
	}

	@Override
	public boolean imported() {
		return this.imported;
	}

	/**
	 * Return how to tell the identifier of the instance.
	 * @return the identity of the sender's instances
	 */
	public Identity identity() {
		return this.identity;
	}

	/**
	 * Return whether a receiver may hear a signal: it is not muted, hears imports if this
	 * is one, and is not already running for the instance.
	 * @param receiver the receiver
	 * @param signal the signal
	 * @return whether the receiver may hear it
	 */
	public boolean admits(RegisteredReceiver receiver, Signal<?> signal) {
		return (!this.imported || receiver.hearsImports())
				&& !DispatchScope.Muted.matches(this.muted, receiver.uid(), signal.sender(), signal.getClass())
				&& !Frame.isRunning(this.cause, receiver, signal, this.identity);
	}

	/**
	 * Return whether every receiver may hear the signals of this context: no scope is
	 * open, and no receiver is running.
	 * @return whether {@link #admits} is true for all receivers
	 */
	public boolean admitsAll() {
		return this.cause == null && this.muted == null && !this.imported;
	}

}
