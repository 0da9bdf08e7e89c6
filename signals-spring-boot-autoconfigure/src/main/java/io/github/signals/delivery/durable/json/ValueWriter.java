package io.github.signals.delivery.durable.json;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import org.springframework.util.ClassUtils;

import io.github.signals.dispatch.StoredEntities;
import io.github.signals.dispatch.StoredForm;

/**
 * Writes values, so that {@link ValueReader} reads equal values of the same types. Text,
 * truth values and integers are plain; any other value is a pair of what it is and what
 * that makes of it. What the mapping tells is left out, the names of classes first of
 * all. Entities are written as their identifiers.
 */
final class ValueWriter {

	/** What stands for a value that the application leaves out. */
	static final String OMITTED = "omitted";

	private final ValueTypes types;

	private final ObjectJson objects;

	private final StoredEntities entities;

	ValueWriter(ValueTypes types, ObjectJson objects, StoredEntities entities) {
		this.types = types;
		this.objects = objects;
		this.entities = entities;
	}

	void write(JsonGenerator json, @Nullable Object value, ValueType type) {
		if (value == null) {
			json.writeNull();
		}
		else if (type.form() != null) {
			writeStored(json, value, type, type.form());
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
			writePair(json, value, type);
			json.writeEndArray();
		}
	}

	/**
	 * Write what the mapping stores of a value, or the value itself where that is another
	 * one.
	 */
	private void writeStored(JsonGenerator json, Object value, ValueType type, StoredForm form) {
		Object stored = form.store(value);
		ValueType plain = type.withForm(null);
		if (stored != null && isRestored(value, stored, form)) {
			json.writeStartArray();
			json.writeString("converted");
			write(json, stored, type.stored());
			json.writeEndArray();
		}
		else if (plain.problem() != null) {
			throw new UnwritableValueException(
					"a " + value.getClass().getName() + ", which its converter cannot read back");
		}
		else {
			write(json, value, plain);
		}
	}

	private boolean isRestored(Object value, Object stored, StoredForm form) {
		try {
			Object restored = form.restore(stored);
			return this.objects.isSame(value, restored) || restored != null
					&& !ValueComparison.hasEquals(value.getClass()) && Objects.deepEquals(stored, form.store(restored));
		}
		catch (RuntimeException ex) {
			// It only writes. Its message may tell the value.
			return false;
		}
	}

	/**
	 * Say that a value is left out.
	 */
	static void writeOmitted(JsonGenerator json) {
		json.writeStartArray();
		json.writeString(OMITTED);
		json.writeNull();
		json.writeEndArray();
	}

	private void writePair(JsonGenerator json, Object value, ValueType type) {
		Scalar scalar = Scalar.of(value.getClass());
		if (scalar != null) {
			json.writeString(scalar.tag());
			json.writeString(scalar.write(value));
		}
		else if (value instanceof Enum<?> constant && type.json() == null) {
			writeConstant(json, constant, type);
		}
		else if (type.json() != null || type.obstacle() != null) {
			writeObject(json, "object", value, type);
		}
		else if (value instanceof Map<?, ?> map) {
			writeMap(json, map, type);
		}
		else if (value instanceof Collection<?> collection) {
			Containers.check(type, collection);
			json.writeString((value instanceof Set) ? "set" : "list");
			json.writeStartArray();
			collection.forEach((element) -> write(json, element, type.elements()));
			json.writeEndArray();
		}
		else if (value.getClass().isArray()) {
			writeArray(json, value, type);
		}
		else {
			writeNamed(json, value);
		}
	}

	private void writeConstant(JsonGenerator json, Enum<?> constant, ValueType type) {
		Class<?> declared = constant.getDeclaringClass();
		boolean told = type.declared() == declared;
		if (!told && this.types.named(declared.getName()) == null) {
			throw unknown(declared);
		}
		json.writeString(told ? "enum" : "enum:" + declared.getName());
		json.writeString(constant.name());
	}

	private void writeObject(JsonGenerator json, String tag, Object value, ValueType type) {
		if (type.json() == null) {
			throw new UnwritableValueException("a " + value.getClass().getName() + ": it " + type.obstacle());
		}
		json.writeString(tag);
		json.writeString(this.objects.write(value, type.json()));
	}

	private void writeMap(JsonGenerator json, Map<?, ?> map, ValueType type) {
		json.writeString("map");
		json.writeStartArray();
		map.forEach((key, element) -> {
			json.writeStartArray();
			write(json, key, type.keys());
			write(json, element, type.elements());
			json.writeEndArray();
		});
		json.writeEndArray();
	}

	private void writeArray(JsonGenerator json, Object array, ValueType type) {
		Class<?> component = array.getClass().getComponentType();
		boolean told = type.declared() == array.getClass();
		if (!told && this.types.component(component.getName()) == null) {
			throw unknown(component);
		}
		json.writeString(told ? "array" : "array:" + component.getName());
		json.writeStartArray();
		for (int i = 0; i < Array.getLength(array); i++) {
			write(json, Array.get(array, i), type.elements());
		}
		json.writeEndArray();
	}

	/**
	 * Write what no mapping tells the type of.
	 */
	private void writeNamed(JsonGenerator json, Object value) {
		Class<?> type = entityType(value);
		ValueType known = this.types.named(type);
		if (this.entities.isEntity(type)) {
			writeEntity(json, value, type);
		}
		else if (known != null) {
			writeObject(json, "object:" + known.declared().getName(), value, known);
		}
		else {
			throw unknown(type);
		}
	}

	private void writeEntity(JsonGenerator json, Object value, Class<?> type) {
		Object id = this.entities.identifier(value);
		if (id == null) {
			throw new UnwritableValueException("an instance of " + type.getName() + " without an identifier");
		}
		json.writeString("entity:" + type.getName());
		write(json, id, this.types.of(type).identifier());
	}

	static Class<?> entityType(Object value) {
		Class<?> type = ClassUtils.getUserClass(value);
		return type.getName().contains("$HibernateProxy") ? type.getSuperclass() : type;
	}

	private static UnwritableValueException unknown(Class<?> type) {
		return new UnwritableValueException("a " + type.getName() + ", which the mapping does not declare: list"
				+ " the class in signals.durable.types");
	}

}
