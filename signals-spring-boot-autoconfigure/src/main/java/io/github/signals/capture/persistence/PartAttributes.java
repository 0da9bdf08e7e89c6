package io.github.signals.capture.persistence;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;

/**
 * Attributes of parts as they were and are. Those that are not there have no value.
 *
 * @param removal whether a part is no longer there
 * @param before the old values
 * @param after the new values
 */
record PartAttributes(boolean removal, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {

	private PartAttributes(boolean removal) {
		this(removal, new LinkedHashMap<>(), new LinkedHashMap<>());
	}

	PartAttributes() {
		this(false);
	}

	static PartAttributes changed(Changes changes, WrittenRow row, PartStep step) {
		PartAttributes attributes = new PartAttributes();
		for (String name : changes.attributes()) {
			attributes.put(name, changes.before(name), changes.after(name), row, step);
		}
		return attributes;
	}

	static PartAttributes added(Map<String, @Nullable Object> state, @Nullable WrittenRow row, PartStep step,
			@Nullable Object id) {
		PartAttributes attributes = new PartAttributes();
		attributes.after.put("", id);
		attributes.before.put("", null);
		state.forEach((name, value) -> attributes.put(name, null, value, row, step));
		return attributes;
	}

	static PartAttributes removed(Map<String, @Nullable Object> state, @Nullable WrittenRow row, PartStep step,
			@Nullable Object id) {
		PartAttributes attributes = new PartAttributes(true);
		attributes.before.put("", id);
		attributes.after.put("", null);
		state.forEach((name, value) -> attributes.put(name, value, null, row, step));
		return attributes;
	}

	private void put(String name, @Nullable Object old, @Nullable Object value, @Nullable WrittenRow row,
			PartStep step) {
		boolean version = EntityAttributes.of((row != null) ? row.persister : step.part()).isVersion(name);
		if (!version && !step.isBack(name)) {
			this.before.put(name, old);
			this.after.put(name, value);
		}
	}

	boolean isEmpty() {
		return this.after.isEmpty();
	}

	/**
	 * Return the same with the names that they have in the owner of the part.
	 */
	PartAttributes in(String part) {
		PartAttributes named = new PartAttributes(this.removal);
		this.before.forEach((name, value) -> named.before.put(name.isEmpty() ? part : part + "." + name, value));
		this.after.forEach((name, value) -> named.after.put(name.isEmpty() ? part : part + "." + name, value));
		return named;
	}

	/**
	 * Add what was written later in the same flush.
	 * @param single whether it is of an association with one part at most, which is
	 * removed after its successor was added
	 */
	void addAll(PartAttributes later, boolean single) {
		if (single && later.removal) {
			this.before.putAll(later.before);
			addAbsent(this.after, later.after);
		}
		else {
			addAbsent(this.before, later.before);
			this.after.putAll(later.after);
		}
	}

	private static void addAbsent(Map<String, @Nullable Object> values, Map<String, @Nullable Object> others) {
		others.forEach((name, value) -> {
			if (!values.containsKey(name)) {
				values.put(name, value);
			}
		});
	}

	Changes changes() {
		return Changes.between(this.before, this.after);
	}

}
