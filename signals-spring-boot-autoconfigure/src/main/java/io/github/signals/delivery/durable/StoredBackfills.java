package io.github.signals.delivery.durable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.signals.Backfill;
import io.github.signals.Backfill.State;
import io.github.signals.Backfills;
import io.github.signals.Delivery;
import io.github.signals.delivery.durable.BackfillSenders.Sender;
import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.StoredEntities;
import io.github.signals.dispatch.Suggestion;

/**
 * The back-fills of all data sources. A receiver that hears entities of several of them
 * has a back-fill in each, which are told as one.
 */
final class StoredBackfills implements Backfills {

	private final ReceiverRegistry registry;

	private final DurableStores stores;

	private final StoredEntities entities;

	private final BackfillSenders senders;

	private final BackfillKeys keys;

	private final CallRecorder recorder;

	private final DurableSettings settings;

	private final Supplier<@Nullable PartitionEngines> engines;

	private final Patience<List<Backfill>> patience = new Patience<>(this::readAll);

	/**
	 * Create an instance.
	 * @param registry the connected receivers
	 * @param stores the data sources
	 * @param entities how to read entities
	 * @param payloads how calls are serialized
	 * @param recorder records them
	 * @param settings how receivers are called
	 * @param engines what goes on with back-fills, while the application runs
	 */
	StoredBackfills(ReceiverRegistry registry, DurableStores stores, StoredEntities entities, CallPayload payloads,
			CallRecorder recorder, DurableSettings settings, Supplier<@Nullable PartitionEngines> engines) {
		this.registry = registry;
		this.stores = stores;
		this.entities = entities;
		this.senders = new BackfillSenders(entities);
		this.keys = new BackfillKeys(payloads.json());
		this.recorder = recorder;
		this.settings = settings;
		this.engines = engines;
	}

	/**
	 * Return what goes on with the back-fills of a data source.
	 */
	BackfillRuns runs(DurableStore store, Map<String, RegisteredReceiver> receivers, ScheduledExecutorService timers) {
		BackfillSteps steps = new BackfillSteps(this.stores, store, new BackfillRecorder(this.entities), this.keys,
				this.recorder::open, this.settings);
		return new BackfillRuns(store, receivers, steps, this::senders, this.settings, timers);
	}

	/**
	 * Return whose rows in a data source a receiver hears.
	 */
	private SortedMap<String, Sender> senders(RegisteredReceiver receiver, DurableStore store) {
		SortedMap<String, Sender> senders = this.senders.of(receiver);
		senders.values().removeIf((sender) -> this.stores.named(sender.rows().using()) != store);
		return senders;
	}

	@Override
	public Backfill start(String uid) {
		Assert.notNull(uid, "'uid' must not be null");
		RegisteredReceiver receiver = receiver(uid);
		Set<DurableStore> stores = new LinkedHashSet<>();
		this.senders.of(receiver).values().forEach((sender) -> stores.add(this.stores.named(sender.rows().using())));
		PartitionEngines engines = this.engines.get();
		if (engines == null || engines.receiver(uid) == null) {
			throw new IllegalStateException("Receiver '" + uid
					+ "' cannot be called for the rows that are already there:"
					+ " this node does not make its calls, because the application has not started yet or stops, or"
					+ " the receiver was connected or switched on later");
		}
		stores.forEach((store) -> start(uid, store, engines));
		this.patience.forget();
		return Objects.requireNonNull(find(uid));
	}

	private RegisteredReceiver receiver(String uid) {
		Collection<RegisteredReceiver> all = this.registry.all();
		RegisteredReceiver receiver = all.stream()
			.filter((candidate) -> candidate.uid().equals(uid))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no receiver '" + uid + "'."
					+ Suggestion.suggest(uid, all.stream().map(RegisteredReceiver::uid).toList())));
		if (receiver.delivery() != Delivery.DURABLE) {
			throw BackfillSenders.refused(receiver,
					"it is " + receiver.delivery() + ", and only DURABLE receivers can");
		}
		return receiver;
	}

	private void start(String uid, DurableStore store, PartitionEngines engines) {
		byte[] begun = BackfillState.begun(store.table().now()).write();
		byte[] known = read(uid, store);
		if (known != null && !BackfillState.read(known).isRunning()) {
			write(uid, store, known, begun);
		}
		engines.backfill(store, uid, begun);
	}

	@Override
	public boolean stop(String uid) {
		Assert.notNull(uid, "'uid' must not be null");
		boolean stopped = false;
		for (DurableStore store : this.stores.all()) {
			stopped |= stop(uid, store);
		}
		this.patience.forget();
		return stopped;
	}

	/**
	 * Stop a back-fill: what is being recorded now is recorded before, or not at all.
	 */
	private boolean stop(String uid, DurableStore store) {
		byte[] known = read(uid, store);
		while (known != null && BackfillState.read(known).isRunning()) {
			BackfillState stopped = BackfillState.read(known).end(State.STOPPED, store.table().now());
			if (write(uid, store, known, stopped.write())) {
				new BackfillLog().ended(uid, stopped);
				return true;
			}
			known = read(uid, store);
		}
		return false;
	}

	private static byte @Nullable [] read(String uid, DurableStore store) {
		Optional<byte[]> known = store.transaction()
			.execute((status) -> Optional.ofNullable(store.backfills().read(uid)));
		return (known != null) ? known.orElse(null) : null;
	}

	private static boolean write(String uid, DurableStore store, byte[] before, byte[] after) {
		return Boolean.TRUE
			.equals(store.transaction().execute((status) -> store.backfills().write(uid, before, after)));
	}

	@Override
	public @Nullable Backfill find(String uid) {
		Assert.notNull(uid, "'uid' must not be null");
		return readAll().stream().filter((backfill) -> backfill.uid().equals(uid)).findFirst().orElse(null);
	}

	@Override
	public List<Backfill> all() {
		return this.patience.get();
	}

	private List<Backfill> readAll() {
		Map<String, Backfill> all = new TreeMap<>();
		for (DurableStore store : this.stores.all()) {
			Map<String, byte[]> written = store.transaction().execute((status) -> store.backfills().all());
			if (written != null && !written.isEmpty()) {
				long now = store.table().now();
				written.forEach((uid, data) -> all.merge(uid, BackfillState.read(data).describe(uid, now),
						StoredBackfills::sum));
			}
		}
		return new ArrayList<>(all.values());
	}

	private static Backfill sum(Backfill one, Backfill other) {
		Long total = (one.total() != null && other.total() != null) ? Long.valueOf(one.total() + other.total()) : null;
		return new Backfill(one.uid(), state(one.state(), other.state()), one.rows() + other.rows(), total,
				one.calls() + other.calls(), one.rowsPerSecond() + other.rowsPerSecond(),
				one.startedAt().isBefore(other.startedAt()) ? one.startedAt() : other.startedAt(),
				later(one.endedAt(), other.endedAt()));
	}

	private static State state(State one, State other) {
		if (one == State.RUNNING || other == State.RUNNING) {
			return State.RUNNING;
		}
		return (one == State.STOPPED) ? one : other;
	}

	private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
		if (one == null || other == null) {
			return null;
		}
		return one.isAfter(other) ? one : other;
	}

}
