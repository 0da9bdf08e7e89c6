package io.github.signals.delivery.durable.json;

import java.lang.reflect.Array;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.dispatch.StoredEntities;
import io.github.signals.dispatch.StoredForm;
import io.github.signals.dispatch.StoredValue;
import io.github.signals.dispatch.StoredValues;

/**
 * Knows of what types the values in records are: those of entities by their mapping, and
 * where no mapping tells it, those of a closed list.
 */
final class ValueTypes {

	private static final List<Class<?>> PLAIN = List.of(String.class, Integer.class, Boolean.class);

	private static final List<Class<?>> PRIMITIVES = List.of(int.class, long.class, short.class, byte.class,
			double.class, float.class, char.class, boolean.class);

	private static final List<Class<?>> ENUMS = List.of(DayOfWeek.class, Month.class, TimeUnit.class, ChronoUnit.class);

	private static final int DIMENSIONS = 3;

	private final StoredEntities entities;

	private final ObjectJson objects;

	private final Function<Class<?>, Set<String>> omitted;

	private final Supplier<Map<String, ValueType>> named;

	private final Map<String, Class<?>> components = new HashMap<>();

	private final Map<Class<?>, EntityValueTypes> known = new ConcurrentHashMap<>();

	ValueTypes(StoredEntities entities, ObjectJson objects, Function<Class<?>, Set<String>> omitted,
			Collection<? extends Class<?>> declared, Supplier<? extends Collection<Class<?>>> actors) {
		this.entities = entities;
		this.objects = objects;
		this.omitted = omitted;
		this.named = SingletonSupplier.of(() -> named(declared, actors.get()));
		PRIMITIVES.forEach(this::addComponent);
		PLAIN.forEach(this::addComponent);
		Scalar.types().forEach(this::addComponent);
	}

	private void addComponent(Class<?> type) {
		Class<?> component = type;
		for (int i = 0; i < DIMENSIONS; i++) {
			this.components.put(component.getName(), component);
			component = Array.newInstance(component, 0).getClass();
		}
	}

	private Map<String, ValueType> named(Collection<? extends Class<?>> declared, Collection<Class<?>> actors) {
		Map<String, ValueType> types = new LinkedHashMap<>();
		ENUMS.forEach((type) -> types.put(type.getName(), ValueType.of(type)));
		for (Class<?> actor : actors) {
			ValueType type = of(ResolvableType.forClass(actor));
			// An interface says nothing of the actors, which may be entities.
			if (type.problem() == null) {
				types.put(actor.getName(), type);
			}
		}
		declared.forEach((type) -> types.put(type.getName(), of(ResolvableType.forClass(type))));
		return types;
	}

	/**
	 * Return the types of the closed list that are neither text nor numbers.
	 */
	Collection<ValueType> named() {
		return this.named.get().values();
	}

	/**
	 * Find a type of the closed list by the name that a record has.
	 */
	@Nullable ValueType named(String className) {
		return this.named.get().get(className);
	}

	/**
	 * Find the type of the closed list that a value is of.
	 */
	@Nullable ValueType named(Class<?> type) {
		ValueType exact = named(type.getName());
		if (exact != null) {
			return exact;
		}
		for (ValueType known : named()) {
			if (known.json() != null && known.declared().isAssignableFrom(type)) {
				return known;
			}
		}
		return null;
	}

	/**
	 * Find the class of the elements of an array whose type nothing else tells.
	 */
	@Nullable Class<?> component(String className) {
		return this.components.get(className);
	}

	/**
	 * Return the types of the values of an entity.
	 */
	EntityValueTypes of(Class<?> entity) {
		EntityValueTypes types = this.known.get(entity);
		if (types != null) {
			return types;
		}
		StoredValues values = this.entities.values(entity);
		return (values != null) ? this.known.computeIfAbsent(entity, (key) -> of(key, values))
				: EntityValueTypes.UNKNOWN;
	}

