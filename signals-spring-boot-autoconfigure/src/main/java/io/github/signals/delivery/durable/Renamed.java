package io.github.signals.delivery.durable;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What records call by another name than the application does by now. Of the names that
 * were, only letters and digits count, as keys of properties keep no more.
 *
 * @param attributes the names of attributes now, by {@code <entity>.<attribute>} as it
 * was; the entity by its simple or its full name
 * @param entities the names of entity classes now, by those that they had
 * @param receivers the uids of receivers now, by those that they had
 * @since 0.1.0
 */
public record Renamed(Map<String, String> attributes, Map<String, String> entities, Map<String, String> receivers) {

	/**
	 * Create it.
	 * @param attributes the names of attributes now, by {@code <entity>.<attribute>} as
	 * it was
	 * @param entities the names of entity classes now, by those that they had
	 * @param receivers the uids of receivers now, by those that they had
	 */
	public Renamed {
		attributes = uniform(attributes);
		entities = uniform(entities);
	}

	private static Map<String, String> uniform(Map<String, String> names) {
		Map<String, String> uniform = new HashMap<>();
		names.forEach((before, now) -> uniform.put(uniform(before), now));
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

	String entity(String recorded) {
		return this.entities.isEmpty() ? recorded : this.entities.getOrDefault(uniform(recorded), recorded);
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
		String name = this.attributes.get(uniform(entity.getSimpleName() + "." + recorded));
		return (name != null) ? name : this.attributes.get(uniform(entity.getName() + "." + recorded));
	}

}
