package io.github.signals.declaration;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.expression.spel.support.ReflectivePropertyAccessor;
import org.springframework.util.ClassUtils;

/**
 * Determines which classes a value may have when the application runs, and what an
 * expression can read from them. If that is not certain, nothing is known, and everything
 * can be read.
 */
final class KnownTypes {

	/** No entity is known. */
	static final KnownTypes NONE = new KnownTypes(Set.of(), Set.of(), Set.of());

	/** A value of which nothing is known. */
	static final Value ANYTHING = new Value("anything", Set.of());

	/** The result of an arithmetic operation. */
	static final Value NUMBER = new Value("a number", Set.of(Number.class));

	static final Value BOOLEAN = new Value("boolean", Set.of(Boolean.class));

	/** The result of a method that returns nothing. */
	static final Value NOTHING = new Value("nothing", Set.of(Void.class));

	private static final Set<Class<?>> OPEN = Set.of(Object.class, Class.class, Optional.class, Void.class);

	private static final Reader READER = new Reader();

	private final Set<Class<?>> instances;

	private final Set<Class<?>> stored;

	private final Set<Class<?>> embeddable;

	/**
	 * Create an instance.
	 * @param instances the classes of the instances that are heard of, or nothing if
	 * nobody can tell
	 * @param stored all entities that one may refer to, or nothing
	 * @param embeddable all embedded values, or nothing
	 */
	KnownTypes(Set<Class<?>> instances, Set<Class<?>> stored, Set<Class<?>> embeddable) {
		this.instances = instances;
		this.stored = stored;
		this.embeddable = embeddable;
	}

	/**
	 * Return what is known of a value of a declared type.
	 */
	Value of(Class<?> type) {
		if (type == void.class) {
			return NOTHING;
		}
		Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
		if (OPEN.contains(boxed) || boxed.isArray() || Map.class.isAssignableFrom(boxed)) {
			return ANYTHING;
		}
		if (Modifier.isFinal(boxed.getModifiers())) {
			return new Value(type.getName(), Set.of(boxed));
		}
		if (boxed.isEnum() && boxed.isSealed()) {
			return new Value(type.getName(), withConstants(boxed));
		}
		if (this.stored.contains(boxed)) {
			return new Value(type.getName(), subtypes(boxed, this.stored));
		}
		return this.embeddable.contains(boxed) ? new Value(type.getName(), subtypes(boxed, this.embeddable)) : ANYTHING;
	}

	/**
	 * Return an enum, and the classes of those of its constants that have a body.
	 */
	private static Set<Class<?>> withConstants(Class<?> type) {
		Set<Class<?>> classes = new LinkedHashSet<>(List.of(type.getPermittedSubclasses()));
		classes.add(type);
		return classes;
	}

	static boolean isOfJava(Class<?> type) {
		return type.getName().startsWith("java.");
	}

	/**
	 * Return what is known of the instance that a receiver hears of.
	 */
	Value ofSenders(Collection<Class<?>> senders) {
		Set<Class<?>> classes = new LinkedHashSet<>();
		for (Class<?> sender : senders) {
			Set<Class<?>> each = (sender != Object.class) ? subtypes(sender, this.instances) : Set.of();
			each = each.isEmpty() ? of(sender).classes() : each;
			if (each.isEmpty()) {
				return ANYTHING;
			}
			classes.addAll(each);
		}
		return new Value(senders.stream().map(Class::getName).sorted().collect(Collectors.joining(" or ")), classes);
	}

	private static Set<Class<?>> subtypes(Class<?> type, Set<Class<?>> candidates) {
		return candidates.stream().filter(type::isAssignableFrom).collect(Collectors.toSet());
	}

	/**
	 * Return what is known of a property.
	 * @return its type, or {@code null} if no class of the owner has it
	 */
	@Nullable Value property(Value owner, String name) {
		return member(owner, (type) -> READER.find(type, name));
	}

	/**
	 * Return what is known of the result of a method.
	 * @return its type, or {@code null} if no class of the owner has it
	 */
	@Nullable Value method(Value owner, String name, int arguments) {
		return member(owner, (type) -> {
			Set<Class<?>> results = new LinkedHashSet<>();
			for (Method method : type.getMethods()) {
				if (method.getName().equals(name) && (method.isVarArgs() || method.getParameterCount() == arguments)) {
					results.add(resultOf(method, type));
				}
			}
			return results.isEmpty() ? null : (results.size() == 1) ? results.iterator().next() : Object.class;
		});
	}

	private @Nullable Value member(Value owner, Function<Class<?>, @Nullable Class<?>> lookup) {
		if (!owner.isKnown()) {
			return ANYTHING;
		}
		Set<Class<?>> found = new LinkedHashSet<>();
		for (Class<?> type : owner.classes()) {
			Class<?> result = lookup.apply(type);
			if (result != null) {
				found.add(result);
			}
		}
		return found.isEmpty() ? null : (found.size() == 1) ? of(found.iterator().next()) : ANYTHING;
	}

	private static Class<?> resultOf(Method method, Class<?> owner) {
		return ResolvableType.forMethodReturnType(method, owner).resolve(Object.class);
	}

	/**
	 * What is known of a value.
	 *
	 * @param name its type as it is declared
	 * @param classes all classes that it may have; empty if nobody can tell
	 */
	record Value(String name, Set<Class<?>> classes) {

		boolean isKnown() {
			return !this.classes.isEmpty() && this != NUMBER;
		}

		boolean isNumber() {
			return !this.classes.isEmpty() && this.classes.stream().allMatch(Number.class::isAssignableFrom);
		}

		/**
		 * Return whether no value of it can be taken for a boolean one.
		 */
		boolean isNeverBoolean() {
			return !this.classes.isEmpty() && this.classes.stream()
				.noneMatch((type) -> DefaultConversionService.getSharedInstance().canConvert(type, Boolean.class));
		}

		Set<String> propertyNames() {
			Set<String> names = new TreeSet<>();
			for (Class<?> type : this.classes) {
				for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
					names.add(property.getName());
				}
				for (Field field : type.getFields()) {
					names.add(field.getName());
				}
			}
			return names;
		}

		Set<String> methodNames() {
			Set<String> names = new TreeSet<>();
			for (Class<?> type : this.classes) {
				for (Method method : type.getMethods()) {
					if (method.getReturnType() != void.class) {
						names.add(method.getName());
					}
				}
			}
			return names;
		}

	}

	/**
	 * Finds properties exactly as expressions find them when they are evaluated.
	 */
	private static final class Reader extends ReflectivePropertyAccessor {

		@Nullable Class<?> find(Class<?> type, String name) {
			Method getter = findGetterForProperty(name, type, false);
			if (getter != null) {
				return resultOf(getter, type);
			}
			Field field = findField(name, type, false);
			return (field != null) ? ResolvableType.forField(field, type).resolve(Object.class) : null;
		}

	}

}
