package io.github.signals.dispatch;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.BulkWrite;
import io.github.signals.DataSignal;
import io.github.signals.Signal;
import io.github.signals.SignalContext.Origin;

/**
 * Passes signals to their receivers: directly to those in the transaction, and through
 * the {@link Deferral} to the others. Lock-free.
 *
 * @since 0.1.0
 */
public final class Dispatcher {

	private static final Logger logger = LoggerFactory.getLogger(Dispatcher.class);

	private final ReceiverRegistry registry;

	private final Deferral deferral;

	private final Supplier<? extends @Nullable Object> actorSource;

	/**
	 * Create a dispatcher.
	 * @param registry the connected receivers
	 * @param deferral accepts the signals that are delivered at the end of the
	 * transaction
	 * @param actorSource supplies who makes the changes, if no scope does
	 */
	public Dispatcher(ReceiverRegistry registry, Deferral deferral, Supplier<? extends @Nullable Object> actorSource) {
		this.registry = registry;
		this.deferral = deferral;
		this.actorSource = actorSource;
	}

	/**
	 * Return the connected receivers.
	 * @return the registry
	 */
	public ReceiverRegistry registry() {
		return this.registry;
	}

	/**
	 * Record who and what leads to the signals that follow.
	 * @param using the bean name of the transaction manager, or {@code null}
	 * @param origin where the change comes from
	 * @param identifiers determines the identifiers of the instances
	 * @return the context
	 */
	public DispatchContext context(@Nullable String using, Origin origin, IdentifierAccessor identifiers) {
		return new DispatchContext(using, origin, identifiers, DispatchScope.current(), this.actorSource);
	}

	/**
	 * Call the receivers that run at once.
	 * @param signal the signal, whose context is a {@link DispatchContext}
	 * @param routes the receivers of its sender
	 * @return whether a receiver was called
	 */
	public boolean now(DataSignal<?> signal, SenderRoutes routes) {
		return now(signal, routes, null);
	}

	/**
	 * Call the receivers that run at once.
	 * @param signal the signal, whose context is a {@link DispatchContext}
	 * @param routes the receivers of its sender
	 * @param observer notified before the calls and after each of them, or {@code null}
	 * @return whether a receiver was called
	 */
	public boolean now(DataSignal<?> signal, SenderRoutes routes, @Nullable CallObserver observer) {
		if (observer != null) {
			observer.beforeCalls(signal);
		}
		DispatchContext context = (DispatchContext) signal.context();
		Route route = routes.of(signal.getClass());
		SignalCounter counter = notifyObservers(route, signal, context);
		boolean all = context.admitsAll();
		boolean called = false;
		for (RegisteredReceiver receiver : route.immediate()) {
			if ((all || context.admits(receiver, signal, counter)) && receiver.passes(signal)) {
				called = true;
				receiver.invoke(signal, context);
				if (observer != null) {
					observer.called(receiver, signal);
				}
			}
			else {
				noteLeftOut(route, receiver, signal, context);
			}
		}
		return called;
	}

	/**
	 * Note that a receiver does not hear a signal, if somebody looks.
	 */
	static void noteLeftOut(Route route, RegisteredReceiver receiver, Signal<?> signal, DispatchContext context) {
		SignalTrace trace = route.trace();
		if (trace != null) {
			LeftOut scope = context.leftOut(receiver, signal);
			trace.leftOut(receiver, signal, context, (scope != null) ? scope : receiver.filter().leftOut(signal));
		}
	}

	/**
	 * Count a signal that is about to be heard, and pass it to the listener.
	 * @return who counts what becomes of it, or {@code null}
	 */
	static @Nullable SignalCounter notifyObservers(Route route, Signal<?> signal, DispatchContext context) {
		SignalCounter counter = route.counter();
		if (counter != null && route.immediate().length > 0 && !context.mutesAll()) {
			counter.dispatched();
		}
		Consumer<Signal<?>> listener = route.listener();
		if (listener != null && context.admitsListener(signal)) {
			listener.accept(signal);
		}
		return counter;
	}

