package io.github.signals.delivery.durable.json;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.signals.dispatch.StoredEntities;

/**
 * Reads the values of records, those of before included. Creates only what the type asks
 * for, and what is on a closed list: a name of a class that a record has is looked up
 * among these.
 */
final class ValueReader {

	private final ValueTypes types;

	private final ObjectJson objects;

	private final StoredEntities entities;

	private final Function<String, @Nullable Class<?>> entityTypes;

	private final BiFunction<Class<?>, Object, @Nullable Object> gone;

	/**
	 * Create a reader.
	 * @param types the types of the values
	 * @param objects reads objects of the application's classes
	 * @param entities how to read entities
	 * @param entityTypes finds the class of an entity by the name that a record has
	 * @param gone returns what there is in place of an entity whose row is gone
	 */
	ValueReader(ValueTypes types, ObjectJson objects, StoredEntities entities,
			Function<String, @Nullable Class<?>> entityTypes, BiFunction<Class<?>, Object, @Nullable Object> gone) {
		this.types = types;
		this.objects = objects;
		this.entities = entities;
		this.entityTypes = entityTypes;
		this.gone = gone;
	}

	@Nullable Object read(@Nullable JsonNode json, ValueType type) {
		if (json == null || json.isNull()) {
			return null;
		}
		if (json.isString()) {
			return Numbers.conform(json.stringValue(), type, "text");
		}
		if (json.isBoolean()) {
			return Numbers.conform(json.booleanValue(), type, "a boolean");
		}
		if (json.isInt()) {
			return Numbers.conform(json.intValue(), type, "an int");
		}
		if (!json.isArray() || json.size() != 2 || !json.get(0).isString()) {
			throw type.unreadable("an unexpected kind of JSON");
		}
		return readPair(json.get(0).stringValue(), json.get(1), type);
	}

	private @Nullable Object readPair(String tag, JsonNode json, ValueType type) {
		int colon = tag.indexOf(':');
		String kind = (colon == -1) ? tag : tag.substring(0, colon);
		String found = "a '" + RecordedText.name(tag) + "'";
		if (kind.equals("entity")) {
			return readEntity(tag.substring(colon + 1), json, type, found);
		}
		try {
			Object value = read(kind, tag.substring(colon + 1), json, type, found);
			return Numbers.conform(value, type, found);
		}
		catch (UnreadableValueException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// Its message may tell the value.
			throw type.unreadable(found + " that is malformed (" + ex.getClass().getSimpleName() + ")");
		}
	}

	private @Nullable Object readEntity(String name, JsonNode json, ValueType type, String found) {
		Class<?> entity = this.entityTypes.apply(name);
		if (entity == null || !type.declared().isAssignableFrom(entity)) {
			throw type.unreadable(found);
		}
		Object identifier = read(json, this.types.of(entity).identifier());
		Object instance = (identifier != null) ? this.entities.find(entity, identifier) : null;
		return (instance != null || identifier == null) ? instance : this.gone.apply(entity, identifier);
	}

	private @Nullable Object read(String kind, String name, JsonNode json, ValueType type, String found) {
		return switch (kind) {
			case "list" -> readAll(json, new ArrayList<>(), type);
			case "set" -> readAll(json, new LinkedHashSet<>(), type);
			case "map" -> readMap(json, type);
			case "converted" -> readStored(json, type, found);
			case ValueWriter.OMITTED ->
				throw new UnreadableValueException("signals.durable.omitted leaves it out of records");
			case "array" -> readArray(name, json, type, found);
			case "enum" -> constant(named(name, type.declared().isEnum() ? type : null, type, found), json);
			case "object", "json" -> {
				ValueType object = named(name, (type.json() != null) ? type : null, type, found);
				yield readObject(kind, json, object, found);
			}
			default -> readScalar(kind, json, type, found);
		};
	}

	/**
	 * Return whether a value was left out.
	 */
	static boolean isOmitted(JsonNode json) {
		return ValueWriter.OMITTED.equals(json.path(0).asString(""));
	}

	private @Nullable Object readStored(JsonNode json, ValueType type, String found) {
		Object stored = (type.form() != null) ? read(json, type.stored()) : null;
		if (type.form() == null || stored == null) {
			throw type.unreadable(found);
		}
		return type.form().restore(stored);
	}

	private static Object readScalar(String tag, JsonNode json, ValueType type, String found) {
		Scalar scalar = Scalar.of(tag);
		if (scalar == null) {
			throw type.unreadable(found);
		}
		return scalar.read(json.stringValue());
	}

	private ValueType named(String name, @Nullable ValueType told, ValueType type, String found) {
		ValueType known = (told != null) ? told : this.types.named(name);
		if (known == null) {
			throw type.unreadable(found + ", which is not listed in signals.durable.types");
		}
		return known;
	}

	private @Nullable Object readObject(String kind, JsonNode json, ValueType type, String found) {
		if (type.json() == null) {
			throw type.unreadable(found);
		}
		return kind.equals("json") ? this.objects.readOld(json.stringValue(), type.json())
				: this.objects.read(json.stringValue(), type.json());
	}

	private static Object constant(ValueType type, JsonNode json) {
		String name = json.stringValue();
		Object[] constants = type.declared().getEnumConstants();
		for (Object constant : (constants != null) ? constants : new Object[0]) {
			if (((Enum<?>) constant).name().equals(name)) {
				return constant;
			}
		}
		throw type.unreadable("a constant that this version does not know");
	}

	private Object readAll(JsonNode json, Collection<@Nullable Object> elements, ValueType type) {
		json.forEach((element) -> elements.add(read(element, type.elements())));
		return Containers.of(type, elements);
	}

	private Object readMap(JsonNode json, ValueType type) {
		Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
		json.forEach((entry) -> map.put(read(entry.get(0), type.keys()), read(entry.get(1), type.elements())));
		return Containers.of(type, map);
	}

	private Object readArray(String name, JsonNode json, ValueType type, String found) {
		boolean told = type.declared().isArray();
		Class<?> component = told ? type.declared().getComponentType() : this.types.component(name);
		if (component == null) {
			throw type.unreadable(found);
		}
		ValueType elements = told ? type.elements() : ValueType.OPEN;
		Object array = Array.newInstance(component, json.size());
		for (int i = 0; i < json.size(); i++) {
			Array.set(array, i, read(json.get(i), elements));
		}
		return array;
	}

}
