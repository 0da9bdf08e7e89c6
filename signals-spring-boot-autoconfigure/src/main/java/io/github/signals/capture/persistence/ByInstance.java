package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Values by instance, in the order in which the instances came. Keeps a few bytes for
 * each, as a transaction may have very many.
 *
 * @param <V> the type of the values
 */
final class ByInstance<V> {

	private static final int FEW = 4;

	private Map<Object, V> values = new IdentityHashMap<>(FEW);

	private List<Object> order = new ArrayList<>(FEW);

	@Nullable V get(Object instance) {
		return this.values.get(instance);
	}

	void put(Object instance, V value) {
		if (this.values.put(instance, value) == null) {
			this.order.add(instance);
		}
	}

	V computeIfAbsent(Object instance, Supplier<V> value) {
		V known = this.values.get(instance);
		if (known == null) {
			known = value.get();
			put(instance, known);
		}
		return known;
	}

	void putIfAbsent(Object instance, V value) {
		if (!this.values.containsKey(instance)) {
			put(instance, value);
		}
	}

	@Nullable V remove(Object instance) {
		return this.values.isEmpty() ? null : this.values.remove(instance);
	}

	int size() {
		return this.values.size();
	}

	void forEach(BiConsumer<Object, V> action) {
		Map<Object, V> left = new IdentityHashMap<>(this.values);
		for (Object instance : List.copyOf(this.order)) {
			V value = left.remove(instance);
			if (value != null) {
				action.accept(instance, value);
			}
		}
	}

	void clear() {
		if (!this.order.isEmpty()) {
			this.values = new IdentityHashMap<>(FEW);
			this.order = new ArrayList<>(FEW);
		}
	}

}
