package io.github.signals.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.signals.Delivery;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;
import io.github.signals.dispatch.RegistrySnapshot.Watchers;

/**
 * The registry of connected receivers. Reads are lock-free: a change replaces the whole
 * snapshot, and results that were looked up in the old one stay as they are.
 *
 * @since 0.1.0
 */
public final class ReceiverRegistry {

	private volatile RegistrySnapshot snapshot;

	private volatile boolean hadCommits;

	private volatile boolean hadBeforeCommit;

	private volatile boolean hadDurable;

	private volatile @Nullable Object state;

	private final Set<BooleanSupplier> discoveries = new CopyOnWriteArraySet<>();

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private final List<Runnable> leaving = new CopyOnWriteArrayList<>();

	private final List<Consumer<ReceiverInfo>> farewells = new CopyOnWriteArrayList<>();

	/**
	 * Create an empty registry.
	 */
	public ReceiverRegistry() {
		this(new RegistrySnapshot(List.of(), Watchers.NONE));
	}

	private ReceiverRegistry(RegistrySnapshot snapshot) {
		this.snapshot = snapshot;
		this.state = snapshot;
	}

	/**
	 * Return a registry of the currently connected receivers, which does not change when
	 * receivers leave.
	 * @return a registry of the same receivers
	 */
	public ReceiverRegistry frozen() {
		return new ReceiverRegistry(this.snapshot);
	}

	/**
	 * Connect receivers.
	 * @param receivers the receivers
	 * @return those that were not connected because their uid already is
	 */
	public synchronized List<RegisteredReceiver> connect(Collection<RegisteredReceiver> receivers) {
		List<RegisteredReceiver> connected = new ArrayList<>(this.snapshot.receivers);
		Map<String, RegisteredReceiver> byUid = new HashMap<>();
		for (RegisteredReceiver receiver : connected) {
			byUid.put(receiver.uid(), receiver);
		}
		List<RegisteredReceiver> refused = new ArrayList<>();
		for (RegisteredReceiver receiver : receivers) {
			if (byUid.putIfAbsent(receiver.uid(), receiver) == null) {
				connected.add(receiver);
			}
			else {
				refused.add(receiver);
			}
		}
		if (connected.size() > this.snapshot.receivers.size()) {
			change(CallOrder.of(connected));
		}
		return refused;
	}

	/**
	 * Disconnect receivers.
	 * @param condition which of them
	 * @return whether there was one
	 */
	public synchronized boolean disconnect(Predicate<RegisteredReceiver> condition) {
		List<RegisteredReceiver> disconnected = this.snapshot.receivers.stream().filter(condition).toList();
		remove(condition);
		disconnected.forEach((receiver) -> this.farewells.forEach((farewell) -> farewell.accept(receiver.info())));
		return !disconnected.isEmpty();
	}

	private void remove(Predicate<RegisteredReceiver> condition) {
		List<RegisteredReceiver> remaining = new ArrayList<>(this.snapshot.receivers);
		if (remaining.removeIf(condition)) {
			change(remaining);
		}
	}

	/**
	 * Register a listener for each receiver that is disconnected while its application
	 * goes on. It runs during the change and must not change the registry itself.
	 * @param farewell the listener
	 * @return removes the listener
	 */
	public Runnable onDisconnect(Consumer<ReceiverInfo> farewell) {
		this.farewells.add(farewell);
		return () -> this.farewells.remove(farewell);
	}

	/**
	 * Disconnect receivers whose application context has closed. A commit may still be on
	 * its way, on a connection that outlives its data source: what its journal has is
	 * recorded.
	 * @param condition which of them
	 */
	public synchronized void leave(Predicate<RegisteredReceiver> condition) {
		this.leaving.forEach(Runnable::run);
		this.hadCommits |= this.snapshot.commits;
		this.hadBeforeCommit |= this.snapshot.beforeCommit;
		this.hadDurable |= this.snapshot.durable;
		remove(condition);
	}

