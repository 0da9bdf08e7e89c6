package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;
import io.github.signals.SignalContext.Origin;
import io.github.signals.delivery.durable.DurableCall.Partition;
import io.github.signals.delivery.durable.DurableStores.Moment;
import io.github.signals.delivery.durable.DurableStores.Target;
import io.github.signals.dispatch.CallRecording;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.OwnTransaction;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * The calls of one transaction, on their way to the outbox. They are serialized at once
 * and written batch by batch, so that only one batch is in memory.
 */
final class OutboxRecording implements CallRecording {

	private final DurableStores stores;

	private final CallPayload payloads;

	private final Carrier carrier;

	private final CallNotes notes;

	private final Map<@Nullable String, Target> targets = new HashMap<>(2);

	/** By when they are due. */
	private final Map<Target, Map<Duration, List<DurableCall>>> unwritten = new HashMap<>(2);

	private final Map<DurableStore, Set<Partition>> partitions = new HashMap<>(2);

	private final DurableSettings settings;

	private final InlineDelivery inline;

	private final Map<DurableStore, Map<RegisteredReceiver, List<String>>> inlineCalls = new HashMap<>(0);

	private final @Nullable OwnTransaction transaction;

	/**
	 * Create a recording.
	 * @param stores where calls are recorded
	 * @param payloads how they are serialized
	 * @param thread what they carry from this thread
	 * @param notes who notes what becomes of them
	 * @param settings when they are due
	 * @param inline makes them on this thread, if that is on
	 * @param transaction the transaction, or {@code null} for the current one of Spring's
	 */
	OutboxRecording(DurableStores stores, CallPayload payloads, ThreadState thread, CallNotes notes,
			DurableSettings settings, InlineDelivery inline, @Nullable OwnTransaction transaction) {
		this.transaction = transaction;
		this.stores = stores;
		this.notes = notes;
		this.settings = settings;
		this.inline = inline;
		this.payloads = payloads;
		this.carrier = new Carrier(thread, transaction);
	}

	@Override
	public void record(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context,
			Map<String, ? extends @Nullable Object> last, boolean undecided) {
		Target target = this.targets.computeIfAbsent(context.using(), this::target);
		DurableCall call = this.payloads.write(receiver, signal, context, last,
				this.carrier.of(this.payloads.tenantOf(signal)), undecided);
		Duration delay = delay(receiver, context);
		List<DurableCall> calls = this.unwritten.computeIfAbsent(target, (key) -> new HashMap<>(2))
			.computeIfAbsent(delay, (key) -> new ArrayList<>());
		calls.add(call);
		this.notes.recorded(call, receiver, signal, context);
		if (this.inline.isOn()) {
			this.inlineCalls.computeIfAbsent(target.store(), (key) -> new LinkedHashMap<>())
				.computeIfAbsent(receiver, (key) -> new ArrayList<>())
				.add(call.id());
		}
		else if (delay.compareTo(this.settings.sweepInterval()) <= 0) {
			// The sweep finds what is due later than that.
			this.partitions.computeIfAbsent(target.store(), (key) -> new HashSet<>()).add(call.partitionKey());
		}
		if (calls.size() == CallTable.WRITE_BATCH && target.moment() == Moment.IN_TRANSACTION) {
			write(target, delay, calls);
		}
	}

	/**
	 * Return how long after now a call is due. Rows that were already there do not wait.
	 */
	private Duration delay(RegisteredReceiver receiver, DispatchContext context) {
		return (this.inline.isOn() || context.origin() == Origin.BACKFILL) ? Duration.ZERO
				: this.settings.of(receiver.uid()).postponed().time();
	}

	private Target target(@Nullable String using) {
		return (this.transaction != null) ? this.stores.target(this.transaction, using) : this.stores.target(using);
	}

	@Override
	public void write() {
		this.unwritten.forEach((target, calls) -> {
			if (target.moment() != Moment.AFTER_COMMIT) {
				write(target, calls);
			}
		});
	}

	private void write(Target target, Map<Duration, List<DurableCall>> calls) {
		calls.forEach((delay, own) -> write(target, delay, own));
	}

	private void write(Target target, Duration delay, List<DurableCall> calls) {
		if (calls.isEmpty()) {
			return;
		}
		Connection own = (this.transaction != null) ? this.transaction.resource(Connection.class) : null;
		if (own != null) {
			target.store().table().insert(calls, delay, own);
		}
		else if (target.moment() == Moment.IN_TRANSACTION) {
			target.store().table().insert(calls, delay);
		}
		else {
			target.store().transaction().executeWithoutResult((status) -> target.store().table().insert(calls, delay));
		}
		calls.clear();
	}

	@Override
	public void committed() {
		this.unwritten.forEach(this::write);
		this.partitions.forEach((store, written) -> store.waker().wake(written));
		this.partitions.clear();
	}

	@Override
	public @Nullable Runnable inlineCalls() {
		return this.inlineCalls.isEmpty() ? null : () -> this.inlineCalls.forEach(this.inline::make);
	}

}
