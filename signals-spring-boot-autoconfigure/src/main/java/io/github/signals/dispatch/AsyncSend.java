package io.github.signals.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.Delivery;
import io.github.signals.ReceiverFailure;
import io.github.signals.Response;
import io.github.signals.Signal;

/**
 * One signal that is sent on other threads: which call begins when which others have
 * ended.
 */
final class AsyncSend {

	private static final Logger logger = LoggerFactory.getLogger(AsyncSend.class);

	private final Signal<?> signal;

	private final DispatchContext context;

	private final Route route;

	private final CallExecutor executor;

	private final Deferral unbound;

	private final Map<String, CompletableFuture<@Nullable Response>> calls = new LinkedHashMap<>();

	private CompletableFuture<?> previous = CompletableFuture.completedFuture(null);

	AsyncSend(Signal<?> signal, DispatchContext context, Route route, CallExecutor executor, Deferral unbound) {
		this.unbound = unbound;
		this.signal = signal;
		this.context = context;
		this.route = route;
		this.executor = executor;
	}

	/**
	 * Call each receiver that is not only called after a rollback.
	 */
	CompletableFuture<List<Response>> send(@Nullable SignalCounter counter) {
		List<RegisteredReceiver> receivers = new ArrayList<>(List.of(this.route.immediate()));
		receivers.addAll(this.route.deferred());
		for (RegisteredReceiver receiver : receivers) {
			if (receiver.delivery() == Delivery.AFTER_ROLLBACK) {
				continue;
			}
			if (this.context.admits(receiver, this.signal, counter)) {
				begin(receiver);
			}
			else {
				Dispatcher.noteLeftOut(this.route, receiver, this.signal, this.context);
			}
		}
		List<CompletableFuture<@Nullable Response>> all = List.copyOf(this.calls.values());
		return ends(all)
			.thenApply((ended) -> all.stream().map(CompletableFuture::join).filter(Objects::nonNull).toList());
	}

	private void begin(RegisteredReceiver receiver) {
		if (receiver.delivery() == Delivery.DURABLE) {
			this.calls.put(receiver.uid(), CompletableFuture.completedFuture(record(receiver)));
		}
		else {
			call(receiver);
		}
	}

	/**
	 * Record a call on this thread, which has what its record carries.
	 * @return how that has failed, or {@code null}
	 */
	private @Nullable Response record(RegisteredReceiver receiver) {
		try {
			if (receiver.filter().passes(this.signal)) {
				this.unbound.record(receiver, this.signal, this.context);
			}
			else {
				Dispatcher.noteLeftOut(this.route, receiver, this.signal, this.context);
			}
			return null;
		}
		catch (RuntimeException | Error ex) {
			handle(receiver, ex);
			return new Response(receiver.info(), null, ex);
		}
	}

	private void call(RegisteredReceiver receiver) {
		Actors.resolve(this.context, receiver.uid());
		CompletableFuture<@Nullable Response> answer = new CompletableFuture<>();
		Runnable begin = this.executor.accept(receiver.uid(), () -> call(receiver, answer));
		beforeCall(receiver).whenComplete((ended, thrown) -> begin.run());
		this.calls.put(receiver.uid(), answer);
		if (!isAside(receiver)) {
			this.previous = answer;
		}
	}

	private static boolean isAside(RegisteredReceiver receiver) {
		return receiver.isAwaited() || receiver.delivery() == Delivery.ASYNC;
	}

	/**
	 * Return the end of the calls that this one follows.
	 */
	private CompletableFuture<?> beforeCall(RegisteredReceiver receiver) {
		List<CompletableFuture<?>> before = new ArrayList<>();
		if (!isAside(receiver)) {
			before.add(this.previous);
		}
		for (String uid : receiver.info().after()) {
			CompletableFuture<?> call = this.calls.get(uid);
			if (call != null) {
				before.add(call);
			}
		}
		return ends(before);
	}

	private static CompletableFuture<@Nullable Void> ends(List<? extends CompletableFuture<?>> calls) {
		return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new));
	}

	private void call(RegisteredReceiver receiver, CompletableFuture<@Nullable Response> answer) {
		try {
			answer.complete(respond(receiver));
		}
		catch (Throwable ex) {
			answer.completeExceptionally(ex);
			throw ex;
		}
	}

	private @Nullable Response respond(RegisteredReceiver receiver) {
		try {
			if (receiver.filter().passes(this.signal)) {
				Object payload = receiver.needs().isBatch() ? List.of(this.signal) : this.signal;
				return new Response(receiver.info(), receiver.run(payload, this.context), null);
			}
			Dispatcher.noteLeftOut(this.route, receiver, this.signal, this.context);
			return null;
		}
		catch (Exception | Error ex) {
			handle(receiver, ex);
			return new Response(receiver.info(), null, ex);
		}
	}

	private void handle(RegisteredReceiver receiver, Throwable thrown) {
		try {
			receiver.handle(this.signal, thrown);
		}
		catch (RuntimeException | Error ex) {
			Failures.throwIfFatal(ex);
			ReceiverFailure failure = Failures.of(ex);
			logger.error((failure != null) ? failure.describe()
					: "The error handler of receiver '" + receiver.uid() + "' threw an exception", ex);
		}
	}

}