	/**
	 * Dispatch what a statement has written in the current transaction.
	 * @param signal the signal, whose context is a {@link DispatchContext}
	 * @param routes the receivers of its sender
	 */
	public void written(BulkWrite<?> signal, SenderRoutes routes) {
		written(signal, routes, this.deferral);
	}

	/**
	 * Dispatch what a statement has written: to those in the transaction at once, and at
	 * its end to the others.
	 * @param signal the signal, whose context is a {@link DispatchContext}
	 * @param routes the receivers of its sender
	 * @param deferral accepts it for the end of the transaction
	 */
	public void written(BulkWrite<?> signal, SenderRoutes routes, Deferral deferral) {
		now(signal, routes, null);
		later(signal, (DispatchContext) signal.context(), routes, deferral);
	}

	/**
	 * Keep a signal for the receivers that run at the end of the transaction.
	 * @param signal the signal
	 * @param context who and what led to it
	 * @param routes the receivers of its sender
	 */
	public void later(Signal<?> signal, DispatchContext context, SenderRoutes routes) {
		later(signal, context, routes, this.deferral);
	}

	/**
	 * Keep a signal for the receivers that run at the end of a transaction.
	 * @param signal the signal
	 * @param context who and what led to it
	 * @param routes the receivers of its sender
	 * @param deferral accepts it for the end of that transaction
	 */
	public void later(Signal<?> signal, DispatchContext context, SenderRoutes routes, Deferral deferral) {
		if (!routes.deferred(signal).isEmpty()) {
			deferral.defer(signal, context, routes);
		}
	}

	/**
	 * Return the deferral for the end of whichever transaction is current when a signal
	 * is deferred.
	 * @return the deferral
	 */
	public Deferral deferral() {
		return this.deferral;
	}

	/**
	 * Return a deferral of many signals for the end of the current transaction.
	 * @param using the bean name of the transaction manager, or {@code null}
	 * @return the deferral
	 */
	public Deferral deferral(@Nullable String using) {
		return this.deferral.forTransaction(using);
	}

	/**
	 * Return the deferral for the end of a transaction that no transaction manager knows.
	 * @param transaction the transaction
	 * @return the deferral
	 */
	public Deferral deferral(OwnTransaction transaction) {
		return this.deferral.forTransaction(transaction);
	}

	/**
	 * Write what the current transaction holds back.
	 */
	void writePending() {
		this.deferral.writePending();
	}

	/**
	 * Do the work that follows a flush.
	 * @param work the work that passes signals to this dispatcher
	 */
	public void duringFlush(Runnable work) {
		this.deferral.duringFlush(work);
	}

	/**
	 * Do the work that follows a rollback.
	 * @param work the work that passes signals to this dispatcher
	 */
	public void duringRollback(Runnable work) {
		this.deferral.duringRollback(work);
	}

	/**
	 * Return the context of changes that a receiver has left to be written: the receiver
	 * counts as still running for the instance, so that it is not called again for its
	 * own change.
	 * @param receiver the receiver
	 * @param signal the signal that it was called with
	 * @param origin where the change is going to come from
	 * @return the context
	 */
	public DispatchContext consequence(RegisteredReceiver receiver, DataSignal<?> signal, Origin origin) {
		DispatchContext context = (DispatchContext) signal.context();
		return context.causing(new Frame(receiver, signal, context), origin);
	}

	/**
	 * Warn that a read-only transaction is not going to write what was announced.
	 * @param signal the class of the signal
	 * @param routes the receivers of its sender
	 */
	public void warnUnwritten(Class<?> signal, SenderRoutes routes) {
		logger.warn("{} of {} in a read-only transaction, which does not write it: only IN_TRANSACTION receivers are"
				+ " called", signal.getSimpleName(), routes.sender().getName());
	}

}
