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

	final boolean commits;

	final boolean deferred;

	final boolean beforeCommit;

	final boolean durable;

	final boolean parts;

	private final ConcurrentMap<Class<?>, Boolean> bySignal = new ConcurrentHashMap<>();

	final RouteTable senders = new RouteTable();

	final ConcurrentMap<Class<?>, Boolean> rowReceivers = new ConcurrentHashMap<>();

	private final ConcurrentMap<Class<?>, Boolean> deleteReceivers = new ConcurrentHashMap<>();

	final Watchers watchers;

	RegistrySnapshot(List<RegisteredReceiver> receivers, Watchers watchers) {
		this.receivers = List.copyOf(receivers);
		this.watchers = watchers;
		boolean commits = false;
		boolean deferred = false;
		boolean beforeCommit = false;
		boolean durable = false;
		boolean parts = false;
		for (RegisteredReceiver receiver : receivers) {
			if (receiver.isActivated()) {
				commits |= receiver.subscription().coversRows() || receiver.delivery().isDeferred();
				deferred |= receiver.delivery().isDeferred();
				beforeCommit |= BEFORE_COMMIT.contains(receiver.delivery());
				durable |= receiver.delivery() == Delivery.DURABLE;
				parts |= !receiver.needs().parts().isEmpty();
			}
		}
		this.commits = commits;
		this.deferred = deferred;
		this.beforeCommit = beforeCommit;
		this.durable = durable;
		this.parts = parts;
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
		SignalCounters counters = this.watchers.counters();
		SignalCounter counter = (counters != null && !heardBy.isEmpty()) ? counters.of(signal, sender) : null;
		boolean captured = DataSignal.class.isAssignableFrom(signal);
		SignalTrace trace = this.watchers.trace();
		return new Route(heardBy, counter, (captured && heardBy.isEmpty()) ? null : this.watchers.listener(), trace,
				(trace != null) ? disabled(signal, sender) : List.of());
	}

	private List<RegisteredReceiver> disabled(Class<?> signal, Class<?> sender) {
		return this.receivers.stream()
			.filter((receiver) -> !receiver.isEnabled() && receiver.subscription().covers(signal)
					&& receiver.subscription().coversSender(sender))
			.toList();
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

	/**
	 * Who watches the signals, beside the receivers.
	 *
	 * @param listener who only listens, or {@code null}
	 * @param counters who counts, or {@code null}
	 * @param trace who notes what becomes of each, or {@code null}
	 */
	record Watchers(@Nullable Consumer<Signal<?>> listener, @Nullable SignalCounters counters,
			@Nullable SignalTrace trace) {

		static final Watchers NONE = new Watchers(null, null, null);

	}

}
