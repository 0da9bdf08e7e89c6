package io.github.signals.actuate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;

import io.github.signals.DataSignal;
import io.github.signals.Signal;
import io.github.signals.dispatch.CallDecorator;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.LeftOut;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RecordedCallTrace;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.SignalTrace;
import io.github.signals.dispatch.TransactionTrace;

/**
 * Remembers the last dispatches on this node, and the transactions that they belong to.
 * <p>
 * An entry is one signal with all of its receivers: those that were called, in the
 * transaction or later, on any thread; those that are to be called; and those that were
 * left out, with the reason. The attempts of a durable call are noted in the entry of its
 * signal. The net change that sums up several saves has an entry of its own, as has a
 * signal that is heard again after its entry has been replaced. A signal that no receiver
 * hears has no entry.
 * <p>
 * It holds names and identifiers, but neither instances nor attribute values.
 * Thread-safe; readers do not block writers for longer than it takes to copy one entry.
 *
 * @since 0.1.0
 */
public final class DispatchTrace implements CallDecorator, SignalTrace, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DispatchTrace.class);

	private static final int MAX_SIZE = 10_000;

	private final ReceiverRegistry registry;

	private final Function<@Nullable String, @Nullable TransactionTrace> transactions;

	private final String node = UUID.randomUUID().toString().substring(0, 8);

	private final TraceEntries entries;

	private final RecordedCallNotes recordedCalls;

	/**
	 * Create an instance.
	 * @param size how many entries to remember; with {@code 0}, no signals are watched
	 * @param registry the receivers whose signals to watch
	 * @param transactions returns the trace of the transaction of this thread, by the
	 * bean name of its manager
	 */
	public DispatchTrace(int size, ReceiverRegistry registry,
			Function<@Nullable String, @Nullable TransactionTrace> transactions) {
		Assert.isTrue(size >= 0 && size <= MAX_SIZE,
				() -> "signals.trace.size must be between 0 and " + MAX_SIZE + ", but is " + size);
		this.registry = registry;
		this.transactions = transactions;
		this.entries = new TraceEntries(size, registry);
		this.recordedCalls = new RecordedCallNotes(this.entries);
		if (size > 0) {
			registry.traceBy(this);
		}
	}

	/**
	 * Watch no signals any more.
	 */
	@Override
	public void close() {
		if (this.registry.trace() == this) {
			this.registry.traceBy(null);
		}
	}

	/**
	 * Return what tells this start of the node from others.
	 */
	String node() {
		return this.node;
	}

	/**
	 * Return how many entries are remembered at most.
	 */
	int size() {
		return this.entries.ring().size();
	}

	TraceEntries entries() {
		return this.entries;
	}

	@Override
	public ReceiverCall decorate(RegisteredReceiver receiver, ReceiverCall call) {
		return (size() == 0) ? call : (payload, context) -> trace(receiver, call, payload, context);
	}

	private @Nullable Object trace(RegisteredReceiver receiver, ReceiverCall call, Object payload,
			DispatchContext context) throws Exception {
		List<TraceEntry> traced = entries(receiver, payload, context);
		Throwable failure = null;
		Instant time = Instant.now();
		long start = System.nanoTime();
		try {
			return call.call(payload, context);
		}
		catch (Exception | Error ex) {
			failure = ex;
			throw ex;
		}
		finally {
			long nanos = System.nanoTime() - start;
			for (TraceEntry entry : traced) {
				entry.called(receiver, time, nanos, failure);
			}
		}
	}

	private List<TraceEntry> entries(RegisteredReceiver receiver, Object payload, DispatchContext context) {
		if (!(payload instanceof List<?> batch)) {
			return List.of(entry(receiver, (Signal<?>) payload, context));
		}
		return batch.subList(Math.max(0, batch.size() - size()), batch.size())
			.stream()
			.map((signal) -> entry(receiver, (Signal<?>) signal, contextOf((Signal<?>) signal, context)))
			.toList();
	}

	/**
	 * Of a batch the context is that of the last signal.
	 */
	private static DispatchContext contextOf(Signal<?> signal, DispatchContext last) {
		return (signal instanceof DataSignal<?> own && own.context() instanceof DispatchContext context) ? context
				: last;
	}

	private TraceEntry entry(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context) {
		return this.entries.findOrAdd(signal, context,
				() -> receiver.delivery().isTransactional() ? transaction(context) : null, false);
	}

	private @Nullable TraceTransaction transaction(DispatchContext context) {
		try {
			return (TraceTransaction) this.transactions.apply(context.using());
		}
		catch (RuntimeException ex) {
			// Observing must not disturb the call.
			logger.debug("Could not determine the current transaction", ex);
			return null;
		}
	}

	@Override
	public TransactionTrace begin(@Nullable String name) {
		return this.entries.begin(name);
	}

	@Override
	public void leftOut(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context, LeftOut reason) {
		entry(receiver, signal, context).leftOut(receiver, reason);
	}

	@Override
	public void kept(Signal<?> signal, DispatchContext context, List<RegisteredReceiver> receivers,
			Predicate<RegisteredReceiver> admitted, @Nullable TransactionTrace transaction) {
		if (receivers.isEmpty() || context.mutesAll()) {
			return;
		}
		TraceEntry entry = this.entries.findOrAdd(signal, context, () -> (TraceTransaction) transaction, true);
		entry.changed(TraceSignal.changed(signal, true));
		for (RegisteredReceiver receiver : receivers) {
			LeftOut reason = admitted.test(receiver) ? null : context.leftOut(receiver, signal);
			if (reason != null) {
				entry.leftOut(receiver, reason);
			}
			else {
				entry.waiting(receiver);
			}
		}
	}

	@Override
	public void summedUp(List<DataSignal<?>> signals, @Nullable DataSignal<?> net,
			Predicate<RegisteredReceiver> hearing) {
		TraceSum sum = new TraceSum(this.entries, signals, hearing);
		if (net != null) {
			sum.is(net);
		}
		else {
			sum.isNothing();
		}
	}

	@Override
	public void dropped(Signal<?> signal, DispatchContext context, Predicate<RegisteredReceiver> missing) {
		TraceEntry entry = this.entries.find(signal, context);
		if (entry != null) {
			entry.dropped(missing);
		}
	}

	@Override
	public RecordedCallTrace recordedCalls() {
		return this.recordedCalls;
	}

}
