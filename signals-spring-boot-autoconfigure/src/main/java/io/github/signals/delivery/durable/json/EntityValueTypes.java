package io.github.signals.delivery.durable.json;

import java.util.List;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The types of the values of an entity.
 *
 * @param identifier the type of the identifier
 * @param attributes the types of the attributes by name
 * @param written the attributes that saves write
 * @param collections the types of collections, of values and of entities, whose changes
 * are not those of a row
 * @param omitted the attributes that are left out
 * @param repeated the paths of parts that repeat other ones
 * @param parts the types of the values of the entities that associations refer to
 * @since 0.1.0
 */
public record EntityValueTypes(ValueType identifier, Map<String, ValueType> attributes, Set<String> written,
		Map<String, ValueType> collections, Set<String> omitted, Map<String, String> repeated,
		Map<String, Supplier<List<EntityValueTypes>>> parts) {

	static final EntityValueTypes UNKNOWN = new EntityValueTypes(ValueType.OPEN, Map.of(), Set.of(), Map.of(), Set.of(),
			Map.of(), Map.of());

	/**
	 * Return the types of the parts of an object that is not an entity.
	 * @param parts the types by the names of the parts
	 * @return the types
	 */
	public static EntityValueTypes ofParts(Map<String, ValueType> parts) {
		return new EntityValueTypes(ValueType.OPEN, parts, parts.keySet(), Map.of(), Set.of(), Map.of(), Map.of());
	}

	/**
	 * Return the names of all attributes and collections.
	 * @return the names
	 */
	public Set<String> names() {
		Set<String> names = new LinkedHashSet<>(this.attributes.keySet());
		names.addAll(this.collections.keySet());
		return names;
	}

	boolean knows(String name) {
		return this.attributes.isEmpty() || this.attributes.containsKey(name) || !original(name).equals(name);
	}

	/**
	 * Return whether a name is that of a part, or of an attribute of a part.
	 */
	boolean isOfPart(String name) {
		return !this.attributes.containsKey(name) && ofPart(name, EntityValueTypes::attributeOfPart) != null;
	}

	/**
	 * Return the type of an attribute.
	 * @param name the name of the attribute
	 * @return the type
	 */
	public ValueType attribute(String name) {
		ValueType type = this.attributes.get(name);
		type = (type != null) ? type : this.attributes.get(original(name));
		type = (type != null) ? type : ofPart(name, EntityValueTypes::attributeOfPart);
		return (type != null) ? type : ValueType.OPEN;
	}

	/**
	 * Return the type of a collection whose changes are not those of a row.
	 * @param name the name of the collection
	 * @return the type
	 */
	public ValueType collection(String name) {
		return this.collections.getOrDefault(name, ValueType.OPEN);
	}

	private @Nullable ValueType attributeOfPart(String name) {
		if (name.isEmpty()) {
			return this.identifier;
		}
		return knows(name) || name.indexOf('.') != -1 ? attribute(name) : null;
	}

	/**
	 * Ask the entity that a name leads to: the name of an association, perhaps with an
	 * identifier in brackets, and the name of its attribute.
	 */
	private <R> @Nullable R ofPart(String name, BiFunction<EntityValueTypes, String, @Nullable R> question) {
		for (Map.Entry<String, Supplier<List<EntityValueTypes>>> part : this.parts.entrySet()) {
			String rest = name.startsWith(part.getKey()) ? name.substring(endOfPart(name, part.getKey().length()))
					: null;
			if (rest != null && (rest.isEmpty() || rest.startsWith("."))) {
				for (EntityValueTypes types : part.getValue().get()) {
					R answer = question.apply(types, rest.isEmpty() ? "" : rest.substring(1));
					if (answer != null) {
						return answer;
					}
				}
			}
		}
		return null;
	}

	private static int endOfPart(String name, int start) {
		int depth = 0;
		int end = start;
		while (end < name.length() && (depth > 0 || name.charAt(end) == '[')) {
			depth += (name.charAt(end) == '[') ? 1 : (name.charAt(end) == ']') ? -1 : 0;
			end++;
		}
		return end;
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
		return Boolean.TRUE.equals(ofPart(name, (part, rest) -> part.omits(rest) ? true : null));
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
