package io.github.signals;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The attributes in which an entity differs from its stored state, with their old and new
 * values. Attributes of embedded values are named by their path ({@code "address.city"}).
 * For a creation, every attribute counts as changed, with {@code null} as its old value;
 * the same applies if the store does not know the old values. Immutable, and safe to pass
 * to other threads if the values are.
 * <p>
 * An attribute that the store does not write never counts as changed: with JPA, these are
 * attributes that are not updatable, formulas, and the inverse side of an association.
 * Values are compared as the store compares them. If a save replaces a value that the
 * application has not read, and a receiver asks for changes, the old value is read;
 * otherwise the attribute is not among the changes. A lazy attribute or collection never
 * counts as changed from {@code null} just because it was not loaded.
 *
 * @since 0.1.0
 */
public final class Changes {

	private static final Comparison BY_VALUE = new Comparison() {
	};

	private static final Changes NONE = new Changes(Map.of(), Map.of(), Map.of(), Map.of(), false, BY_VALUE);

	private static final Changes UNREAD = new Changes(Map.of(), Map.of(), Map.of(), Map.of(), true, BY_VALUE);

	private final Map<String, @Nullable Object> before;

	private final Map<String, @Nullable Object> after;

	private final Map<String, @Nullable Object> origin;

	private final Map<String, @Nullable Object> state;

	private final boolean all;

	private final Comparison comparison;

	private Changes(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after,
			Map<String, @Nullable Object> origin, Map<String, @Nullable Object> state, boolean all,
			Comparison comparison) {
		this.before = before;
		this.after = after;
		this.origin = origin;
		this.state = state;
		this.all = all;
		this.comparison = comparison;
	}

	/**
	 * Return changes without any attribute.
	 * @return the empty changes
	 */
	public static Changes none() {
		return NONE;
	}

	/**
	 * Compare two states of an entity. An attribute that only one of them has is
	 * {@code null} in the other.
	 * @param before the attributes of the old state
	 * @param after the attributes of the new state
	 * @return the differences; arrays are compared by their elements, and
	 * {@code BigDecimal} values without their scale
	 */
	public static Changes between(Map<String, ? extends @Nullable Object> before,
			Map<String, ? extends @Nullable Object> after) {
		Assert.notNull(before, "'before' must not be null");
		Assert.notNull(after, "'after' must not be null");
		Map<String, @Nullable Object> old = new LinkedHashMap<>();
		Map<String, @Nullable Object> current = new LinkedHashMap<>();
		after.forEach((attribute, value) -> {
			if (!BY_VALUE.isSame(attribute, before.get(attribute), value)) {
				old.put(attribute, before.get(attribute));
				current.put(attribute, value);
			}
		});
		before.forEach((attribute, value) -> {
			if (value != null && !after.containsKey(attribute)) {
				old.put(attribute, value);
				current.put(attribute, null);
			}
		});
		return new Changes(old, current, old, new LinkedHashMap<>(after), false, BY_VALUE);
	}

	/**
	 * Compare two states of an entity as its store does. An attribute that only one of
	 * them has is unknown in the other and is omitted.
	 * @param before the attributes of the old state
	 * @param after the attributes of the new state
	 * @param comparison how the store compares values
	 * @return what differs
	 */
	public static Changes between(Map<String, ? extends @Nullable Object> before,
			Map<String, ? extends @Nullable Object> after, Comparison comparison) {
		Assert.notNull(before, "'before' must not be null");
		Assert.notNull(after, "'after' must not be null");
		Assert.notNull(comparison, "'comparison' must not be null");
		Map<String, @Nullable Object> old = new LinkedHashMap<>();
		Map<String, @Nullable Object> current = new LinkedHashMap<>();
		after.forEach((attribute, value) -> {
			Object stored = before.get(attribute);
			if ((stored != null || before.containsKey(attribute)) && !comparison.isSame(attribute, stored, value)) {
				old.put(attribute, stored);
				current.put(attribute, value);
			}
		});
		return new Changes(old, current, old, new LinkedHashMap<>(after), false, comparison);
	}

	/**
	 * Compare the values of some attributes as their store does.
	 * @param names the names or paths of the attributes, each of them once. None of the
	 * arrays is copied, and they must not change any more.
	 * @param before the old values, in the order of the names
	 * @param after the new values, in the order of the names
	 * @param comparison how the store compares values
	 * @return what differs
	 */
	public static Changes between(String[] names, @Nullable Object[] before, @Nullable Object[] after,
			Comparison comparison) {
		Assert.isTrue(names.length == before.length && names.length == after.length,
				"'before' and 'after' must have a value for each of the names");
		Assert.notNull(comparison, "'comparison' must not be null");
		int[] differing = new int[names.length];
		int count = 0;
		for (int i = 0; i < names.length; i++) {
			if (!comparison.isSame(names[i], before[i], after[i])) {
				differing[count++] = i;
			}
		}
		AttributeValues origin = new AttributeValues(names, before).only(differing, count);
		AttributeValues state = new AttributeValues(names, after);
		return new Changes(origin, state.only(differing, count), origin, state, false, comparison);
	}

	/**
	 * Count every attribute as changed, as for a creation.
	 * @param after the attributes of the new state
	 * @return changes with all the given attributes
	 */
	public static Changes all(Map<String, ? extends @Nullable Object> after) {
		return all(after, BY_VALUE);
	}

	/**
	 * Count every attribute as changed, as for a creation, and compare later states as
	 * the store does.
	 * @param after the attributes of the new state
	 * @param comparison how the store compares values
	 * @return changes with all the given attributes
	 */
	public static Changes all(Map<String, ? extends @Nullable Object> after, Comparison comparison) {
		Assert.notNull(after, "'after' must not be null");
		Assert.notNull(comparison, "'comparison' must not be null");
		Map<String, @Nullable Object> current = new LinkedHashMap<>(after);
		return new Changes(Map.of(), current, Map.of(), current, true, comparison);
	}

