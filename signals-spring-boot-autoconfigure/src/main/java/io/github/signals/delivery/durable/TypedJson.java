package io.github.signals.delivery.durable;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.github.signals.dispatch.StoredEntities;

/**
 * Writes values as JSON that tells their types, so that they are read as equal values of
 * the same types. Text, truth values and integers are plain; any other value is a pair of
 * its type and what the type makes of it. Entities are written as their identifiers.
 */
final class TypedJson {

	private final JsonMapper mapper;

	private final StoredEntities entities;

	private final @Nullable ClassLoader classLoader;

	private final Set<Class<?>> proven = ConcurrentHashMap.newKeySet();

	TypedJson(JsonMapper mapper, StoredEntities entities, @Nullable ClassLoader classLoader) {
		this.mapper = mapper;
		this.entities = entities;
		this.classLoader = classLoader;
	}

	void write(JsonGenerator json, @Nullable Object value) {
		if (value == null) {
			json.writeNull();
		}
		else if (value instanceof String text) {
			json.writeString(text);
		}
		else if (value instanceof Integer number) {
			json.writeNumber(number);
		}
		else if (value instanceof Boolean truth) {
			json.writeBoolean(truth);
		}
		else {
			json.writeStartArray();
			writePair(json, value);
			json.writeEndArray();
		}
	}

	private void writePair(JsonGenerator json, Object value) {
		Scalar scalar = Scalar.of(value.getClass());
		if (scalar != null) {
			json.writeString(scalar.tag());
			json.writeString(scalar.write(value));
		}
		else if (value instanceof Enum<?> constant) {
			json.writeString("enum:" + constant.getDeclaringClass().getName());
			json.writeString(constant.name());
		}
		else if (value instanceof Map<?, ?> map) {
			json.writeString("map");
			json.writeStartArray();
			map.forEach((key, element) -> writeAll(json, List.of(new Element(key), new Element(element))));
			json.writeEndArray();
		}
		else if (value instanceof Collection<?> collection) {
			json.writeString((value instanceof Set) ? "set" : "list");
			writeAll(json, collection);
		}
		else if (value.getClass().isArray()) {
			writeArray(json, value);
		}
		else {
			writeObject(json, value);
		}
	}

	private void writeAll(JsonGenerator json, Collection<?> values) {
		json.writeStartArray();
		values.forEach((value) -> write(json, (value instanceof Element element) ? element.value() : value));
		json.writeEndArray();
	}

	private void writeArray(JsonGenerator json, Object array) {
		json.writeString("array:" + array.getClass().getComponentType().getName());
		json.writeStartArray();
		for (int i = 0; i < Array.getLength(array); i++) {
			write(json, Array.get(array, i));
		}
		json.writeEndArray();
	}

	private void writeObject(JsonGenerator json, Object value) {
		Class<?> type = entityType(value);
		if (this.entities.isEntity(type)) {
			Object id = this.entities.identifier(value);
			if (id == null) {
				throw new UnwritableValueException("an instance of " + type.getName() + " without an identifier");
			}
			json.writeString("entity:" + type.getName());
			write(json, id);
			return;
		}
		json.writeString("json:" + value.getClass().getName());
		if (this.proven.contains(value.getClass())) {
			json.writeString(this.mapper.writeValueAsString(value));
		}
		else {
			json.writeString(prove(value));
		}
	}

	private static Class<?> entityType(Object value) {
		Class<?> type = ClassUtils.getUserClass(value);
		return type.getName().contains("$HibernateProxy") ? type.getSuperclass() : type;
	}

	/**
	 * Write a value of the application's own, and see that it can be read again.
	 */
	private String prove(Object value) {
		try {
			String text = this.mapper.writeValueAsString(value);
			Object read = this.mapper.readValue(text, value.getClass());
			if (value.equals(read) || !hasEquals(value.getClass()) && !text.equals("{}")
					&& text.equals(this.mapper.writeValueAsString(read))) {
				this.proven.add(value.getClass());
				return text;
			}
		}
		catch (RuntimeException ex) {
			throw new UnwritableValueException("a " + value.getClass().getName()
					+ ", which Jackson cannot write and read: " + ex.getClass().getSimpleName());
		}
		throw new UnwritableValueException(
				"a " + value.getClass().getName() + ", which Jackson reads as another value");
	}

	private static boolean hasEquals(Class<?> type) {
		Method equals = ReflectionUtils.findMethod(type, "equals", Object.class);
		return equals != null && equals.getDeclaringClass() != Object.class;
	}

	@Nullable Object read(@Nullable JsonNode json) {
		if (json == null || json.isNull()) {
			return null;
		}
		if (json.isString()) {
			return json.stringValue();
		}
		if (json.isBoolean()) {
			return json.booleanValue();
		}
		if (json.isNumber()) {
			return json.intValue();
		}
		return readPair(json.get(0).stringValue(), json.get(1));
	}

	private @Nullable Object readPair(String tag, JsonNode json) {
		return switch (tag) {
			case "list" -> readAll(json, new ArrayList<>());
			case "set" -> readAll(json, new LinkedHashSet<>());
			case "map" -> readMap(json);
			default -> {
				int colon = tag.indexOf(':');
				yield (colon == -1) ? Scalar.of(tag).read(json.stringValue())
						: readTyped(tag.substring(0, colon), tag.substring(colon + 1), json);
			}
		};
	}

	private <C extends Collection<@Nullable Object>> C readAll(JsonNode json, C target) {
		json.forEach((element) -> target.add(read(element)));
		return target;
	}

	private Map<@Nullable Object, @Nullable Object> readMap(JsonNode json) {
		Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
		json.forEach((entry) -> map.put(read(entry.get(0)), read(entry.get(1))));
		return map;
	}

	private @Nullable Object readTyped(String kind, String className, JsonNode json) {
		Class<?> type = ClassUtils.resolveClassName(className, this.classLoader);
		return switch (kind) {
			case "enum" -> constant(type, json.stringValue());
			case "array" -> readArray(type, json);
			case "entity" -> readEntity(type, json);
			default -> this.mapper.readValue(json.stringValue(), type);
		};
	}

	private static Object constant(Class<?> type, String name) {
		for (Object constant : type.getEnumConstants()) {
			if (((Enum<?>) constant).name().equals(name)) {
				return constant;
			}
		}
		throw new IllegalStateException("There is no " + type.getName() + "." + name + " any more");
	}

	private Object readArray(Class<?> type, JsonNode json) {
		Object array = Array.newInstance(type, json.size());
		for (int i = 0; i < json.size(); i++) {
			Array.set(array, i, read(json.get(i)));
		}
		return array;
	}

	private @Nullable Object readEntity(Class<?> type, JsonNode json) {
		Object id = read(json);
		return (id != null) ? this.entities.find(type, id) : null;
	}

	/**
	 * A part of an entry, which may be {@code null}.
	 */
	private record Element(@Nullable Object value) {

	}

}
