package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.CollectionUtils;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Signal;
import io.github.signals.dispatch.CallRecording;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Delivers the net change of journal entries to the receivers of some deliveries: entity
 * by entity in the order of their first change, and finally to batch receivers.
 */
final class JournalDelivery {

	static final Set<Delivery> AFTER_COMMIT = EnumSet.of(Delivery.AFTER_COMMIT, Delivery.ASYNC);

	static final Set<Delivery> AFTER_ROLLBACK = EnumSet.of(Delivery.AFTER_ROLLBACK);

	static final Set<Delivery> AFTER_END = EnumSet.of(Delivery.AFTER_COMMIT, Delivery.ASYNC, Delivery.AFTER_ROLLBACK);

	private static final int KINDS = Delivery.values().length;

	private static final Logger logger = LoggerFactory.getLogger(JournalDelivery.class);

	/** Asked for each signal and receiver, for which a set takes too long. */
	private final boolean[] delivered = new boolean[KINDS];

	private final Map<RegisteredReceiver, Batch> batches = new LinkedHashMap<>();

	private @Nullable Error error;

	private final @Nullable Suspension suspension;

	private final @Nullable CallRecording recording;

	private final @Nullable EarlyCommit early;

	private Consumer<RegisteredReceiver> called = (receiver) -> {
	};

	private JournalDelivery(Set<Delivery> deliveries, @Nullable Suspension suspension,
			@Nullable CallRecording recording, @Nullable EarlyCommit early) {
		for (Delivery delivery : deliveries) {
			this.delivered[delivery.ordinal()] = true;
		}
		this.suspension = suspension;
		this.recording = recording;
		this.early = early;
	}

	/**
	 * Deliver while the transaction can still fail: what a receiver throws is thrown.
	 */
	static void deliverInTransaction(List<JournalEntry> entries, boolean distinct) {
		deliverInTransaction(entries, distinct, (receiver) -> {
		});
	}

	/**
	 * Do so, and tell of each call.
	 * @param called who is told of each receiver that has returned
	 */
	static void deliverInTransaction(List<JournalEntry> entries, boolean distinct,
			Consumer<RegisteredReceiver> called) {
		JournalDelivery delivery = new JournalDelivery(EnumSet.of(Delivery.BEFORE_COMMIT), null, null, null);
		delivery.called = called;
		delivery.deliver(entries, distinct);
	}

	/**
	 * Record what durable receivers are to hear.
	 */
	static void record(List<JournalEntry> entries, boolean distinct, CallRecording recording) {
		new JournalDelivery(EnumSet.of(Delivery.DURABLE), null, recording, null).deliver(entries, distinct);
		recording.write();
	}

	/**
	 * Deliver when the transaction has ended: every receiver is called, whatever others
	 * throw.
	 */
	static void deliverAfter(List<JournalEntry> entries, boolean distinct, Set<Delivery> deliveries,
			Supplier<Suspension> suspend) {
		if (!entries.isEmpty()) {
			try (Suspension suspension = suspend.get()) {
				new JournalDelivery(deliveries, suspension, null, null).deliver(entries, distinct);
			}
		}
	}

	/**
	 * Deliver as if the transaction had ended, in this thread and in the transaction.
	 */
	static void deliverEarly(List<JournalEntry> entries, boolean distinct, Set<Delivery> deliveries,
			EarlyCommit early) {
		try (Suspension ofNothing = new Suspension(List.of())) {
			new JournalDelivery(deliveries, ofNothing, null, early).deliver(entries, distinct);
		}
	}

	private void deliver(List<JournalEntry> entries, boolean distinct) {
		if (distinct) {
			entries.forEach(this::deliverOnly);
		}
		else {
			deliverByEntity(entries);
		}
		this.batches.forEach(this::deliverBatch);
		if (this.error != null) {
			throw this.error;
		}
	}

	/**
	 * Deliver entity by entity, of which most have only one entry.
	 */
	private void deliverByEntity(List<JournalEntry> entries) {
		Map<Object, JournalEntry> first = CollectionUtils.newLinkedHashMap(entries.size());
		Map<Object, List<JournalEntry>> several = new HashMap<>(0);
		for (JournalEntry entry : entries) {
			Object key = entry.key();
			JournalEntry known = first.putIfAbsent(key, entry);
			if (known != null) {
				several.computeIfAbsent(key, (same) -> new ArrayList<>(List.of(known))).add(entry);
			}
		}
		first.forEach((key, entry) -> {
			List<JournalEntry> entity = several.get(key);
			if (entity == null) {
				deliverOnly(entry);
			}
			else {
				deliverEntity(entity);
			}
		});
	}