	/**
	 * Count every attribute as changed, as for a creation whose attributes nobody reads.
	 * @return changes that contain every attribute and have no value
	 */
	public static Changes unread() {
		return UNREAD;
	}

	/**
	 * Return changes as they were recorded. A value is only taken from its map when it is
	 * requested.
	 * @param before the old values, or {@code null} if every attribute counts as changed
	 * @param after the new values of the changed attributes, which are not copied
	 * @return the changes
	 */
	public static Changes recorded(@Nullable Map<String, @Nullable Object> before,
			Map<String, @Nullable Object> after) {
		Assert.notNull(after, "'after' must not be null");
		Map<String, @Nullable Object> old = (before != null) ? before : Map.of();
		return new Changes(old, after, old, after, before == null, BY_VALUE);
	}

	/**
	 * Return the names of the attributes that changed.
	 * @return the names, unmodifiable
	 */
	public Set<String> attributes() {
		return Collections.unmodifiableSet(this.after.keySet());
	}

	/**
	 * Return whether an attribute changed. An embedded value has changed when one of its
	 * attributes has. For a receiver that hears {@link Receiver#parts() parts}, the path
	 * of an association ({@code "lines"}) or of an attribute of the parts
	 * ({@code "lines.quantity"}) stands for all parts, and a name with an identifier
	 * ({@code "lines[7].quantity"}) for one of them.
	 * @param attribute the name or path of the attribute
	 * @return whether it changed
	 */
	public boolean contains(String attribute) {
		Assert.notNull(attribute, "'attribute' must not be null");
		if (this.all || this.after.containsKey(attribute)) {
			return true;
		}
		for (String name : this.after.keySet()) {
			if (AttributePath.isWithin(name, attribute)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the old value of an attribute.
	 * @param attribute the name or path of the attribute
	 * @return the old value, or {@code null} if it was {@code null}, is unknown or did
	 * not change
	 */
	public @Nullable Object before(String attribute) {
		return this.before.get(attribute);
	}

	/**
	 * Return the new value of an attribute.
	 * @param attribute the name or path of the attribute
	 * @return the new value, or {@code null} if it is {@code null} or did not change
	 */
	public @Nullable Object after(String attribute) {
		return this.after.get(attribute);
	}

	/**
	 * Return the changes that lead from another old state to the new values: the
	 * attributes that are known in both and differ, compared as these changes are.
	 * @param stored the attributes of the other old state
	 * @return the changes since that state
	 */
	public Changes since(Map<String, ? extends @Nullable Object> stored) {
		return between(stored, this.after, this.comparison);
	}

	/**
	 * Return whether nothing changed.
	 * @return whether these changes contain no attribute
	 */
	public boolean isEmpty() {
		return !this.all && this.after.isEmpty();
	}

	/**
	 * Return whether the row was written with the values that it already had: nothing has
	 * changed, or only the version. Such a write is not a change of the transaction.
	 * @return whether these changes contain nothing but the version
	 */
	public boolean isVersionOnly() {
		if (this.all) {
			return false;
		}
		for (String attribute : this.after.keySet()) {
			if (!this.comparison.isVersion(attribute)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return the net effect of these changes and later changes to the same entity: from
	 * the first old value to the last new value. An attribute that has returned to its
	 * old value is not a change.
	 * @param later the later changes
	 * @return the net change
	 */
	public Changes then(Changes later) {
		Assert.notNull(later, "'later' must not be null");
		Map<String, @Nullable Object> old = new LinkedHashMap<>(later.before);
		old.putAll(this.origin);
		// Changes that are not written yet are compared with the state before them.
		Map<String, @Nullable Object> current = new LinkedHashMap<>(this.origin);
		current.putAll(this.after);
		current.replaceAll((attribute, value) -> later.state.getOrDefault(attribute, value));
		current.putAll(later.after);
		Comparison comparing = (later.comparison != BY_VALUE) ? later.comparison : this.comparison;
		if (this.all || later.all) {
			this.after.keySet().stream().filter((name) -> !this.before.containsKey(name)).forEach(old::remove);
			return new Changes(old, current, old, later.state, true, comparing);
		}
		Changes net = between(old, current, comparing);
		return new Changes(net.before, net.after, old, later.state, false, comparing);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Changes that && this.all == that.all && this.before.equals(that.before)
				&& this.after.equals(that.after);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.before, this.after, this.all);
	}

	/**
	 * Return the names of the attributes, without their values.
	 */
	@Override
	public String toString() {
		return "changes" + this.after.keySet();
	}

	/**
	 * How a store compares the values of an entity.
	 *
	 * @since 0.1.0
	 */
	public interface Comparison {

		/**
		 * Return whether two values are the same for the store.
		 * @param attribute the name or path of the attribute
		 * @param one a value of it
		 * @param other another value of it
		 * @return whether they are the same; by default, whether they are equal, with
		 * arrays compared by their elements and {@code BigDecimal} values without their
		 * scale
		 */
		default boolean isSame(String attribute, @Nullable Object one, @Nullable Object other) {
			if (one instanceof BigDecimal number && other instanceof BigDecimal otherNumber) {
				return number.compareTo(otherNumber) == 0;
			}
			return Objects.deepEquals(one, other);
		}

		/**
		 * Return whether an attribute is the version, which is written with every update.
		 * @param attribute the name of the attribute
		 * @return whether it is the version
		 */
		default boolean isVersion(String attribute) {
			return false;
		}

	}

}
