package io.github.signals.dispatch;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverFailure;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverRecursionException;
import io.github.signals.Signal;

/**
 * A connected receiver: what it hears, and its call with everything that its delivery
 * adds to it.
 *
 * @since 0.1.0
 */
public final class RegisteredReceiver {

	private static final List<Class<?>> ROWS = List.of(PreSave.class, PostSave.class, PreDelete.class,
			PostDelete.class);

	private final String uid;

	private final Delivery delivery;

	private volatile ReceiverInfo info;

	private volatile boolean activated;

	final ReceiverFilter filter;

	private final boolean filtered;

	private final ReceiverNeeds needs;

	private final ReceiverErrorHandler errorHandler;

	private final ReceiverErrorHandler attempts;

	private final int maxDepth;

	private final ReceiverCall target;

	private final @Nullable ReceiverCall decorated;

	RegisteredReceiver(ReceiverInfo info, ReceiverFilter filter, ReceiverNeeds needs, ReceiverErrorHandler errorHandler,
			ReceiverErrorHandler attempts, int maxDepth, ReceiverCall target, CallDecorator watcher,
			CallDecorator decorator) {
		this.uid = info.uid();
		this.delivery = info.delivery();
		this.info = info;
		this.activated = info.enabled();
		this.filter = filter;
		this.filtered = filter.isSelective();
		this.needs = needs;
		this.errorHandler = errorHandler;
		this.attempts = attempts;
		this.maxDepth = maxDepth;
		this.target = watcher.decorate(this, target);
		ReceiverCall handled = this::callHandled;
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
				known.order(), enabled, known.conditions());
		this.activated |= enabled;
		return true;
	}

	/**
	 * Return whether the receiver takes a list of signals.
	 * @return whether it is called once a transaction
	 */
	public boolean isBatch() {
		return this.needs.batchSize() > 0;
	}

	/**
	 * Return the maximum number of signals to pass in one call.
	 * @return the maximum size of the list, {@code 0} if the receiver does not take a
	 * list
	 */
	public int batchSize() {
		return this.needs.batchSize();
	}

	/**
	 * Return whether the receiver needs the instance.
	 * @return whether it takes the instance as a parameter
	 */
	public boolean takesInstance() {
		return this.needs.instance();
	}

	/**
	 * Return whether a durable receiver keeps the order of the commits.
	 * @return whether a call that has failed holds back later ones for the same entity
	 */
	public boolean isOrdered() {
		return this.needs.order();
	}

	boolean hearsImports() {
		return this.filter.imports();
	}

	boolean hearsEachSignal() {
		return this.needs.eachSignal();
	}

	boolean asksIds() {
		return this.needs.ids();
	}

	/**
	 * Return whether the changes must be known.
	 * @return whether they decide what the receiver hears, or the receiver reads them
	 */
	public boolean asksChanges() {
		return this.needs.changes() || this.filter.asksChanges();
	}

	/**
	 * Return whether the receiver or its condition reads the changes.
	 * @return whether the values matter
	 */
	public boolean readsChanges() {
		return this.needs.changes();
	}

	boolean hears(Class<?> signal, Class<?> sender) {
		return hears(signal) && concerns(sender);
	}

	boolean concerns(Class<?> sender) {
		return isAssignable(this.info.senders(), sender);
	}

	boolean hears(Class<?> signal) {
		return isEnabled() && isAssignable(this.info.signals(), signal);
	}

	/**
	 * Return whether what repositories save and delete matters to the receiver.
	 */
	boolean concernsRows() {
		return ROWS.stream().anyMatch((signal) -> isAssignable(this.info.signals(), signal));
	}

	/**
	 * Return whether deletes matter to the receiver: by themselves, or for the net change
	 * of the transaction.
	 */
	boolean concernsDeletes() {
		return delivery().isDeferred() && concernsRows() || isAssignable(this.info.signals(), PreDelete.class)
				|| isAssignable(this.info.signals(), PostDelete.class);
	}

	private static boolean isAssignable(List<Class<?>> candidates, Class<?> type) {
		return candidates.stream().anyMatch((candidate) -> candidate.isAssignableFrom(type));
	}

	/**
	 * Call the receiver according to its delivery, if a signal meets its conditions.
	 * @param signal the signal
	 * @param context who and what led to it
	 * @return what the receiver returned, or {@code null} if it did not run
	 */
	public @Nullable Object deliver(Signal<?> signal, DispatchContext context) {
		return passes(signal) ? invoke(signal, context) : null;
	}

	/**
	 * Return whether a signal meets the conditions of this receiver. A condition that
	 * fails is handled as a failure of the receiver.
	 * @param signal the signal
	 * @return whether the receiver wants to hear it
	 */
	public boolean passes(Signal<?> signal) {
		return !this.filtered || matches(signal);
	}

	private boolean matches(Signal<?> signal) {
		try {
			return this.filter.passes(signal);
		}
		catch (Exception | Error ex) {
			handle(signal, ex);
			return false;
		}
	}

	/**
	 * Return whether a signal meets the conditions of this receiver. Exceptions are
	 * propagated.
	 * @param signal the signal
	 * @return whether the receiver wants to hear it
	 */
	public boolean meets(Signal<?> signal) {
		return this.filter.passes(signal);
	}

	/**
	 * Return whether a signal that meets all other conditions meets the expression, which
	 * is evaluated last. Exceptions are propagated.
	 * @param signal the signal
	 * @return whether the receiver wants to hear it
	 */
	public boolean meetsExpression(Signal<?> signal) {
		return this.filter.meetsExpression(signal);
	}

	/**
	 * Call the receiver according to its delivery, whatever its conditions.
	 * @param payload the signal, or the list of signals of a batch receiver
	 * @param context who and what led to it
	 * @return what the receiver returned
	 */
	public @Nullable Object invoke(Object payload, DispatchContext context) {
		return (this.decorated != null) ? call(this.decorated, payload, context) : callHandled(payload, context);
	}

	/**
	 * Call the receiver on this thread and in this transaction, whatever its conditions
	 * and its delivery.
	 * @param payload the signal, or the list of signals of a batch receiver
	 * @param context who and what led to it
	 */
	public void invokeHere(Object payload, DispatchContext context) {
		callHandled(payload, context);
	}

	private static @Nullable Object call(ReceiverCall decorated, Object payload, DispatchContext context) {
		try {
			return decorated.call(payload, context);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private @Nullable Object callHandled(Object payload, DispatchContext context) {
		try {
			if (context.depth() >= this.maxDepth) {
				throw tooDeep(payload, context);
			}
			return DispatchScope.current(context.scope).run(this, this.target, payload, context);
		}
		catch (Exception | Error ex) {
			handle(payload, ex);
			return null;
		}
	}

	private ReceiverRecursionException tooDeep(Object payload, DispatchContext context) {
		return new ReceiverRecursionException("Receivers have triggered one another more than " + this.maxDepth
				+ " levels deep (signals.recursion.max-depth): " + new Frame(this, payload, context).describeChain());
	}

	private void handle(Object payload, Throwable ex) {
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
		return this.uid;
	}

}
