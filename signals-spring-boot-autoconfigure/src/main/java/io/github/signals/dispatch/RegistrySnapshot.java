package io.github.signals.dispatch;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.signals.Delivery;
import io.github.signals.DataSignal;
import io.github.signals.Signal;

/**
 * Who is connected at a moment, with what has been looked up since then. Never changes,
 * but for being asked.
 */
final class RegistrySnapshot {

	/** What is done while the commit can still fail. */
	private static final Set<Delivery> BEFORE_COMMIT = Set.of(Delivery.BEFORE_COMMIT, Delivery.DURABLE);

	final List<RegisteredReceiver> receivers;

	private final @Nullable Consumer<Signal<?>> listener;

	final boolean commits;

	final boolean deferred;

	final boolean beforeCommit;

	final boolean durable;

	private final ConcurrentMap<Class<?>, Boolean> bySignal = new ConcurrentHashMap<>();

	final RouteTable senders = new RouteTable();

	final ConcurrentMap<Class<?>, Boolean> rowReceivers = new ConcurrentHashMap<>();

	private final ConcurrentMap<Class<?>, Boolean> deleteReceivers = new ConcurrentHashMap<>();

	private final @Nullable SignalCounters counters;

	RegistrySnapshot(List<RegisteredReceiver> receivers, @Nullable Consumer<Signal<?>> listener,
			@Nullable SignalCounters counters) {
		this.receivers = List.copyOf(receivers);
		this.listener = listener;
		this.counters = counters;
		boolean commits = false;
		boolean deferred = false;
		boolean beforeCommit = false;
		boolean durable = false;
		for (RegisteredReceiver receiver : receivers) {
			if (receiver.isActivated()) {
				commits |= receiver.subscription().coversRows() || receiver.delivery().isDeferred();
				deferred |= receiver.delivery().isDeferred();
				beforeCommit |= BEFORE_COMMIT.contains(receiver.delivery());
				durable |= receiver.delivery() == Delivery.DURABLE;
			}
		}
		this.commits = commits;
		this.deferred = deferred;
		this.beforeCommit = beforeCommit;
		this.durable = durable;
	}

	boolean hasReceivers(Class<?> signal) {
		return ask(this.bySignal, signal, (key) -> this.receivers.stream().anyMatch((receiver) -> receiver.hears(key)));
	}

	SenderRoutes routes(Class<?> sender) {
		return this.senders.add(findRoutes(sender));
	}

	SenderRoutes findRoutes(Class<?> sender) {
		return new SenderRoutes(sender, this.receivers, (signal) -> route(signal, sender));
	}

	private Route route(Class<?> signal, Class<?> sender) {
		List<RegisteredReceiver> heardBy = receivers(signal, sender);
		SignalCounter counter = (this.counters != null && !heardBy.isEmpty()) ? this.counters.of(signal, sender) : null;
		boolean captured = DataSignal.class.isAssignableFrom(signal);
		return new Route(heardBy, counter, (captured && heardBy.isEmpty()) ? null : this.listener);
	}

	private List<RegisteredReceiver> receivers(Class<?> signal, Class<?> sender) {
		return this.receivers.stream().filter((receiver) -> receiver.hears(signal, sender)).toList();
	}

	boolean hasRowReceivers(Class<?> type) {
		return ask(this.rowReceivers, type,
				(key) -> hasReceiversOf(key, (receiver) -> receiver.subscription().coversRows()));
	}

	boolean hasDeleteReceivers(Class<?> type) {
		return ask(this.deleteReceivers, type, (key) -> hasReceiversOf(key, RegisteredReceiver::hearsDeletes));
	}

	/**
	 * Look before computing, which may take a lock even if the answer is known.
	 */
	private static boolean ask(ConcurrentMap<Class<?>, Boolean> known, Class<?> type, Predicate<Class<?>> question) {
		Boolean answer = known.get(type);
		return (answer != null) ? answer : known.computeIfAbsent(type, question::test);
	}

	boolean hasReceiversOf(Class<?> type, Predicate<RegisteredReceiver> condition) {
		return this.receivers.stream()
			.filter((receiver) -> receiver.info().enabled() && condition.test(receiver))
			.flatMap((receiver) -> receiver.info().senders().stream())
			.anyMatch((sender) -> isRelated(sender, type));
	}

	private static boolean isRelated(Class<?> sender, Class<?> type) {
		return sender.isAssignableFrom(type) || type.isAssignableFrom(sender)
				|| (sender.isInterface() && !Modifier.isFinal(type.getModifiers()));
	}

}
