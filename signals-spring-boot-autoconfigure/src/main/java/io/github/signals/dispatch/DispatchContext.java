package io.github.signals.dispatch;

import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;
import io.github.signals.SignalContext;

/**
 * Who and what led to a signal, as known on the thread that made the change.
 *
 * @since 0.1.0
 */
public sealed class DispatchContext implements SignalContext, EntityAccess permits DecoratedContext {

	private final @Nullable String using;

	private final Origin origin;

	private final IdentifierAccessor identifiers;

	final @Nullable DispatchScope scope;

	final @Nullable Frame cause;

	private final Scopes scopes;

	private @Nullable Supplier<? extends @Nullable Object> actorSource;

	private @Nullable Object actor;

	private final @Nullable Recorded recorded;

	DispatchContext(@Nullable String using, Origin origin, IdentifierAccessor identifiers, DispatchScope scope,
			Supplier<? extends @Nullable Object> actorSource) {
		this.using = using;
		this.origin = origin;
		this.identifiers = identifiers;
		this.scope = scope;
		this.cause = scope.running();
		this.scopes = scope.scopes();
		this.actor = this.scopes.actor;
		this.actorSource = (this.actor != null) ? null : actorSource;
		this.recorded = null;
	}

	DispatchContext(DispatchContext other, @Nullable Frame cause, Origin origin) {
		this.using = other.using;
		this.origin = origin;
		this.identifiers = other.identifiers;
		this.scope = other.scope;
		this.cause = cause;
		this.scopes = other.scopes;
		this.actor = other.actor;
		this.actorSource = other.actorSource;
		this.recorded = other.recorded;
	}

	/**
	 * Create the context of a call that was recorded.
	 * @param recorded what the record contains
	 * @param using the bean name of the transaction manager, or {@code null}
	 * @param origin where the change came from
	 * @param identifiers determines the identifier of the instance
	 */
	public DispatchContext(Recorded recorded, @Nullable String using, Origin origin, IdentifierAccessor identifiers) {
		this.using = using;
		this.origin = origin;
		this.identifiers = identifiers;
		this.scope = null;
		this.cause = null;
		this.scopes = recorded.imported() ? Scopes.IMPORT : Scopes.NONE;
		this.actorSource = recorded.actor();
		this.recorded = recorded;
	}

	/**
	 * Return what is not known of one write alone.
	 * @return the context without its decorations
	 */
	public DispatchContext undecorated() {
		return this;
	}

	/**
	 * Return how many nested calls led to the signal.
	 * @return the depth of the innermost
	 */
	public int depth() {
		int recorded = (this.recorded != null) ? this.recorded.depth() : 0;
		return (this.cause != null) ? this.cause.depth : recorded;
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
		if (this.cause != null) {
			return this.cause.receiver.uid();
		}
		return (this.recorded != null) ? this.recorded.causedBy() : null;
	}

	@Override
	public @Nullable UUID id() {
		return (this.cause == null && this.recorded != null) ? this.recorded.id() : null;
	}

	/**
	 * Return the headers that a record carries from the thread of the change.
	 * @return the headers by name; empty if the call was not recorded
	 */
	public Map<String, String> headers() {
		return (this.cause == null && this.recorded != null) ? this.recorded.headers() : Map.of();
	}

	@Override
	public boolean imported() {
		return this.scopes.importing;
	}

	@Override
	public IdentifierAccessor identifiers() {
		return this.identifiers;
	}

	/**
	 * Return whether a receiver may hear a signal: it is neither muted nor already
	 * running for the instance, and hears imports if the change is imported.
	 * @param receiver the receiver
	 * @param signal the signal
	 * @param counter counts the skipped calls, or {@code null}
	 * @return whether the receiver may hear it
	 */
	public boolean admits(RegisteredReceiver receiver, Signal<?> signal, @Nullable SignalCounter counter) {
		LeftOut reason = leftOut(receiver, signal);
		if (counter != null && reason == LeftOut.MUTED && !mutesAll()) {
			counter.muted();
		}
		else if (counter != null && reason == LeftOut.REENTERED) {
			counter.reentered();
		}
		return reason == null;
	}

	/**
	 * Return why a receiver may not hear a signal.
	 * @param receiver the receiver
	 * @param signal the signal
	 * @return the reason, or {@code null} if {@link #admits} is true
	 */
	public @Nullable LeftOut leftOut(RegisteredReceiver receiver, Signal<?> signal) {
		if (this.scopes.importing && !receiver.filter().imports()) {
			return LeftOut.IMPORT;
		}
		if (this.scopes.mutes(receiver.uid(), signal.sender(), signal.getClass())) {
			return LeftOut.MUTED;
		}
		return Frame.isRunning(this.cause, receiver, signal, this.identifiers) ? LeftOut.REENTERED : null;
	}

	/** Return whether somebody may hear a signal who only listens. */
	boolean admitsListener(Signal<?> signal) {
		return !this.scopes.mutes(signal.sender(), signal.getClass());
	}

	/**
	 * Return whether everything is muted.
	 * @return whether nothing at all is delivered
	 */
	public boolean mutesAll() {
		return this.scopes.mutesAll();
	}

	/**
	 * Return whether a scope mutes anything.
	 * @return whether one was open when the change was made
	 */
	public boolean isMuting() {
		return this.scopes.isMuting();
	}

	/**
	 * Return whether a scope says who makes the change.
	 * @return whether one was open when the change was made
	 */
	public boolean isByActor() {
		return this.scopes.actor != null;
	}

	/**
	 * Ask for the call that has made the change.
	 * @param <R> the type of the answer
	 * @param call is told the signal, or the list of signals, and what led to it
	 * @return the answer, or {@code null} if no receiver was running on this node
	 */
	public <R> @Nullable R cause(BiFunction<Object, DispatchContext, @Nullable R> call) {
		return (this.cause != null) ? call.apply(this.cause.payload, this.cause.context) : null;
	}

	/**
	 * Return whether every receiver may hear the signals: no scope is open, none is
	 * running.
	 * @return whether {@link #admits} is true for all receivers
	 */
	public boolean admitsAll() {
		return this.cause == null && this.scopes.admitsAll();
	}

	/**
	 * The data of a call that was recorded.
	 *
	 * @param id the identifier of the call
	 * @param actor supplies who made the change, on demand
	 * @param causedBy the uid of the receiver that was running then
	 * @param imported whether the change was made in an import scope
	 * @param depth how many calls led to it
	 * @param headers the headers from the thread of the change
	 */
	public record Recorded(UUID id, Supplier<? extends @Nullable Object> actor, @Nullable String causedBy,
			boolean imported, int depth, Map<String, String> headers) {

	}

}
