package io.github.signals.capture.persistence.oracle;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has become of an entity, or of its links.
 *
 * @param kind what was done
 * @param values what was created, or from what to what the attributes have changed
 */
record Net(String kind, Map<String, String> values) {

	static final String CREATED = "created";

	static final String UPDATED = "updated";

	static final String DELETED = "deleted";

	static Net created(Map<String, String> values) {
		return new Net(CREATED, values);
	}

	static Net updated(Map<String, String> changes) {
		return new Net(UPDATED, changes);
	}

	static Net deleted() {
		return new Net(DELETED, Map.of());
	}

	static Net links(Map<String, Integer> counts) {
		Map<String, String> values = new TreeMap<>();
		counts.forEach((element, count) -> {
			if (count != 0) {
				values.put(element, (count > 0) ? "added" : "removed");
			}
		});
		return new Net("links", values);
	}

	boolean isOfVersionOnly() {
		return this.kind.equals(UPDATED) && this.values.keySet().equals(Set.of("version"));
	}

	/**
	 * Describe from what to what each value has changed.
	 */
	static Map<String, String> difference(Map<String, String> before, Map<String, String> after) {
		Map<String, String> changes = new TreeMap<>();
		Set<String> names = new TreeSet<>(before.keySet());
		names.addAll(after.keySet());
		for (String name : names) {
			if (!Objects.equals(before.get(name), after.get(name))) {
				changes.put(name, before.get(name) + " to " + after.get(name));
			}
		}
		return changes;
	}

	@Override
	public String toString() {
		return this.kind + " " + this.values;
	}

}
