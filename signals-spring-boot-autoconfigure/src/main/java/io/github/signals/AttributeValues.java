package io.github.signals;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Values by the names of their attributes, for the few that an update changes: two arrays
 * take a fraction of the memory of a hash table, and to compare a few names is as fast.
 * Immutable.
 */
final class AttributeValues extends AbstractMap<String, @Nullable Object> {

	private final String[] names;

	private final @Nullable Object[] values;

	/**
	 * Create an instance.
	 * @param names the names, each of them once; kept, and not to be changed
	 * @param values their values; kept, and not to be changed
	 */
	AttributeValues(String[] names, @Nullable Object[] values) {
		this.names = names;
		this.values = values;
	}

	private int position(@Nullable Object name) {
		for (int i = 0; i < this.names.length; i++) {
			if (this.names[i].equals(name)) {
				return i;
			}
		}
		return -1;
	}

	@Override
	public int size() {
		return this.names.length;
	}

	@Override
	public boolean containsKey(@Nullable Object name) {
		return position(name) >= 0;
	}

	@Override
	public @Nullable Object get(@Nullable Object name) {
		int position = position(name);
		return (position >= 0) ? this.values[position] : null;
	}

	@Override
	public Set<Map.Entry<String, @Nullable Object>> entrySet() {
		return new Entries();
	}

	/**
	 * Return the values at some positions.
	 */
	AttributeValues only(int[] positions, int count) {
		if (count == this.names.length) {
			return this;
		}
		String[] names = new String[count];
		@Nullable Object[] values = new @Nullable Object[count];
		for (int i = 0; i < count; i++) {
			names[i] = this.names[positions[i]];
			values[i] = this.values[positions[i]];
		}
		return new AttributeValues(names, values);
	}

	private final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {

		@Override
		public int size() {
			return AttributeValues.this.names.length;
		}

		@Override
		public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
			return new EntryIterator();
		}

	}

	private final class EntryIterator implements Iterator<Map.Entry<String, @Nullable Object>> {

		private int next;

		@Override
		public boolean hasNext() {
			return this.next < AttributeValues.this.names.length;
		}

		@Override
		public Map.Entry<String, @Nullable Object> next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			int position = this.next++;
			return new SimpleImmutableEntry<>(AttributeValues.this.names[position],
					AttributeValues.this.values[position]);
		}

	}

}
