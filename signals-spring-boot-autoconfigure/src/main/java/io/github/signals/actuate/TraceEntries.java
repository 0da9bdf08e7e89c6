package io.github.signals.actuate;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.LeftOut;
import io.github.signals.dispatch.Payloads;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.Route;

/**
 * Finds the entry of a signal, or adds one.
 */
final class TraceEntries {

	private final TraceRing ring;

	private final ReceiverRegistry registry;

	private final AtomicLong versions = new AtomicLong();

	private final AtomicLong transactions = new AtomicLong();

	TraceEntries(int size, ReceiverRegistry registry) {
		this.ring = new TraceRing(size);
		this.registry = registry;
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

	TraceTransaction begin(@Nullable String name) {
		return new TraceTransaction(this.transactions.incrementAndGet(), name, this.ring.size(),
				this.versions::incrementAndGet);
	}

	/**
	 * Return the entry that a recorded call is noted in.
	 */
	@Nullable TraceEntry find(UUID call) {
		return this.ring.find(call);
	}

	/**
	 * Return the entry of a signal. The signal of a recorded call is noted where the call
	 * is.
	 */
	@Nullable TraceEntry find(Signal<?> signal, DispatchContext context) {
		UUID call = context.id();
		TraceEntry recorded = (call != null) ? find(call) : null;
		if (recorded != null) {
			return recorded;
		}
		TraceEntry net = this.ring.find(TraceKey.ofNet(signal, context));
		return (net != null) ? net : this.ring.find(TraceKey.of(signal, context));
	}

	/**
	 * Return the entry of a signal, or a new one.
	 * @param transaction returns the transaction of a new entry, or {@code null}
	 * @param asked whether somebody has asked what has changed
	 */
	TraceEntry findOrAdd(Signal<?> signal, DispatchContext context, Supplier<@Nullable TraceTransaction> transaction,
			boolean asked) {
		TraceEntry known = find(signal, context);
		return (known != null) ? known : add(TraceKey.of(signal, context), signal, context, transaction.get(), asked);
	}

	/**
	 * Add an entry, unless somebody else has just added it.
	 */
	TraceEntry add(TraceKey key, Signal<?> signal, DispatchContext context, @Nullable TraceTransaction transaction,
			boolean asked) {
		TraceEntry entry = this.ring.findOrAdd(key, () -> create(signal, context, transaction, asked));
		UUID call = context.id();
		if (call != null) {
			this.ring.alias(call, entry);
		}
		return entry;
	}

	private TraceEntry create(Signal<?> signal, DispatchContext context, @Nullable TraceTransaction transaction,
			boolean asked) {
		Route route = this.registry.routes(signal.sender()).of(signal.getClass());
		TraceEntry cause = context.cause((payload, of) -> find(Payloads.last(payload), of));
		TraceEntry entry = new TraceEntry(
				TraceSignal.of(signal, context, (cause != null) ? cause.number() : null, asked || route.asksChanges()),
				transaction, this.versions::incrementAndGet);
		route.disabled().forEach((receiver) -> entry.leftOut(receiver, LeftOut.DISABLED));
		if (transaction != null) {
			transaction.add(context.using(), entry);
		}
		return entry;
	}

}
