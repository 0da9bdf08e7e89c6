package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

import io.github.signals.Delivery;
import io.github.signals.FailureSignal;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverFailure;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;

/**
 * A connected receiver: what it hears, and its call with everything that its delivery
 * adds to it.
 *
 * @since 0.1.0
 */
public final class RegisteredReceiver {

	private final String uid;

	private final Delivery delivery;

	private final Subscription subscription;

	private volatile ReceiverInfo info;

	private volatile boolean activated;

	private final ReceiverFilter filter;

	private final boolean filtered;

	private final ReceiverNeeds needs;

	private final ReceiverErrorHandler errorHandler;

	private final ReceiverErrorHandler attempts;

	private final RecursionLimit recursion;

	private final ReceiverCall target;

	private final @Nullable ReceiverCall decorated;

	private final boolean awaited;

	RegisteredReceiver(ReceiverInfo info, ReceiverFilter filter, ReceiverNeeds needs, ReceiverErrorHandler errorHandler,
			ReceiverErrorHandler attempts, RecursionLimit recursion, ReceiverCall target, CallDecorator watcher,
			CallDecorator decorator) {
		this.uid = info.uid();
		this.delivery = info.delivery();
		this.subscription = new Subscription(info.signals(), info.senders());
		this.info = info;
		this.activated = info.enabled();
		this.filter = filter;
		this.filtered = filter.isSelective();
		this.needs = needs;
		this.errorHandler = errorHandler;
		this.attempts = attempts;
		this.recursion = recursion;
		this.awaited = target.isAwaited();
		this.target = watcher.decorate(this, target);
		ReceiverCall handled = this::invokeHere;
		ReceiverCall call = decorator.decorate(this, handled);
		this.decorated = (call != handled) ? call : null;
	}

	/**
	 * Return the stable name.
	 * @return the uid
	 */
	public String uid() {
		return this.uid;
	}

	/**
	 * Return the description of the receiver.
	 * @return the current description
	 */
	public ReceiverInfo info() {
		return this.info;
	}

	/**
	 * Return when and on which thread the receiver runs.
	 * @return the delivery
	 */
	public Delivery delivery() {
		return this.delivery;
	}

	/**
	 * Return whether the receiver is switched on.
	 * @return whether it runs at all
	 */
	public boolean isEnabled() {
		return this.info.enabled();
	}

	/**
	 * Return whether the receiver is on, or has been since it was connected, so that
	 * there may be calls that are still to be made.
	 */
	boolean isActivated() {
		return this.activated;
	}

	/**
	 * Switch the receiver on or off, which only new routes tell.
	 * @return whether this has changed anything
	 */
	boolean enable(boolean enabled) {
		ReceiverInfo known = this.info;
		if (known.enabled() == enabled) {
			return false;
		}
		if (enabled && !this.activated && this.delivery == Delivery.DURABLE) {
			throw new IllegalStateException("Receiver '" + this.uid
					+ "' is DURABLE and was off when the application started, so this node does not make its calls."
					+ " Restart the application with signals.receivers." + this.uid + ".enabled=true instead.");
		}
		this.info = new ReceiverInfo(known.uid(), known.method(), known.signals(), known.senders(), known.delivery(),
				known.order(), known.after(), enabled, known.conditions());
		this.activated |= enabled;
		return true;
	}

	/**
	 * Return the conditions under which the receiver hears a signal.
	 * @return the filter, which never changes
	 */
	public ReceiverFilter filter() {
		return this.filter;
	}

	/**
	 * Return what the receiver needs for a call.
	 * @return its needs, which never change
	 */
	public ReceiverNeeds needs() {
		return this.needs;
	}

	/**
	 * Return whether the changes must be known.
	 * @return whether they decide what the receiver hears, or the receiver reads them
	 */
	public boolean asksChanges() {
		return this.needs.changes() || this.filter.asksChanges();
	}

	/** Return which signals the receiver hears, whether it is on or off. */
	Subscription subscription() {
		return this.subscription;
	}

	boolean isAwaited() {
		return this.awaited;
	}

	boolean hears(Class<?> signal) {
		return isEnabled() && this.subscription.covers(signal)
				&& (this.delivery == Delivery.AFTER_ROLLBACK || !FailureSignal.class.isAssignableFrom(signal));
	}

	boolean hears(Class<?> signal, Class<?> sender) {
		return hears(signal) && this.subscription.coversSender(sender);
	}

	/**
	 * Return whether deletes matter to the receiver: by themselves, or for the net change
	 * of the transaction.
	 */
	boolean hearsDeletes() {
		return this.subscription.coversDeletes(this.delivery.isDeferred());
	}

	/**
	 * Return whether a signal meets the conditions of this receiver. A condition that
	 * fails is handled as a failure of the receiver.
	 * @param signal the signal
	 * @return whether the receiver wants to hear it
	 */
	public boolean passes(Signal<?> signal) {
		try {
			return !this.filtered || this.filter.passes(signal);
		}
		catch (Exception | Error ex) {
			handle(signal, ex);
			return false;
		}
	}

	/**
	 * Call the receiver according to its delivery, whatever its conditions.
	 * @param payload the signal, or the list of signals of a batch receiver
	 * @param context who and what led to it
	 * @return what the receiver returned
	 */
	public @Nullable Object invoke(Object payload, DispatchContext context) {
		return (this.decorated != null) ? this.decorated.callHandled(payload, context) : invokeHere(payload, context);
	}

	/**
	 * Call the receiver on this thread and in this transaction, whatever its conditions
	 * and its delivery.
	 * @param payload the signal, or the list of signals of a batch receiver
	 * @param context who and what led to it
	 * @return what the receiver returned, or {@code null} if it has failed
	 */
	public @Nullable Object invokeHere(Object payload, DispatchContext context) {
		try {
			return run(payload, context);
		}
		catch (Exception | Error ex) {
			handle(payload, ex);
			return null;
		}
	}

	@Nullable Object run(Object payload, DispatchContext context) throws Exception {
		if (this.recursion.isReached(context.depth())) {
			throw this.recursion.exceededBy(new Frame(this, payload, context).describeChain());
		}
		return DispatchScope.current(context.scope).run(this, this.target, payload, context);
	}

	void handle(Object payload, Throwable ex) {
		Signal<?> signal = Payloads.last(payload);
		Failures.handle(this.errorHandler, new ReceiverFailure(this.info, signal.getClass(), signal.sender(), ex));
	}

	/**
	 * Notify the error handlers that a recorded call has failed.
	 * @param signal the class of the signal
	 * @param sender the sender of the signal
	 * @param cause the exception
	 * @param parked whether the call is parked and not tried again
	 */
	public void tellFailure(Class<?> signal, Class<?> sender, Throwable cause, boolean parked) {
		this.attempts.handle(new ReceiverFailure(this.info, signal, sender, cause, parked));
	}

	@Override
	public String toString() {
		return uid();
	}

}