	/**
	 * Switch a receiver on or off.
	 * @param uid the uid of the receiver
	 * @param enabled whether it is to run
	 * @return whether there is such a receiver
	 */
	synchronized boolean enable(String uid, boolean enabled) {
		for (RegisteredReceiver receiver : this.snapshot.receivers) {
			if (receiver.uid().equals(uid)) {
				if (receiver.enable(enabled)) {
					change(this.snapshot.receivers);
				}
				return true;
			}
		}
		return false;
	}

	private void change(List<RegisteredReceiver> receivers) {
		change(receivers, this.snapshot.watchers);
		this.listeners.forEach(Runnable::run);
	}

	private void change(List<RegisteredReceiver> receivers, Watchers watchers) {
		this.snapshot = new RegistrySnapshot(receivers, watchers);
		stateChanged();
	}

	/**
	 * Pass on each signal that is created because a receiver hears it, at the time of
	 * {@link Delivery#IN_TRANSACTION} and whatever the conditions of the receiver, and
	 * each signal that the application sends. A listener is not a receiver: no signal is
	 * created for it, and it is not listed.
	 * @param listener accepts the signals, and replaces the previous listener
	 */
	public synchronized void listenBy(Consumer<Signal<?>> listener) {
		Watchers known = this.snapshot.watchers;
		change(this.snapshot.receivers, new Watchers(listener, known.counters(), known.trace()));
		this.listeners.forEach(Runnable::run);
	}

	/**
	 * Count from now on what becomes of signals.
	 * @param counters the counters
	 */
	public synchronized void countBy(SignalCounters counters) {
		Watchers known = this.snapshot.watchers;
		change(this.snapshot.receivers, new Watchers(known.listener(), counters, known.trace()));
	}

	/**
	 * Note from now on what becomes of signals.
	 * @param trace where it is noted, or {@code null} if nobody looks any more
	 */
	public synchronized void traceBy(@Nullable SignalTrace trace) {
		Watchers known = this.snapshot.watchers;
		change(this.snapshot.receivers, new Watchers(known.listener(), known.counters(), trace));
	}

	/**
	 * Return who notes what becomes of signals.
	 * @return the trace, or {@code null} if nobody looks
	 */
	public @Nullable SignalTrace trace() {
		return this.snapshot.watchers.trace();
	}

