package io.github.signals.delivery.durable;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.Suggestion;

/**
 * Names in records that have changed in the application since. Only letters and digits of
 * the former names are compared, because property keys keep no other characters.
 *
 * @since 0.1.0
 */
public final class Renamed {

	private static final Logger logger = LoggerFactory.getLogger(Renamed.class);

	private final Map<String, Name> attributes;

	private final Map<String, Name> entities;

	private final Map<String, String> receivers;

	private final Map<String, String> former = new HashMap<>();

	/**
	 * Create an instance.
	 * @param attributes the names of attributes now, by {@code <entity>.<attribute>} as
	 * it was; the entity by its simple or its full name
	 * @param entities the names of entity classes now, by those that they had
	 * @param receivers the uids of receivers now, by those that they had
	 */
	public Renamed(Map<String, String> attributes, Map<String, String> entities, Map<String, String> receivers) {
		this.attributes = uniform(attributes);
		this.entities = uniform(entities);
		this.receivers = Map.copyOf(receivers);
		new TreeMap<>(entities).forEach((before, now) -> this.former.putIfAbsent(now, before));
	}

	private static Map<String, Name> uniform(Map<String, String> names) {
		Map<String, Name> uniform = new LinkedHashMap<>();
		names.forEach((before, now) -> uniform.put(uniform(before), new Name(before, now)));
		return uniform;
	}

	private static String uniform(String name) {
		return name.replaceAll("[^A-Za-z0-9.]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Return whether a key of a property names an entity.
	 */
	static boolean isNamed(Class<?> entity, String key) {
		String name = uniform(key);
		return name.equals(uniform(entity.getSimpleName())) || name.equals(uniform(entity.getName()));
	}

	/**
	 * Ask whether another entity was meant by a key of a property, which names it as the
	 * key does: with its package, or without.
	 */
	static String suggest(String key, Collection<Class<?>> entities) {
		return Suggestion.suggestLast(key,
				entities.stream().map((key.indexOf('.') != -1) ? Class::getName : Class::getSimpleName).toList());
	}

	/**
	 * Return receivers by the uids that they have, and by those that they had.
	 */
	Map<String, RegisteredReceiver> byUid(Collection<RegisteredReceiver> receivers) {
		Map<String, RegisteredReceiver> all = new TreeMap<>();
		receivers.forEach((receiver) -> all.put(receiver.uid(), receiver));
		this.receivers.forEach((before, now) -> {
			RegisteredReceiver receiver = all.get(now);
			if (receiver != null) {
				all.putIfAbsent(before, receiver);
			}
		});
		return all;
	}

	String entity(String recorded) {
		Name name = this.entities.isEmpty() ? null : this.entities.get(uniform(recorded));
		return (name != null) ? name.now() : recorded;
	}

	/**
	 * Return the name under which calls for an entity are kept in order: the one that it
	 * had, as calls may wait that were recorded under it.
	 */
	String former(Class<?> entity) {
		return this.former.getOrDefault(entity.getName(), entity.getName());
	}

	/**
	 * Return the name that an attribute has now; parts of embedded values are renamed
	 * with them.
	 */
	String attribute(Class<?> entity, String recorded) {
		if (this.attributes.isEmpty()) {
			return recorded;
		}
		for (int end = recorded.length(); end > 0; end = recorded.lastIndexOf('.', end - 1)) {
			String name = find(entity, recorded.substring(0, end));
			if (name != null) {
				return name + recorded.substring(end);
			}
		}
		return recorded;
	}

	private @Nullable String find(Class<?> entity, String recorded) {
		Name name = this.attributes.get(uniform(entity.getSimpleName() + "." + recorded));
		name = (name != null) ? name : this.attributes.get(uniform(entity.getName() + "." + recorded));
		return (name != null) ? name.now() : null;
	}

	/**
	 * Name the receivers that are not here. A node of another kind may have them, and a
	 * slice of a test need not import them.
	 */
	void checkReceivers(Collection<String> uids) {
		this.receivers.forEach((before, now) -> {
			if (!uids.contains(now)) {
				logger.warn("signals.durable.renamed-receivers.{} names '{}', which is not a durable receiver here.{}",
						before, now, Suggestion.suggest(now, uids));
			}
		});
	}

	/**
	 * See that entities have the names that they are said to have now.
	 * @param known whether a class is there
	 */
	void checkEntities(Collection<Class<?>> entities, Predicate<String> known) {
		Collection<String> names = entities.stream().map(Class::getName).toList();
		this.entities.values().forEach((name) -> {
			if (!known.test(name.now())) {
				throw wrong("renamed-entities", name, "a class", Suggestion.suggestLast(name.now(), names));
			}
		});
	}

	/**
	 * Name the keys of attributes that are of no entity. One may be right elsewhere: a
	 * slice of a test, or another application with the same settings, has other entities.
	 */
	void checkOwners(Collection<Class<?>> entities) {
		this.attributes.forEach((before, name) -> {
			if (entities.stream().noneMatch((entity) -> isOf(entity, before))) {
				logger.warn("signals.durable.renamed.{} has no effect: no entity has this name.{}", name.key(),
						suggestOwner(name.key(), entities));
			}
		});
	}

	/**
	 * Suggest an entity for what comes before the path of an attribute.
	 */
	private static String suggestOwner(String key, Collection<Class<?>> entities) {
		for (int end = key.lastIndexOf('.'); end > 0; end = key.lastIndexOf('.', end - 1)) {
			String suggestion = suggest(key.substring(0, end), entities);
			if (!suggestion.isEmpty()) {
				return suggestion;
			}
		}
		return "";
	}

	private static boolean isOf(Class<?> entity, String attribute) {
		return attribute.startsWith(uniform(entity.getSimpleName()) + ".")
				|| attribute.startsWith(uniform(entity.getName()) + ".");
	}

	/**
	 * See that the attributes of an entity have the names that they are said to have now.
	 */
	void checkAttributes(Class<?> entity, Supplier<Collection<String>> attributes) {
		this.attributes.forEach((before, name) -> {
			if (isOf(entity, before)) {
				Collection<String> names = attributes.get();
				if (names.stream().noneMatch((known) -> (known + ".").startsWith(name.now() + "."))) {
					throw wrong("renamed", name, "an attribute of " + entity.getName(),
							Suggestion.suggest(name.now(), names));
				}
			}
		});
	}

	private static WrongSettingException wrong(String property, Name name, String what, String suggestion) {
		return new WrongSettingException("signals.durable." + property + "." + name.key() + "=" + name.now() + ": '"
				+ name.now() + "' is not " + what + ".", suggestion);
	}

	/**
	 * A name that has changed.
	 *
	 * @param key the former one, as it is written
	 * @param now the one that it has now
	 */
	private record Name(String key, String now) {

	}

}
