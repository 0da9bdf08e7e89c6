package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Values by instance, in the order in which the instances came. Keeps a few bytes for
 * each, as a transaction may have very many: who asks for the last instance, or for one
 * after the other as a flush does, needs no table, which is made when somebody asks in
 * another order.
 *
 * @param <V> the type of the values
 */
final class ByInstance<V> {

	private static final int FEW = 4;

	private List<Object> instances = new ArrayList<>(FEW);

	private List<V> values = new ArrayList<>(FEW);

	private @Nullable InstancePositions table;

	private int next;

	@Nullable V get(Object instance) {
		int position = position(instance);
		return (position >= 0) ? this.values.get(position) : null;
	}

	private int position(Object instance) {
		int last = this.instances.size() - 1;
		if (last < 0) {
			return -1;
		}
		if (this.instances.get(last) == instance) {
			return last;
		}
		if (this.instances.get(this.next) == instance) {
			return this.next;
		}
		if (this.next < last && this.instances.get(this.next + 1) == instance) {
			return ++this.next;
		}
		return table().of(instance);
	}

	private InstancePositions table() {
		InstancePositions known = this.table;
		if (known == null) {
			known = new InstancePositions(this.instances);
			this.table = known;
		}
		return known;
	}

	void put(Object instance, V value) {
		int position = position(instance);
		if (position >= 0) {
			this.values.set(position, value);
		}
		else {
			add(instance, value);
		}
	}

	/**
	 * Add a value of an instance that has none yet, or whose value is not wanted any
	 * more.
	 */
	void add(Object instance, V value) {
		if (this.next < this.instances.size() && this.instances.get(this.next) == instance) {
			this.next++;
		}
		this.instances.add(instance);
		this.values.add(value);
		if (this.table != null) {
			this.table.added();
		}
	}

	V computeIfAbsent(Object instance, Supplier<V> value) {
		V known = get(instance);
		if (known == null) {
			known = value.get();
			add(instance, known);
		}
		return known;
	}

	int size() {
		return this.instances.size();
	}

	void forEach(BiConsumer<Object, ? super V> action) {
		if (this.instances.isEmpty()) {
			return;
		}
		BitSet latest = table().latest();
		List<Object> known = List.copyOf(this.instances);
		List<V> present = List.copyOf(this.values);
		for (int i = latest.nextSetBit(0); i >= 0; i = latest.nextSetBit(i + 1)) {
			action.accept(known.get(i), present.get(i));
		}
	}

	/**
	 * Keep only some of the values.
	 */
	void retain(BiPredicate<Object, V> kept) {
		ByInstance<V> retained = new ByInstance<>();
		forEach((instance, value) -> {
			if (kept.test(instance, value)) {
				retained.add(instance, value);
			}
		});
		clear();
		this.instances = retained.instances;
		this.values = retained.values;
	}

	void clear() {
		if (!this.instances.isEmpty()) {
			this.instances = new ArrayList<>(FEW);
			this.values = new ArrayList<>(FEW);
			this.table = null;
			this.next = 0;
		}
	}

}
