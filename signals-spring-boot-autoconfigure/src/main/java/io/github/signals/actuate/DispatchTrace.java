package io.github.signals.actuate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
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
import io.github.signals.dispatch.Payloads;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RecordedCallTrace;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.Route;
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
public final class DispatchTrace implements CallDecorator, SignalTrace {

	private static final Logger logger = LoggerFactory.getLogger(DispatchTrace.class);

	private static final int MAX_SIZE = 10_000;

	private final ReceiverRegistry registry;

	private final Function<@Nullable String, @Nullable TransactionTrace> transactions;

	private final String node = UUID.randomUUID().toString().substring(0, 8);

	private final TraceRing ring;

	private final RecordedCallNotes recordedCalls;

	private final AtomicLong versions = new AtomicLong();

	private final AtomicLong transactionNumbers = new AtomicLong();

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
		this.ring = new TraceRing(size);
		this.recordedCalls = new RecordedCallNotes(this.ring, (signal, context) -> entry(signal, context, null, true));
		if (size > 0) {
			registry.traceBy(this);
		}
	}

	/**
	 * Return what tells this start of the node from others.
	 */
	String node() {
		return this.node;
	}

	TraceRing ring() {
		return this.ring;
	}

	/**
	 * Return the version of the last change.
	 */
	long version() {
		return this.versions.get();
	}

	@Override
	public ReceiverCall decorate(RegisteredReceiver receiver, ReceiverCall call) {
		return (this.ring.size() == 0) ? call : (payload, context) -> trace(receiver, call, payload, context);
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
		TraceTransaction transaction = receiver.delivery().isTransactional() ? transaction(context) : null;
		if (!(payload instanceof List<?> batch)) {
			return List.of(entry((Signal<?>) payload, context, transaction, false));
		}
		return batch.subList(Math.max(0, batch.size() - this.ring.size()), batch.size())
			.stream()
			.map((signal) -> entry((Signal<?>) signal, contextOf((Signal<?>) signal, context), transaction, false))
			.toList();
	}

	/**
	 * Of a batch the context is that of the last signal.
	 */
	private static DispatchContext contextOf(Signal<?> signal, DispatchContext last) {
		return (signal instanceof DataSignal<?> own && own.context() instanceof DispatchContext context) ? context
				: last;
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

	/**
	 * Return the entry of a signal, or a new one.
	 * @param asked whether somebody has asked what has changed
	 */
	private TraceEntry entry(Signal<?> signal, DispatchContext context, @Nullable TraceTransaction transaction,
			boolean asked) {
		TraceEntry net = this.ring.find(TraceKey.ofNet(signal, context));
		return (net != null) ? net
				: this.ring.findOrAdd(TraceKey.of(signal, context), () -> create(signal, context, transaction, asked));
	}

	private TraceEntry create(Signal<?> signal, DispatchContext context, @Nullable TraceTransaction transaction,
			boolean asked) {
		Route route = this.registry.routes(signal.sender()).of(signal.getClass());
		TraceEntry cause = context.cause(this::find);
		TraceEntry entry = new TraceEntry(
				TraceSignal.of(signal, context, (cause != null) ? cause.number() : null, asked || route.asksChanges()),
				transaction, this.versions::incrementAndGet);
		route.disabled().forEach((receiver) -> entry.leftOut(receiver, LeftOut.DISABLED));
		if (transaction != null) {
			transaction.add(context.using(), entry::settled);
		}
		return entry;
	}

	private @Nullable TraceEntry find(Object payload, DispatchContext context) {
		Signal<?> signal = Payloads.last(payload);
		TraceEntry net = this.ring.find(TraceKey.ofNet(signal, context));
		return (net != null) ? net : this.ring.find(TraceKey.of(signal, context));
	}

	@Override
	public TransactionTrace begin(@Nullable String name) {
		return new TraceTransaction(this.transactionNumbers.incrementAndGet(), name, this.ring.size(),
				this.versions::incrementAndGet);
	}

	@Override
	public void leftOut(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context, LeftOut reason) {
		TraceTransaction transaction = receiver.delivery().isTransactional() ? transaction(context) : null;
		entry(signal, context, transaction, false).leftOut(receiver, reason);
	}

	@Override
	public void kept(Signal<?> signal, DispatchContext context, List<RegisteredReceiver> receivers,
			Predicate<RegisteredReceiver> admitted, @Nullable TransactionTrace transaction) {
		if (receivers.isEmpty() || context.mutesAll()) {
			return;
		}
		TraceEntry entry = entry(signal, context, (TraceTransaction) transaction, true);
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
		TraceSum sum = new TraceSum(this.ring, signals, hearing);
		if (net == null) {
			sum.isNothing();
		}
		else {
			sum.is(net, (signal, context, transaction) -> create(signal, context, transaction, true));
		}
	}

	@Override
	public void dropped(Signal<?> signal, DispatchContext context, Predicate<RegisteredReceiver> missing) {
		TraceEntry entry = find(signal, context);
		if (entry != null) {
			entry.dropped(missing);
		}
	}

	@Override
	public RecordedCallTrace recordedCalls() {
		return this.recordedCalls;
	}

}
