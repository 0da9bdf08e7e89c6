package io.github.signals.delivery.durable.json;

import java.util.Map;
import java.util.Set;

/**
 * The types of the values of an entity.
 *
 * @param identifier the type of the identifier
 * @param attributes the types of the attributes by name
 * @param written the attributes that saves write
 * @param omitted the attributes that are left out
 * @param repeated the paths of parts that repeat other ones
 * @since 0.1.0
 */
public record EntityValueTypes(ValueType identifier, Map<String, ValueType> attributes, Set<String> written,
		Set<String> omitted, Map<String, String> repeated) {

	static final EntityValueTypes UNKNOWN = new EntityValueTypes(ValueType.OPEN, Map.of(), Set.of(), Set.of(),
			Map.of());

	boolean knows(String name) {
		return this.attributes.isEmpty() || this.attributes.containsKey(name) || !original(name).equals(name);
	}

	/**
	 * Return the type of an attribute.
	 * @param name the name of the attribute
	 * @return the type
	 */
	public ValueType attribute(String name) {
		ValueType type = this.attributes.get(name);
		return (type != null) ? type : this.attributes.getOrDefault(original(name), ValueType.OPEN);
	}

	/**
	 * Return whether an attribute is left out, or what it is a part of.
	 * @param name the name of the attribute
	 * @return whether it is
	 */
	public boolean omits(String name) {
		for (String left : this.omitted) {
			if (name.startsWith(left) && (name.length() == left.length() || name.charAt(left.length()) == '.')) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the name of the attribute that one of a part repeats.
	 */
	private String original(String name) {
		for (Map.Entry<String, String> part : this.repeated.entrySet()) {
			String start = part.getKey() + ".";
			if (name.startsWith(start)) {
				String prefix = part.getValue().isEmpty() ? "" : part.getValue() + ".";
				return original(prefix + name.substring(start.length()));
			}
		}
		return name;
	}

}
