package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.collection.spi.PersistentSet;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads collections of values, and compares what was read by the type of the elements, as
 * Hibernate does: the elements may have no {@code equals}.
 */
final class CollectionValues {

	private final Type type;

	private final boolean indexed;

	private final SessionFactoryImplementor factory;

	private CollectionValues(Type type, boolean indexed, SessionFactoryImplementor factory) {
		this.type = type;
		this.indexed = indexed;
		this.factory = factory;
	}

	static CollectionValues of(CollectionType type, SessionFactoryImplementor factory) {
		boolean indexed = factory.getMappingMetamodel().getCollectionDescriptor(type.getRole()).hasIndex();
		return new CollectionValues(type.getElementType(factory), indexed, factory);
	}

	/**
	 * Return whether the elements of a collection are values, so that a change in it is a
	 * change of its owner.
	 */
	static boolean isOfValues(CollectionType type, SessionFactoryImplementor factory) {
		return !type.getElementType(factory).isEntityType();
	}

	static boolean isEmpty(@Nullable Object collection) {
		return collection == null || collection instanceof Collection<?> elements && elements.isEmpty()
				|| collection instanceof Map<?, ?> map && map.isEmpty();
	}

	/**
	 * Return whether the elements can change, so that a flush compares them.
	 */
	boolean areMutable() {
		return this.type.isMutable();
	}

	/**
	 * Return whether what is in a property can be read without loading it.
	 */
	static boolean isRead(@Nullable Object value) {
		return !(value instanceof PersistentCollection<?> lazy) || lazy.wasInitialized();
	}

	/**
	 * Copy what a collection contains, and its elements as far as they can be changed.
	 */
	@Nullable Object copyOf(@Nullable Object value) {
		return copy(value, this.type.isMutable() ? this::copyOfElement : UnaryOperator.identity());
	}

	/**
	 * Copy an element, unless the copy would be another one in the database too: then
	 * nothing can tell them apart from what has changed.
	 */
	private @Nullable Object copyOfElement(@Nullable Object element) {
		Object copy = this.type.deepCopy(element, this.factory);
		return (element == null || copy == null || WrittenValues.isSame(this.type, copy, element)) ? copy : element;
	}

	/**
	 * Copy what a collection contains.
	 */
	static @Nullable Object copy(@Nullable Object value) {
		return copy(value, UnaryOperator.identity());
	}

	private static @Nullable Object copy(@Nullable Object value, UnaryOperator<@Nullable Object> element) {
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, mapped) -> copy.put(key, element.apply(mapped)));
			return copy;
		}
		if (value instanceof Iterable<?> elements) {
			Collection<@Nullable Object> copy = (value instanceof Set<?>) ? new LinkedHashSet<>() : new ArrayList<>();
			elements.forEach((each) -> copy.add(element.apply(each)));
			return copy;
		}
		return value;
	}

	/**
	 * Copy what is stored of what a property has: nothing of a collection that Hibernate
	 * does not know.
	 */
	static @Nullable Object stored(@Nullable Object value) {
		return (value instanceof PersistentCollection<?> collection) ? snapshot(collection) : null;
	}

	/**
	 * Copy what a collection contained when it was loaded or written last.
	 */
	static @Nullable Object snapshot(PersistentCollection<?> collection) {
		Object snapshot = collection.getStoredSnapshot();
		if (collection instanceof PersistentSet<?> && snapshot instanceof Map<?, ?> elements) {
			return new LinkedHashSet<>(elements.keySet());
		}
		if (snapshot instanceof Map<?, ?> elements && !(collection instanceof PersistentMap<?, ?>)) {
			return new ArrayList<>(elements.values());
		}
		return copy(snapshot);
	}

	/**
	 * Fill a collection as Hibernate creates it, with its comparator.
	 */
	@SuppressWarnings("unchecked")
	static @Nullable Object filled(CollectionType type, Object value) {
		Object target = type.instantiate(-1);
		if (target instanceof Collection<?> collection && value instanceof Collection<?> elements) {
			((Collection<Object>) collection).addAll(elements);
			return collection;
		}
		if (target instanceof Map<?, ?> map && value instanceof Map<?, ?> entries) {
			((Map<Object, Object>) map).putAll(entries);
			return map;
		}
		return null;
	}

	/**
	 * Return whether two copies are the same in the database, where none and an empty
	 * collection are one.
	 */
	boolean isSame(@Nullable Object one, @Nullable Object other) {
		if (isEmpty(one) || isEmpty(other)) {
			return isEmpty(one) && isEmpty(other);
		}
		return areSame(one, other, this::typed) || areWrittenAlike(one, other);
	}

	/**
	 * Return whether two copies of what can be changed are written alike, whatever its
	 * type says.
	 */
	boolean areWrittenAlike(@Nullable Object one, @Nullable Object other) {
		return this.type.isMutable() && areSame(one, other, this::written);
	}

	private boolean areSame(@Nullable Object one, @Nullable Object other, UnaryOperator<@Nullable Object> key) {
		if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> otherMap) {
			return keys(map, key).equals(keys(otherMap, key));
		}
		if (one instanceof Collection<?> elements && other instanceof Collection<?> others) {
			return this.indexed ? keys(elements, key).equals(keys(others, key))
					: counts(elements, key).equals(counts(others, key));
		}
		return Objects.deepEquals(one, other);
	}

	private static Map<Object, @Nullable Object> keys(Map<?, ?> map, UnaryOperator<@Nullable Object> key) {
		Map<Object, @Nullable Object> keys = new HashMap<>();
		map.forEach((index, value) -> {
			if (value != null) {
				keys.put(index, key.apply(value));
			}
		});
		return keys;
	}

	private static List<@Nullable Object> keys(Collection<?> elements, UnaryOperator<@Nullable Object> key) {
		List<@Nullable Object> keys = new ArrayList<>(elements.size());
		elements.forEach((element) -> keys.add(key.apply(element)));
		return keys;
	}

	private static Map<@Nullable Object, Integer> counts(Collection<?> elements, UnaryOperator<@Nullable Object> key) {
		Map<@Nullable Object, Integer> counts = new HashMap<>();
		for (Object element : elements) {
			if (element != null) {
				counts.merge(key.apply(element), 1, Integer::sum);
			}
		}
		return counts;
	}

	/**
	 * Return a key of an element, equal to that of what is the same in the database.
	 */
	Object key(Object element) {
		return isComparable(element) ? typed(element) : Optional.ofNullable(written(element));
	}

	/**
	 * Return whether the type of an element calls a copy of it the same.
	 */
	private boolean isComparable(Object element) {
		return !this.type.isMutable()
				|| this.type.isEqual(element, this.type.deepCopy(element, this.factory), this.factory);
	}

	private Element typed(@Nullable Object element) {
		return new Element(this.type, this.factory, element);
	}

	private @Nullable Object written(@Nullable Object element) {
		return WrittenValues.form(this.type, element);
	}

	private record Element(Type type, SessionFactoryImplementor factory, @Nullable Object value) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Element that && this.type.isEqual(this.value, that.value, this.factory);
		}

		@Override
		public int hashCode() {
			return (this.value != null) ? this.type.getHashCode(this.value, this.factory) : 0;
		}

	}

}
