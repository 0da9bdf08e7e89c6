package io.github.signals.delivery.durable.json;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

import org.springframework.util.ClassUtils;

import io.github.signals.dispatch.StoredForm;

/**
 * What the values of an attribute may be, decided by its mapping.
 *
 * @param declared the class of the values
 * @param key the keys of a map
 * @param element the elements of a collection, an array or a map
 * @param json of a class of the application's own, how JSON tells it
 * @param form how the mapping stores it, where that can be written
 * @param obstacle why values cannot be written without that, or {@code null} if they can
 * @since 0.1.0
 */
public record ValueType(Class<?> declared, @Nullable ValueType key, @Nullable ValueType element,
		@Nullable JavaType json, @Nullable StoredForm form, @Nullable String obstacle) {

	/** Values of the closed list, whatever they are. */
	public static final ValueType OPEN = of(Object.class);

	static ValueType of(Class<?> declared) {
		return new ValueType(declared, null, null, null, null, null);
	}

	static ValueType ofObject(Class<?> declared, JavaType json) {
		return new ValueType(declared, null, null, json, null, null);
	}

	/**
	 * Return the type of values that have parts.
	 * @param declared the class of the values
	 * @param key the keys of a map, or {@code null}
	 * @param element the elements
	 * @return the type
	 */
	public static ValueType ofElements(Class<?> declared, @Nullable ValueType key, ValueType element) {
		return new ValueType(declared, key, element, null, null, null);
	}

	static ValueType unwritable(Class<?> declared, String obstacle) {
		return new ValueType(declared, null, null, null, null, obstacle);
	}

	ValueType withForm(@Nullable StoredForm form) {
		return new ValueType(this.declared, this.key, this.element, this.json, form, this.obstacle);
	}

	ValueType withElements(ValueType element) {
		return new ValueType(this.declared, this.key, element, this.json, this.form, this.obstacle);
	}

	/**
	 * Return the type of what the mapping stores.
	 */
	ValueType stored() {
		return (this.form != null) ? of(ClassUtils.resolvePrimitiveIfNecessary(this.form.type())) : this;
	}

	/**
	 * Return the type of the keys of a map.
	 * @return the type
	 */
	public ValueType keys() {
		return (this.key != null) ? this.key : OPEN;
	}

	/**
	 * Return the type of the elements of a collection, an array or a map.
	 * @return the type
	 */
	public ValueType elements() {
		return (this.element != null) ? this.element : OPEN;
	}

	/**
	 * Return whether a value is one of these. Collections and maps may be of another
	 * class, as long as they are that.
	 */
	boolean accepts(Object value) {
		return this.declared.isInstance(value)
				|| value instanceof Collection && Collection.class.isAssignableFrom(this.declared)
				|| value instanceof Map && Map.class.isAssignableFrom(this.declared);
	}

	/**
	 * Return why values cannot be written, because of their parts too.
	 * @return the reason, or {@code null} if they can
	 */
	public @Nullable String problem() {
		return (this.form != null) ? null
				: Stream.of(this.obstacle, problem(this.key), problem(this.element))
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
	}

	private static @Nullable String problem(@Nullable ValueType part) {
		return (part != null) ? part.problem() : null;
	}

	UnreadableValueException unreadable(String found) {
		String expected = (this.declared != Object.class) ? "its type is " + this.declared.getTypeName() + ", but "
				: "";
		return new UnreadableValueException(expected + "the record has " + found);
	}

}
