package io.github.signals;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The attributes of an entity as they were written, for receivers that run later than
 * that: what the caller, or another receiver, does to the instance afterwards is not in
 * it. A receiver that hears the net change of a transaction takes it as a parameter.
 * <p>
 * Attributes of embedded values are named by their path ({@code "address.city"}). Mutable
 * values and collections are copied, and associations are the identifiers of their
 * entities, as in {@link Changes}. An attribute that was not loaded is not in it, and
 * neither are collections of entities. For a {@link PostDelete}, these are the attributes
 * that were stored last.
 * <p>
 * Immutable, and safe to pass to other threads if the values are.
 *
 * @since 0.1.0
 */
public final class Snapshot {

	private final Class<?> sender;

	private final @Nullable Object id;

	private final Map<String, @Nullable Object> attributes;

	private Snapshot(Class<?> sender, @Nullable Object id, Map<String, @Nullable Object> attributes) {
		this.sender = sender;
		this.id = id;
		this.attributes = attributes;
	}

	/**
	 * Create a snapshot, with a copy of the map.
	 * @param sender the entity class
	 * @param id the identifier of the entity, or {@code null} if it has none
	 * @param attributes the values by name, which nobody changes afterwards
	 * @return the snapshot
	 */
	public static Snapshot of(Class<?> sender, @Nullable Object id,
			Map<String, ? extends @Nullable Object> attributes) {
		Assert.notNull(sender, "'sender' must not be null");
		Assert.notNull(attributes, "'attributes' must not be null");
		Map<String, @Nullable Object> copy = new LinkedHashMap<>();
		attributes.forEach((attribute, value) -> copy.put(attribute, unmodifiable(value)));
		return new Snapshot(sender, id, Collections.unmodifiableMap(copy));
	}

	private static @Nullable Object unmodifiable(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return Collections.unmodifiableList(list);
		}
		if (value instanceof Set<?> set) {
			return Collections.unmodifiableSet(set);
		}
		return (value instanceof Map<?, ?> map) ? Collections.unmodifiableMap(map) : value;
	}

	/**
	 * Return the class of the entity.
	 * @return the sender of the signal
	 */
	public Class<?> sender() {
		return this.sender;
	}

	/**
	 * Return the identifier of the entity.
	 * @return the identifier, or {@code null} if it has none
	 */
	public @Nullable Object id() {
		return this.id;
	}

	/**
	 * Return whether the value of an attribute is known.
	 * @param attribute the name or path of the attribute
	 * @return whether it is in this snapshot, even if it is {@code null}
	 */
	public boolean contains(String attribute) {
		return this.attributes.containsKey(attribute);
	}

	/**
	 * Return the value of an attribute.
	 * @param attribute the name or path of the attribute
	 * @return the value, or {@code null} if it was {@code null} or is not known
	 */
	public @Nullable Object get(String attribute) {
		return this.attributes.get(attribute);
	}

	/**
	 * Return all attributes.
	 * @return the values by name or path, unmodifiable
	 */
	public Map<String, @Nullable Object> asMap() {
		return this.attributes;
	}

	/**
	 * Return the class and the names of the attributes, without their values.
	 */
	@Override
	public String toString() {
		return "Snapshot[" + this.sender.getName() + ", " + this.attributes.keySet() + "]";
	}

}
