package io.github.signals.delivery.durable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

import io.github.signals.CallContext;
import io.github.signals.DurableCalls;
import io.github.signals.dispatch.CallHeaders;
import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.CallRecording;
import io.github.signals.dispatch.CallRehearsal;
import io.github.signals.dispatch.OwnTransaction;
import io.github.signals.dispatch.PendingCalls;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.StoredEntities;
import io.github.signals.dispatch.Words;

/**
 * Records the calls of durable receivers, and makes them while the application is
 * running. At shutdown, no new call begins. Running calls are finished, or interrupted
 * and left to another node.
 *
 * @since 0.1.0
 */
public final class DurableDelivery implements CallRecorder, PendingCalls, SmartLifecycle {

	/**
	 * Stops after the web server has finished its requests, and before what they use.
	 */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	private static final Logger logger = LoggerFactory.getLogger(DurableDelivery.class);

	private final ReceiverRegistry registry;

	private final DurableStores stores;

	private final StoredEntities entities;

	private final CallPayload payloads;

	private final Renamed renamed;

	private final DurableSettings settings;

	private final ThreadState thread;

	private final CallNotes notes;

	private final LeftCalls left;

	private final InlineDelivery inline;

	private final StoredBackfills backfills;

	private volatile Map<String, RegisteredReceiver> receivers = Map.of();

	private volatile Set<String> held = Set.of();

	private Runnable stopListening = () -> {
	};

	private volatile @Nullable PartitionEngines engines;

	private volatile boolean running;

	/**
	 * Create an instance.
	 * @param registry the connected receivers
	 * @param stores where calls are recorded
	 * @param entities how to read entities
	 * @param format what the application adds to the format of records
	 * @param settings how receivers are called
	 * @param headers what records carry from the thread of the change
	 * @param contexts what the application adds to them
	 */
	public DurableDelivery(ReceiverRegistry registry, DurableStores stores, StoredEntities entities,
			DurableFormat format, DurableSettings settings, CallHeaders headers, Supplier<List<CallContext>> contexts) {
		this.registry = registry;
		this.notes = new CallNotes(registry::trace);
		this.stores = stores;
		this.left = new LeftCalls(stores, this.notes, (uid) -> this.receivers.get(uid));
		this.entities = entities;
		this.payloads = new CallPayload(format, entities, registry::durable);
		this.renamed = format.renamed();
		this.settings = settings;
		this.inline = new InlineDelivery(settings);
		this.backfills = new StoredBackfills(registry, stores, entities, this.payloads, this, settings,
				() -> this.engines);
		this.thread = new ThreadState(headers, new CallContexts(contexts), entities);
	}

	/**
	 * Have the calls made that were held while their receiver was off.
	 */
	private void release() {
		Set<String> off = this.registry.durable()
			.stream()
			.filter((receiver) -> !receiver.isEnabled())
			.map(RegisteredReceiver::uid)
			.collect(Collectors.toSet());
		boolean released = !off.containsAll(this.held);
		this.held = off;
		PartitionEngines engines = this.engines;
		if (released && engines != null) {
			engines.sweepSoon();
		}
	}

	@Override
	public CallRecording open(@Nullable OwnTransaction transaction) {
		return new OutboxRecording(this.stores, this.payloads, this.thread, this.notes, this.settings, this.inline,
				transaction);
	}

	@Override
	public void checkRecordable(Class<?> signal) {
		this.payloads.checkRecordable(signal);
	}

	@Override
	public long gone() {
		return this.notes.gone();
	}

	@Override
	public void announceTo(Consumer<Object> listener) {
		this.notes.announceTo(listener);
	}

	@Override
	public Map<Object, Left> left(Set<Object> calls) {
		return this.left.of(calls);
	}

	@Override
	public Runnable beginInline() {
		this.inline.begin();
		return this.inline::end;
	}

	@Override
	public CallRehearsal rehearse() {
		return new Rehearsal(this.payloads, this.thread);
	}

	/**
	 * Return whether calls can be recorded in a data source.
	 * @param dataSource the data source
	 * @return whether it has the tables and a transaction manager, or does not answer yet
	 */
	public boolean recordsIn(DataSource dataSource) {
		return this.stores.mayHave(dataSource);
	}

	/**
	 * Return why calls cannot be recorded in a data source.
	 * @param dataSource the data source
	 * @return the reason, or {@code null} if there is merely no table
	 */
	public @Nullable UnusableTablesException refusal(DataSource dataSource) {
		return this.stores.refusal(dataSource);
	}

	/**
	 * Return the operations on the recorded calls.
	 * @return the calls
	 */
	public DurableCalls calls() {
		return new StoredDurableCalls(this.stores, this.payloads, this.backfills);
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public synchronized void start() {
		Map<String, RegisteredReceiver> receivers = this.renamed.byUid(this.registry.durable());
		this.receivers = receivers;
		this.running = true;
		if (receivers.isEmpty()) {
			return;
		}
		this.payloads.check(this.registry.durable());
		UnusableTablesException former = this.stores.former();
		if (former != null) {
			throw former;
		}
		SharingReceivers.check(this.registry.durable(), this.settings);
		PostponedReceivers.check(this.registry.durable(), this.settings);
		if (this.stores.all().isEmpty()) {
			throw this.stores.none();
		}
		this.stopListening = this.registry.onChange(this::release);
		release();
		PartitionEngines engines = new PartitionEngines(this.stores, this.settings, receivers, this::runner,
				this.backfills::runs);
		this.engines = engines;
		SharingReceivers.report(this.registry.durable(), this.settings);
		engines.start();
		this.inline.use(engines);
	}

	private CallRunner runner(DurableStore store, ScheduledExecutorService timers, CallPermits permits) {
		RecordedSignals signals = new RecordedSignals(store.table(), this.entities, this.payloads);
		return new CallRunner(new CallTools(this.stores, store, this.payloads, signals, this.entities,
				this.thread.contexts(), this.settings, timers, permits, this.notes,
				new ParkedNotices(this.registry, this.payloads, this.notes)));
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		this.stopListening.run();
		PartitionEngines engines = this.engines;
		this.engines = null;
		this.inline.use(null);
		if (engines != null && !engines.stop()) {
			logger.warn(
					"Durable calls did not finish within {}. Another node will make them, or this one after its next start",
					Words.time(this.settings.shutdownTimeout()));
		}
	}

}