	private EntityValueTypes of(Class<?> entity, StoredValues values) {
		Map<String, ValueType> attributes = new LinkedHashMap<>();
		Set<String> written = new HashSet<>();
		Map<String, ValueType> collections = new LinkedHashMap<>();
		values.collections().forEach((name, value) -> collections.put(name, of(value)));
		values.attributes().forEach((name, value) -> {
			attributes.put(name, of(value));
			if (value.written()) {
				written.add(name);
			}
		});
		return new EntityValueTypes(of(values.identifier()), attributes, written, collections,
				this.omitted.apply(entity), values.repeated(), parts(values));
	}

	private Map<String, Supplier<List<EntityValueTypes>>> parts(StoredValues values) {
		Map<String, Supplier<List<EntityValueTypes>>> parts = new LinkedHashMap<>();
		values.parts().forEach((name, part) -> parts.put(name, () -> ofAll(part)));
		return parts;
	}

	/**
	 * Return the types of the values of a part, whose class may be a subclass.
	 */
	private List<EntityValueTypes> ofAll(Class<?> part) {
		List<EntityValueTypes> all = new ArrayList<>(List.of(of(part)));
		for (Class<?> type : this.entities.types()) {
			if (type != part && part.isAssignableFrom(type)) {
				all.add(of(type));
			}
		}
		return all;
	}

	private ValueType of(StoredValue value) {
		ValueType type = of(value.type());
		ValueType elements = type.elements().withForm(writable(value.elementForm()));
		return ((value.elementForm() != null) ? type.withElements(elements) : type).withForm(writable(value.form()));
	}

	private static @Nullable StoredForm writable(@Nullable StoredForm form) {
		return (form != null && isValue(ClassUtils.resolvePrimitiveIfNecessary(form.type()))) ? form : null;
	}

	ValueType of(ResolvableType type) {
		Class<?> declared = ClassUtils.resolvePrimitiveIfNecessary(type.resolve(Object.class));
		if (isValue(declared) || this.entities.isEntity(declared)) {
			return ValueType.of(declared);
		}
		if (declared.isArray()) {
			return ValueType.ofElements(declared, null, of(type.getComponentType()));
		}
		if (isStructure(declared, Collection.class)) {
			return structure(declared, null, part(type.as(Collection.class), 0));
		}
		if (isStructure(declared, Map.class)) {
			ResolvableType map = type.as(Map.class);
			return structure(declared, part(map, 0), part(map, 1));
		}
		return isOpen(declared) ? ValueType.of(declared) : object(type, declared);
	}

	private static ValueType structure(Class<?> declared, @Nullable ValueType key, ValueType element) {
		return Containers.canMake(declared) ? ValueType.ofElements(declared, key, element)
				: ValueType.unwritable(declared, "is a " + declared.getName() + ", which cannot be recreated");
	}

	/**
	 * Return the type of the parts of a collection, by its class alone where a bound may
	 * name itself, which would never end.
	 */
	private ValueType part(ResolvableType type, int index) {
		ResolvableType part = type.getGeneric(index);
		return of(type.hasUnresolvableGenerics() ? ResolvableType.forClass(part.resolve(Object.class)) : part);
	}

	private ValueType object(ResolvableType type, Class<?> declared) {
		JavaType json = this.objects.type(type);
		String obstacle = this.objects.obstacle(json);
		return (obstacle != null) ? ValueType.unwritable(declared, obstacle) : ValueType.ofObject(declared, json);
	}

	private static boolean isValue(Class<?> type) {
		return PLAIN.contains(type) || type.isEnum() || Scalar.of(type) != null;
	}

	/**
	 * Return whether a collection is nothing but that.
	 */
	private static boolean isStructure(Class<?> type, Class<?> structure) {
		return structure.isAssignableFrom(type)
				&& (type.getName().startsWith("java.util.") || type.isAssignableFrom(structure));
	}

	/**
	 * Return whether values of the closed list may be of a type.
	 */
	private static boolean isOpen(Class<?> type) {
		return PLAIN.stream().anyMatch(type::isAssignableFrom)
				|| Scalar.types().stream().anyMatch(type::isAssignableFrom);
	}

}
