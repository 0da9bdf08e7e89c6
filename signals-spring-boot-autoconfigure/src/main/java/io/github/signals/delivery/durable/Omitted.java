package io.github.signals.delivery.durable;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The attributes that the application leaves out of records.
 */
final class Omitted {

	private final Map<String, ? extends Collection<String>> attributes;

	/**
	 * Create an instance.
	 * @param attributes the names of the attributes, by the simple or the full name of
	 * the entity
	 */
	Omitted(Map<String, ? extends Collection<String>> attributes) {
		this.attributes = attributes;
	}

	boolean isEmpty() {
		return this.attributes.isEmpty();
	}

	/**
	 * Return the names of the attributes of an entity that are left out.
	 */
	Set<String> of(Class<?> entity) {
		Set<String> names = new HashSet<>();
		this.attributes.forEach((name, omitted) -> {
			if (Renamed.isNamed(entity, name)) {
				names.addAll(omitted);
			}
		});
		return names;
	}

	/**
	 * Return the names of entities that no entity has.
	 */
	Collection<String> unknown(Collection<Class<?>> entities) {
		Set<String> unknown = new HashSet<>(this.attributes.keySet());
		unknown.removeIf((name) -> entities.stream().anyMatch((entity) -> Renamed.isNamed(entity, name)));
		return unknown;
	}

}