	/**
	 * Register a listener that runs after each change. It runs during the change and must
	 * not change the registry itself.
	 * @param listener the listener
	 * @return removes the listener
	 */
	public Runnable onChange(Runnable listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	/**
	 * Register a listener that runs when an application context has closed, before its
	 * receivers are disconnected.
	 * @param listener the listener
	 * @return removes the listener
	 */
	public Runnable beforeLeaving(Runnable listener) {
		this.leaving.add(listener);
		return () -> this.leaving.remove(listener);
	}

	/**
	 * Add what finds the receivers of an application context if a signal comes before it
	 * has started.
	 * @param discovery what to run before routes are computed; it says whether the routes
	 * may be kept
	 */
	public synchronized void discoverBy(BooleanSupplier discovery) {
		this.discoveries.add(discovery);
		stateChanged();
	}

	/**
	 * Remove what has found its receivers.
	 * @param discovery what not to run any more
	 */
	public synchronized void discovered(BooleanSupplier discovery) {
		this.discoveries.remove(discovery);
		stateChanged();
	}

	private void stateChanged() {
		this.state = this.discoveries.isEmpty() ? this.snapshot : null;
	}

	/**
	 * Return an object that is replaced whenever a receiver is connected, disconnected,
	 * or switched on or off.
	 * @return the current state, or {@code null} if the receivers of an application
	 * context have not been discovered yet, so that nothing can be cached
	 */
	public @Nullable Object state() {
		return this.state;
	}

	/**
	 * Return whether what was cached in a state is still true.
	 * @param state the state, or {@code null}
	 * @return whether it is the current one
	 */
	public boolean isStill(@Nullable Object state) {
		return state != null && state == this.state;
	}

	/**
	 * Return the receivers of a sender.
	 * @param sender the entity class
	 * @return its routes, as they are now
	 */
	public SenderRoutes routes(Class<?> sender) {
		SenderRoutes routes = this.snapshot.senders.get(sender);
		if (routes != null) {
			return routes;
		}
		boolean known = discover();
		return known ? this.snapshot.routes(sender) : this.snapshot.findRoutes(sender);
	}

	/**
	 * Return whether any receiver hears a signal of a type, of its supertypes or of its
	 * subtypes. This check is the only cost of a save of a sender without receivers.
	 * @param type the domain type of a repository
	 * @return whether the repository's calls must be examined
	 */
	public boolean hasRowReceivers(Class<?> type) {
		Boolean answer = this.snapshot.rowReceivers.get(type);
		if (answer != null) {
			return answer;
		}
		boolean known = discover();
		return known ? this.snapshot.hasRowReceivers(type)
				: this.snapshot.hasReceiversOf(type, (receiver) -> receiver.subscription().coversRows());
	}

	private boolean discover() {
		boolean known = true;
		for (BooleanSupplier discovery : this.discoveries) {
			known &= discovery.getAsBoolean();
		}
		return known;
	}

	/**
	 * Return whether it matters to any receiver that a transaction is about to be
	 * committed.
	 * @return whether there is a receiver of rows, or one with a deferred delivery, that
	 * is on, or has been
	 */
	public boolean hasCommitReceivers() {
		return this.snapshot.commits || this.hadCommits;
	}

	/**
	 * Return whether any receiver hears a net change.
	 * @return whether there is a receiver with a deferred delivery that is on, or has
	 * been
	 */
	public boolean hasDeferredReceivers() {
		return this.snapshot.deferred;
	}

	/**
	 * Return whether any receiver hears parts as the whole.
	 * @return whether it matters of what an entity is a part
	 */
	public boolean hasPartReceivers() {
		return this.snapshot.parts;
	}

	/**
	 * Return whether any receiver can affect a commit.
	 * @return whether there is a receiver that runs, or whose calls are recorded, before
	 * the commit, and that is on, or has been
	 */
	public boolean hasBeforeCommitReceivers() {
		return this.snapshot.beforeCommit || this.hadBeforeCommit;
	}

	/**
	 * Return whether calls must be recorded.
	 * @return whether there is a durable receiver that is on, or has been
	 */
	public boolean hasDurableReceivers() {
		return this.snapshot.durable || this.hadDurable;
	}

	/**
	 * Return whether any receiver hears a signal of any sender.
	 * @param signal the class of the signal
	 * @return whether there is an enabled receiver
	 */
	public boolean hasReceivers(Class<?> signal) {
		return this.snapshot.hasReceivers(signal);
	}

	/**
	 * Return whether any receiver hears deletes of a type, of its supertypes or of its
	 * subtypes, as far as the domain type shows.
	 * @param type the domain type of a repository
	 * @return whether it is worth loading an entity that is deleted by its identifier
	 */
	public boolean hasDeleteReceivers(Class<?> type) {
		return hasRowReceivers(type) && this.snapshot.hasDeleteReceivers(type);
	}

	/**
	 * Return the durable receivers whose calls this node makes: those that were on when
	 * they were connected.
	 * @return the receivers, whether or not they are currently on
	 */
	public List<RegisteredReceiver> durable() {
		return this.snapshot.receivers.stream()
			.filter((receiver) -> receiver.delivery() == Delivery.DURABLE && receiver.isActivated())
			.toList();
	}

	/**
	 * Return the descriptions of all receivers.
	 * @return the descriptions, in the order of the calls
	 */
	public List<ReceiverInfo> receivers() {
		return this.snapshot.receivers.stream().map(RegisteredReceiver::info).toList();
	}

	/**
	 * Return all receivers, whether they are on or off.
	 * @return the receivers, in the order of the calls
	 */
	public List<RegisteredReceiver> all() {
		return this.snapshot.receivers;
	}

}
