package io.github.signals.delivery.durable.json;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedTransferQueue;

import org.jspecify.annotations.Nullable;

import org.springframework.core.CollectionFactory;
import org.springframework.util.ClassUtils;

/**
 * Makes the collections and maps that attributes are declared as. What a comparator of
 * the application has sorted stays in its order, as no record has the comparator.
 */
final class Containers {

	private static final List<Class<?>> KNOWN = List.of(ArrayList.class, LinkedHashSet.class, TreeSet.class,
			LinkedList.class, LinkedBlockingDeque.class, LinkedTransferQueue.class, LinkedHashMap.class, TreeMap.class,
			ConcurrentSkipListMap.class);

	private Containers() {
	}

	/**
	 * Return whether values of a declared type can be made.
	 */
	static boolean canMake(Class<?> declared) {
		return declared == EnumSet.class || declared == EnumMap.class || find(declared) != null;
	}

	private static @Nullable Class<?> find(Class<?> declared) {
		boolean concrete = !Modifier.isAbstract(declared.getModifiers()) && ClassUtils.hasConstructor(declared);
		return concrete ? declared : KNOWN.stream().filter(declared::isAssignableFrom).findFirst().orElse(null);
	}

	/**
	 * Return a collection of the declared type, or the one that is there where the type
	 * is not one or cannot keep its order.
	 */
	static Collection<?> of(ValueType type, Collection<@Nullable Object> plain) {
		if (isPlain(type, Collection.class, plain) || isSorted(type) && !isInOrder(plain)) {
			return plain;
		}
		Collection<@Nullable Object> made = CollectionFactory.createCollection(implementation(type.declared()),
				type.elements().declared(), plain.size());
		made.addAll(plain);
		return made;
	}

	/**
	 * Return a map of the declared type, or the one that is there where the type is not
	 * one or cannot keep its order.
	 */
	static Map<?, ?> of(ValueType type, Map<@Nullable Object, @Nullable Object> plain) {
		if (isPlain(type, Map.class, plain) || isSorted(type) && !isInOrder(plain.keySet())) {
			return plain;
		}
		Map<@Nullable Object, @Nullable Object> made = CollectionFactory.createMap(implementation(type.declared()),
				type.keys().declared(), plain.size());
		made.putAll(plain);
		return made;
	}

	/**
	 * See that what is written can be made again: the type does not tell whether its
	 * elements have an order.
	 */
	static void check(ValueType type, Collection<?> written) {
		boolean set = written instanceof Set;
		if (type.declared().isAssignableFrom(set ? LinkedHashSet.class : ArrayList.class)) {
			return;
		}
		try {
			of(type, set ? new LinkedHashSet<>(written) : new ArrayList<>(written));
		}
		catch (RuntimeException ex) {
			throw new UnwritableValueException(
					"a " + type.declared().getName() + " that cannot be recreated: " + ex.getClass().getSimpleName());
		}
	}

	private static boolean isPlain(ValueType type, Class<?> structure, Object plain) {
		return type.declared().isInstance(plain) || !structure.isAssignableFrom(type.declared());
	}

	private static boolean isSorted(ValueType type) {
		return SortedSet.class.isAssignableFrom(type.declared()) || SortedMap.class.isAssignableFrom(type.declared());
	}

	private static Class<?> implementation(Class<?> declared) {
		Class<?> known = find(declared);
		return (known != null) ? known : declared;
	}

	private static boolean isInOrder(Collection<?> elements) {
		try {
			return List.copyOf(new TreeSet<>(elements)).equals(List.copyOf(elements));
		}
		catch (ClassCastException | NullPointerException ex) {
			return false;
		}
	}

}
