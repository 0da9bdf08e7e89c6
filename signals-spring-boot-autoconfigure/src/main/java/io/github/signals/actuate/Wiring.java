package io.github.signals.actuate;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverInfo;

/**
 * Who hears whom.
 *
 * @param senders the receivers of each sender, in the order of the calls
 */
record Wiring(Map<Class<?>, List<ReceiverInfo>> senders) {

	private static final Comparator<Class<?>> BY_NAME = Comparator.comparing((Class<?> type) -> type.getSimpleName())
		.thenComparing(Class::getName);

	/**
	 * Return the wiring as it is declared: the senders that receivers name.
	 */
	static Wiring of(List<ReceiverInfo> receivers) {
		Map<Class<?>, List<ReceiverInfo>> senders = new LinkedHashMap<>();
		named(receivers).stream()
			.sorted(BY_NAME)
			.forEach((sender) -> senders.put(sender,
					receivers.stream().filter((receiver) -> receiver.senders().contains(sender)).toList()));
		return new Wiring(senders);
	}

	/**
	 * Return the wiring as it takes effect: each entity with all of its receivers,
	 * whether they name it or what it inherits from. What receivers name is a sender of
	 * its own only if no entity inherits from it.
	 */
	static Wiring resolved(List<ReceiverInfo> receivers, Collection<Class<?>> entities) {
		Set<Class<?>> types = named(receivers);
		types.removeIf((type) -> entities.stream().anyMatch(type::isAssignableFrom));
		types.addAll(entities);
		Map<Class<?>, List<ReceiverInfo>> senders = new LinkedHashMap<>();
		types.stream()
			.sorted(BY_NAME)
			.forEach((type) -> senders.put(type,
					receivers.stream().filter((receiver) -> heardAs(receiver, type) != null).toList()));
		return new Wiring(senders);
	}

	private static Set<Class<?>> named(List<ReceiverInfo> receivers) {
		Set<Class<?>> named = new LinkedHashSet<>();
		receivers.forEach((receiver) -> named.addAll(receiver.senders()));
		return named;
	}

	/**
	 * Return the class by which a receiver hears a sender: the sender itself, or what it
	 * inherits from; {@code null} if it does not hear it.
	 */
	static @Nullable Class<?> heardAs(ReceiverInfo receiver, Class<?> sender) {
		return receiver.senders().contains(sender) ? sender
				: receiver.senders().stream().filter((type) -> type.isAssignableFrom(sender)).findFirst().orElse(null);
	}

}
