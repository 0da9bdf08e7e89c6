package io.github.signals.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.Delivery;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverFailure;
import io.github.signals.Response;
import io.github.signals.Signal;
import io.github.signals.SignalContext.Origin;

/**
 * Sends what an application sends itself, and collects what its receivers return.
 */
final class SignalSender {

	private static final Logger logger = LoggerFactory.getLogger(SignalSender.class);

	private final Dispatcher dispatcher;

	SignalSender(Dispatcher dispatcher) {
		this.dispatcher = dispatcher;
	}

	/**
	 * Send a signal.
	 * @param signal the signal
	 * @param robust whether the failure of a receiver is a response, and the others are
	 * called all the same
	 */
	List<Response> send(Signal<?> signal, boolean robust) {
		return send(signal, this.dispatcher.registry().routes(signal.sender()), robust);
	}

	/**
	 * Send a signal to some receivers of its sender.
	 */
	List<Response> send(Signal<?> signal, SenderRoutes routes, boolean robust) {
		Route route = routes.of(signal.getClass());
		if (route.isEmpty() || DispatchScope.isMuted()) {
			return List.of();
		}
		DispatchContext context = context(signal, route);
		SignalCounter counter = Dispatcher.notifyObservers(route, signal, context);
		List<Response> responses = new ArrayList<>();
		for (RegisteredReceiver receiver : route.immediate()) {
			if (context.admits(receiver, signal, counter)) {
				respond(route, receiver, signal, context, robust, responses);
			}
			else {
				Dispatcher.noteLeftOut(route, receiver, signal, context);
			}
		}
		if (!route.deferred().isEmpty()) {
			defer(signal, context, routes, robust, responses);
		}
		return responses;
	}

	/**
	 * Send a signal on other threads.
	 * @param signal the signal
	 * @param executor makes the calls there
	 */
	CompletableFuture<List<Response>> sendAsync(Signal<?> signal, CallExecutor executor) {
		Route route = this.dispatcher.registry().routes(signal.sender()).of(signal.getClass());
		if (route.isEmpty() || DispatchScope.isMuted()) {
			return CompletableFuture.completedFuture(List.of());
		}
		DispatchContext context = context(signal, route);
		SignalCounter counter = Dispatcher.notifyObservers(route, signal, context);
		return new AsyncSend(signal, context, route, executor, this.dispatcher.deferral().outsideOfTransactions())
			.send(counter);
	}

	/**
	 * Return what leads to a signal that can be recorded, if one of its receivers needs
	 * that.
	 */
	private DispatchContext context(Signal<?> signal, Route route) {
		DispatchContext context = this.dispatcher.context(null, Origin.APPLICATION, IdentifierAccessor.NONE);
		for (RegisteredReceiver receiver : route.deferred()) {
			if (receiver.delivery() == Delivery.DURABLE && context.leftOut(receiver, signal) == null) {
				this.dispatcher.deferral().checkRecordable(signal.getClass());
			}
		}
		return context;
	}

	private void defer(Signal<?> signal, DispatchContext context, SenderRoutes routes, boolean robust,
			List<Response> responses) {
		try {
			this.dispatcher.deferral().defer(signal, context, routes);
		}
		catch (ReceiverException | Error ex) {
			ReceiverFailure failure = Failures.of(ex);
			if (!robust || failure == null || Failures.isFatal(ex)) {
				throw ex;
			}
			respond(failure, responses);
		}
	}

	private void respond(Route route, RegisteredReceiver receiver, Signal<?> signal, DispatchContext context,
			boolean robust, List<Response> responses) {
		try {
			if (receiver.passes(signal)) {
				responses.add(new Response(receiver.info(), receiver.invoke(signal, context), null));
			}
			else {
				Dispatcher.noteLeftOut(route, receiver, signal, context);
			}
		}
		catch (RuntimeException | Error ex) {
			if (!robust || Failures.isFatal(ex)) {
				throw ex;
			}
			Throwable cause = (ex instanceof ReceiverException failed) ? failed.failure().cause() : ex;
			respond(new ReceiverFailure(receiver.info(), signal.getClass(), signal.sender(), cause), responses);
		}
	}

	private static void respond(ReceiverFailure failure, List<Response> responses) {
		logger.error(failure.describe(), failure.cause());
		responses.add(new Response(failure.receiver(), null, failure.cause()));
	}

}
