package io.github.signals.capture.repository;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.data.mapping.Parameter;
import org.springframework.data.mapping.PersistentEntity;
import org.springframework.data.mapping.PersistentProperty;
import org.springframework.data.mapping.PersistentPropertyAccessor;
import org.springframework.data.mapping.model.EntityInstantiators;
import org.springframework.data.mapping.model.ParameterValueProvider;

/**
 * Makes instances of mapped entities from the values of their attributes, with parts in
 * parts, as their stores do.
 */
final class MappedEntityRestorer {

	private final Supplier<EntityMappings> mappings;

	private final EntityInstantiators instantiators = new EntityInstantiators();

	MappedEntityRestorer(Supplier<EntityMappings> mappings) {
		this.mappings = mappings;
	}

	Object restore(Class<?> type, Object id, Map<String, ? extends @Nullable Object> state) {
		return restore(type, id, "", state);
	}

	private Object restore(Class<?> type, @Nullable Object id, String prefix,
			Map<String, ? extends @Nullable Object> state) {
		PersistentEntity<?, ?> entity = this.mappings.get().find(type);
		if (entity == null) {
			throw new IllegalStateException("No store of this application has a mapping for " + type.getName());
		}
		return create(entity, id, prefix, state);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private Object create(PersistentEntity entity, @Nullable Object id, String prefix,
			Map<String, ? extends @Nullable Object> state) {
		return new Values(entity, id, prefix, state).restore();
	}

	/**
	 * The values of one entity, or of a part of it.
	 */
	private final class Values<P extends PersistentProperty<P>> implements ParameterValueProvider<P> {

		private final PersistentEntity<Object, P> entity;

		private final @Nullable Object id;

		private final String prefix;

		private final Map<String, ? extends @Nullable Object> state;

		Values(PersistentEntity<Object, P> entity, @Nullable Object id, String prefix,
				Map<String, ? extends @Nullable Object> state) {
			this.entity = entity;
			this.id = id;
			this.prefix = prefix;
			this.state = state;
		}

		Object restore() {
			Object instance = MappedEntityRestorer.this.instantiators.getInstantiatorFor(this.entity)
				.createInstance(this.entity, this);
			PersistentPropertyAccessor<Object> accessor = this.entity.getPropertyAccessor(instance);
			for (P property : this.entity) {
				if (!this.entity.isCreatorArgument(property) && has(property)) {
					accessor.setProperty(property, of(property));
				}
			}
			return accessor.getBean();
		}

		private boolean has(P property) {
			return property.isIdProperty() || this.state.containsKey(this.prefix + property.getName())
					|| isEmbedded(property);
		}

		private boolean isEmbedded(P property) {
			String start = this.prefix + property.getName() + ".";
			return this.state.keySet().stream().anyMatch((name) -> name.startsWith(start));
		}

		private @Nullable Object of(P property) {
			if (property.isIdProperty()) {
				return this.id;
			}
			String name = this.prefix + property.getName();
			return isEmbedded(property)
					? MappedEntityRestorer.this.restore(property.getActualType(), null, name + ".", this.state)
					: sorted(property.getType(), this.state.get(name));
		}

		/**
		 * Sort what a comparator has sorted that only the entity knew, as stores do.
		 */
		private static @Nullable Object sorted(Class<?> type, @Nullable Object value) {
			if (type.isInstance(value)) {
				return value;
			}
			if (value instanceof Collection<?> elements && type.isAssignableFrom(TreeSet.class)) {
				return new TreeSet<>(elements);
			}
			return (value instanceof Map<?, ?> map && type.isAssignableFrom(TreeMap.class)) ? new TreeMap<>(map)
					: value;
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> @Nullable T getParameterValue(Parameter<T, P> parameter) {
			String name = parameter.getName();
			P property = (name != null) ? this.entity.getPersistentProperty(name) : null;
			Object value = (property != null) ? of(property) : null;
			if (value == null && parameter.getRawType().isPrimitive()) {
				value = Array.get(Array.newInstance(parameter.getRawType(), 1), 0);
			}
			return (T) value;
		}

	}

}