	/**
	 * Deliver the only entry of an entity.
	 */
	private void deliverOnly(JournalEntry entry) {
		if (!entry.excludesAny() && NetChange.isNet(entry.signal())) {
			deliverNet(entry);
		}
		else {
			deliverEntity(List.of(entry));
		}
	}

	private void deliverNet(JournalEntry net) {
		for (RegisteredReceiver receiver : net.route().deferred()) {
			deliver(receiver, net);
		}
	}

	private void deliverEntity(List<JournalEntry> entity) {
		if (!isAnyExcluded(entity)) {
			JournalEntry net = NetChange.of(entity);
			if (net != null) {
				deliverNet(net);
			}
			return;
		}
		Set<RegisteredReceiver> receivers = new LinkedHashSet<>(entity.get(entity.size() - 1).receivers());
		for (RegisteredReceiver receiver : receivers) {
			JournalEntry net = NetChange.of(entity.stream().filter((entry) -> entry.admits(receiver)).toList());
			if (net != null && net.route().deferred().contains(receiver) && !isOutdated(net, entity)) {
				deliver(receiver, net);
			}
		}
	}

	private static boolean isAnyExcluded(List<JournalEntry> entity) {
		for (JournalEntry entry : entity) {
			if (entry.excludesAny()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A receiver that must not hear of a delete is not told of a save before it either.
	 */
	private static boolean isOutdated(JournalEntry net, List<JournalEntry> entity) {
		return net.signal() instanceof PostSave<?> && entity.get(entity.size() - 1).signal() instanceof PostDelete<?>;
	}

	private void deliver(RegisteredReceiver receiver, JournalEntry net) {
		if (!this.delivered[receiver.delivery().ordinal()]) {
			return;
		}
		if (this.recording != null) {
			record(receiver, net, this.recording);
			return;
		}
		run(receiver, () -> {
			if (!receiver.passes(net.signal())) {
				return;
			}
			if (!receiver.isBatch()) {
				invoke(receiver, net.signal(), net.context());
			}
			else {
				this.batches.computeIfAbsent(receiver, (key) -> new Batch()).add(net);
			}
		});
	}

	/**
	 * Record a call. A condition that fails does not fail the change: it is asked again
	 * when the call is made.
	 */
	private static void record(RegisteredReceiver receiver, JournalEntry net, CallRecording recording) {
		boolean undecided = false;
		try {
			if (!receiver.meets(net.signal())) {
				return;
			}
		}
		catch (RuntimeException | Error ex) {
			Failures.throwIfFatal(ex);
			logger.debug("The condition of receiver '{}' failed ({}) and will be evaluated again", receiver.uid(),
					ex.getClass().getName());
			undecided = true;
		}
		recording.record(receiver, net.signal(), net.context(), net.last(), undecided);
	}

	private void invoke(RegisteredReceiver receiver, Object payload, DispatchContext context) {
		if (this.early != null) {
			this.early.invoke(receiver, payload, context);
		}
		else {
			receiver.invoke(payload, context);
			this.called.accept(receiver);
		}
	}

	private void deliverBatch(RegisteredReceiver receiver, Batch batch) {
		List<Signal<?>> signals = batch.signals;
		DispatchContext context = batch.context;
		for (int start = 0; context != null && start < signals.size();) {
			int end = start + Math.min(receiver.batchSize(), signals.size() - start);
			List<Signal<?>> chunk = List.copyOf(signals.subList(start, end));
			run(receiver, () -> invoke(receiver, chunk, context));
			start = end;
		}
	}

	private void run(RegisteredReceiver receiver, Runnable call) {
		if (this.suspension == null) {
			call.run();
			return;
		}
		try {
			runSuspended(receiver, call, this.suspension);
		}
		catch (RuntimeException | Error ex) {
			if (ex instanceof Error fatal && Failures.isFatal(ex)) {
				// It was handled, and the others are called first.
				this.error = (this.error != null) ? this.error : fatal;
				return;
			}
			logger.error("The error handler of receiver '{}' threw an exception", receiver.uid(), ex);
		}
	}

	private static void runSuspended(RegisteredReceiver receiver, Runnable call, Suspension suspension) {
		if (receiver.delivery() == Delivery.ASYNC) {
			call.run();
			return;
		}
		suspension.beforeCall();
		try {
			call.run();
		}
		finally {
			suspension.afterCall();
		}
	}

	private static final class Batch {

		private final List<Signal<?>> signals = new ArrayList<>();

		private @Nullable DispatchContext context;

		void add(JournalEntry entry) {
			this.signals.add(entry.signal());
			this.context = entry.context();
		}

	}

}
