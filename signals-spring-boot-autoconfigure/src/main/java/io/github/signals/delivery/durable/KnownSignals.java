package io.github.signals.delivery.durable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.Signal;
import io.github.signals.delivery.durable.json.RecordedText;
import io.github.signals.delivery.durable.json.TypedJson;
import io.github.signals.dispatch.OwnSignals;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.StoredEntities;

/**
 * The application's own signals that records may be about. It is a closed list: what the
 * durable receivers name, and what the application lists beside. The name of a class in a
 * record is looked up here and nowhere else.
 */
final class KnownSignals {

	private final Supplier<Collection<RegisteredReceiver>> receivers;

	private final Collection<Class<?>> listed;

	private final TypedJson json;

	private final StoredEntities entities;

	private final Renamed renamed;

	private final Map<Class<?>, SignalType> types = new ConcurrentHashMap<>();

	private final Map<String, Class<?>> found = new ConcurrentHashMap<>();

	/**
	 * Create the list.
	 * @param receivers the durable receivers
	 * @param listed the classes that the application lists
	 * @param json the format
	 * @param entities tells what is an entity
	 * @param renamed the names that classes had
	 */
	KnownSignals(Supplier<Collection<RegisteredReceiver>> receivers, Collection<Class<?>> listed, TypedJson json,
			StoredEntities entities, Renamed renamed) {
		this.receivers = receivers;
		this.listed = listed.stream().filter(OwnSignals::isOwn).toList();
		this.json = json;
		this.entities = entities;
		this.renamed = renamed;
	}

	/**
	 * Return the classes of the signals that a receiver names: those that it hears, and
	 * if they are sealed, those that they permit.
	 */
	Set<Class<?>> heardBy(RegisteredReceiver receiver) {
		Set<Class<?>> heard = new LinkedHashSet<>();
		receiver.info().signals().stream().filter(OwnSignals::isOwn).forEach((signal) -> add(signal, heard));
		return heard;
	}

	private static void add(Class<?> type, Set<Class<?>> types) {
		if (SignalType.isConcrete(type)) {
			types.add(type);
		}
		if (type.isSealed()) {
			List.of(type.getPermittedSubclasses()).forEach((permitted) -> add(permitted, types));
		}
	}

	/**
	 * Return the list by the names of the classes.
	 */
	Map<String, Class<?>> all() {
		Map<String, Class<?>> all = new LinkedHashMap<>();
		this.listed.forEach((type) -> all.put(type.getName(), type));
		this.receivers.get().forEach((receiver) -> heardBy(receiver).forEach((type) -> all.put(type.getName(), type)));
		return all;
	}

	/**
	 * Return how the objects of a class of the list are taken apart and made anew.
	 */
	SignalType look(Class<?> type) {
		SignalType known = this.types.get(type);
		return (known != null) ? known : this.types.computeIfAbsent(type, (key) -> SignalType.of(key, this.json));
	}

	/**
	 * Return what is on the list for a signal.
	 * @throws IllegalArgumentException if it is not on the list
	 */
	SignalType of(Class<?> type) {
		SignalType known = this.types.get(type);
		if (known == null && all().get(type.getName()) != type) {
			throw new IllegalArgumentException(type.getName()
					+ " cannot be recorded: no DURABLE receiver names this class. Have the receiver hear this class, or"
					+ " a sealed type that permits it, or list the class in signals.durable.types");
		}
		return look(type);
	}

	/**
	 * Find the class that a record names.
	 */
	@Nullable Class<?> find(String recorded) {
		Class<?> known = this.found.get(recorded);
		Class<?> type = (known != null) ? known : all().get(this.renamed.entity(recorded));
		if (type != null && known == null) {
			this.found.put(recorded, type);
		}
		return type;
	}

	/**
	 * Return the class that a record names. Where there is none, no further attempt finds
	 * one.
	 */
	SignalType type(String recorded) {
		Class<?> type = find(recorded);
		if (type == null) {
			String name = RecordedText.name(recorded);
			throw new ImpossibleCallException(
					name + " is not a signal that a DURABLE receiver of this application names. If it was renamed, set"
							+ " signals.durable.renamed-entities." + name + " to its new class name.",
					null);
		}
		return look(type);
	}

	/**
	 * Return the entity class whose session tells the tenant: the sender, or that of a
	 * component.
	 */
	Class<?> tenantOf(Signal<?> signal) {
		Class<?> sender = signal.sender();
		if (!OwnSignals.isOwn(signal.getClass()) || this.entities.isEntity(sender)) {
			return sender;
		}
		for (Object component : of(signal.getClass()).components(signal).values()) {
			Class<?> type = (component != null) ? TypedJson.classOf(component) : sender;
			if (this.entities.isEntity(type)) {
				return type;
			}
		}
		return sender;
	}

}
