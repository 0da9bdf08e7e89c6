package io.github.signals.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;

/**
 * Folds the changes of the parts of one entity, of which there may be very many.
 */
final class PartsChange {

	private final Map<String, @Nullable Object> before = new LinkedHashMap<>();

	private final Map<String, @Nullable Object> after = new LinkedHashMap<>();

	void add(Changes changes) {
		for (String name : changes.attributes()) {
			if (!this.before.containsKey(name)) {
				this.before.put(name, changes.before(name));
			}
			this.after.put(name, changes.after(name));
		}
	}

	/**
	 * Return what has changed on the whole: what has returned to its old value has not.
	 */
	Changes net() {
		return Changes.between(this.before, this.after);
	}

}
