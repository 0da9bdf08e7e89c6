package io.github.signals.delivery.durable;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.github.signals.Signal;
import io.github.signals.delivery.durable.json.EntityValueTypes;
import io.github.signals.delivery.durable.json.LazyValues;
import io.github.signals.delivery.durable.json.RecordedText;
import io.github.signals.delivery.durable.json.TypedJson;
import io.github.signals.delivery.durable.json.UnreadableValueException;
import io.github.signals.delivery.durable.json.ValueType;

/**
 * One of the application's own signals: its components are the parameters of its
 * constructor, and are read from the fields of the same names.
 */
final class SignalType {

	private final Class<?> type;

	private final Constructor<?> constructor;

	private final Map<String, Component> components = new LinkedHashMap<>();

	private SignalType(Class<?> type, Constructor<?> constructor, List<String> names, TypedJson json) {
		this.type = type;
		this.constructor = constructor;
		ReflectionUtils.makeAccessible(constructor);
		for (int i = 0; i < names.size(); i++) {
			Field field = ReflectionUtils.findField(type, names.get(i));
			if (field == null) {
				throw new IllegalArgumentException(
						"has no field '" + names.get(i) + "', as a parameter of its constructor is called");
			}
			ReflectionUtils.makeAccessible(field);
			this.components.put(names.get(i), new Component(field,
					json.typeOf(ResolvableType.forConstructorParameter(constructor, i)), accepts(constructor, i)));
		}
	}

	/**
	 * Look at a class.
	 * @throws IllegalArgumentException if its objects cannot be taken apart and made
	 * anew; says why
	 */
	static SignalType of(Class<?> type, TypedJson json) {
		if (ClassUtils.isInnerClass(type) || type.isAnonymousClass() || type.isLocalClass() && !type.isRecord()) {
			throw new IllegalArgumentException("is an inner class");
		}
		Constructor<?> constructor = constructor(type);
		return new SignalType(type, constructor, names(type, constructor), json);
	}

	private static Constructor<?> constructor(Class<?> type) {
		Constructor<?> primary = BeanUtils.findPrimaryConstructor(type);
		List<Constructor<?>> declared = new ArrayList<>(List.of(type.getDeclaredConstructors()));
		declared.removeIf(Constructor::isSynthetic);
		if (primary == null && declared.size() != 1) {
			throw new IllegalArgumentException("has several constructors");
		}
		return (primary != null) ? primary : declared.get(0);
	}

	private static List<String> names(Class<?> type, Constructor<?> constructor) {
		if (type.isRecord()) {
			return Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
		}
		try {
			return List.of(BeanUtils.getParameterNames(constructor));
		}
		catch (IllegalStateException ex) {
			throw new IllegalArgumentException("was compiled without the names of parameters (-parameters)", ex);
		}
	}

	private static boolean accepts(Constructor<?> constructor, int parameter) {
		return Nullness.forMethodParameter(new MethodParameter(constructor, parameter)) == Nullness.NULLABLE;
	}

	/**
	 * Return whether objects of a class are made at all.
	 */
	static boolean isConcrete(Class<?> type) {
		return !Modifier.isAbstract(type.getModifiers()) && !type.isInterface();
	}

	Class<?> type() {
		return this.type;
	}

	/**
	 * Return the types of the components.
	 */
	EntityValueTypes types() {
		Map<String, ValueType> types = new LinkedHashMap<>();
		this.components.forEach((name, component) -> types.put(name, component.type));
		return EntityValueTypes.ofParts(types);
	}

	/**
	 * Take a signal apart.
	 */
	Map<String, @Nullable Object> components(Signal<?> signal) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		this.components
			.forEach((name, component) -> values.put(name, ReflectionUtils.getField(component.field, signal)));
		return values;
	}

	/**
	 * Make a signal of what was recorded.
	 * @param values the components, read when they are asked for
	 * @param subject the name of the component that is the instance, or {@code null}
	 * @param instance the instance
	 */
	Signal<?> create(LazyValues values, @Nullable String subject, @Nullable Object instance) {
		check(values, subject);
		List<@Nullable Object> arguments = new ArrayList<>();
		this.components.forEach((name, component) -> {
			Object value = name.equals(subject) ? instance : values.get(name);
			if (value == null && (name.equals(subject) || component.field.getType().isPrimitive())) {
				throw new UnreadableValueException("Nothing was recorded as '" + name + "' of " + this.type.getName());
			}
			arguments.add(value);
		});
		return (Signal<?>) BeanUtils.instantiateClass(this.constructor, arguments.toArray());
	}

	/**
	 * See that there is what it takes, and nothing else: a class that has changed since
	 * is not filled with what it happens to find.
	 */
	private void check(LazyValues values, @Nullable String subject) {
		if (subject != null && !this.components.containsKey(subject)) {
			throw unknown(subject);
		}
		for (String recorded : values.keySet()) {
			if (!this.components.containsKey(recorded)) {
				throw unknown(recorded);
			}
		}
		this.components.forEach((name, component) -> {
			if (!name.equals(subject) && !values.containsKey(name) && !component.nullable) {
				throw new UnreadableValueException(
						"The record lacks '" + name + "' of " + this.type.getName() + ", which is not @Nullable");
			}
		});
	}

	private UnreadableValueException unknown(String recorded) {
		String name = RecordedText.name(recorded);
		return new UnreadableValueException("'" + name + "' is not a component of " + this.type.getName()
				+ ". If it was renamed, set signals.durable.renamed." + this.type.getSimpleName() + "." + name
				+ " to its new name");
	}

	/**
	 * A component of the signal.
	 *
	 * @param field has the value
	 * @param type what the value may be
	 * @param nullable whether there may be none
	 */
	private record Component(Field field, ValueType type, boolean nullable) {

	}

}
