package io.github.signals.capture.repository;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.data.mapping.PersistentEntity;
import org.springframework.data.mapping.PersistentProperty;
import org.springframework.data.mapping.PersistentPropertyAccessor;

import io.github.signals.Changes;
import io.github.signals.capture.EntityReader;

/**
 * Reads entities by Spring Data's mapping metadata, for stores without a persistence
 * context.
 */
final class MappedEntityReader implements EntityReader {

	private final Supplier<EntityMappings> mappings;

	private final Function<Class<?>, Set<String>> parts;

	/**
	 * Create an instance.
	 * @param mappings the mappings of the entities
	 * @param parts the paths of the parts of a class that somebody hears
	 */
	MappedEntityReader(Supplier<EntityMappings> mappings, Function<Class<?>, Set<String>> parts) {
		this.mappings = mappings;
		this.parts = parts;
	}

	@Override
	public Object unproxy(Object instance) {
		return instance;
	}

	@Override
	public <R> R beforeMerge(Supplier<R> load) {
		return load.get();
	}

	@Override
	public boolean isManaged(Object instance) {
		return false;
	}

	@Override
	public boolean isToBeUpdated(Object instance) {
		return false;
	}

	@Override
	public void readReplaced(Object managed, Object instance) {
		// Nothing is managed.
	}

	@Override
	public void addRead(Object managed, Map<String, @Nullable Object> loaded) {
		// Nothing is managed.
	}

	@Override
	public boolean isHeldBack(Object instance) {
		return false;
	}

	@Override
	public boolean holdsBackDeletes() {
		return false;
	}

	@Override
	public @Nullable Map<String, @Nullable Object> loaded(Object instance) {
		return null;
	}

	@Override
	public Map<String, @Nullable Object> current(Object instance) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		PersistentEntity<?, ?> entity = this.mappings.get().find(instance.getClass());
		if (entity != null) {
			read(entity, instance, "", values);
			Set<String> paths = this.parts.apply(instance.getClass());
			if (!paths.isEmpty()) {
				new MappedParts(this.mappings.get(), paths, this::read).add(entity, instance, "", "", values);
			}
		}
		return values;
	}

	@Override
	public Changes changes(Object instance, @Nullable Map<String, @Nullable Object> stored,
			Map<String, @Nullable Object> current) {
		Changes.Comparison comparison = comparison(this.mappings.get().find(instance.getClass()));
		return (stored != null) ? Changes.between(filled(stored, current), filled(current, stored), comparison)
				: Changes.all(current, comparison);
	}

	private static Changes.Comparison comparison(@Nullable PersistentEntity<?, ?> entity) {
		PersistentProperty<?> version = (entity != null) ? entity.getVersionProperty() : null;
		String name = (version != null) ? version.getName() : "";
		return new Changes.Comparison() {

			@Override
			public boolean isVersion(String attribute) {
				return attribute.equals(name);
			}

		};
	}

	/**
	 * Add what only the other state has: a value that is embedded may be gone.
	 */
	private static Map<String, @Nullable Object> filled(Map<String, @Nullable Object> state,
			Map<String, @Nullable Object> other) {
		Map<String, @Nullable Object> filled = new LinkedHashMap<>(state);
		other.keySet().forEach((attribute) -> filled.putIfAbsent(attribute, null));
		return filled;
	}

	private void read(PersistentEntity<?, ?> entity, Object instance, String prefix,
			Map<String, @Nullable Object> values) {
		PersistentPropertyAccessor<?> accessor = entity.getPropertyAccessor(instance);
		for (PersistentProperty<?> property : entity) {
			if (property.isIdProperty() || !property.isWritable()) {
				continue;
			}
			Object value = accessor.getProperty(property);
			PersistentEntity<?, ?> embedded = (value != null && property.isEntity() && !property.isCollectionLike()
					&& !property.isMap()) ? this.mappings.get().find(value.getClass()) : null;
			if (embedded != null && value != null) {
				read(embedded, value, prefix + property.getName() + ".", values);
			}
			else {
				values.put(prefix + property.getName(), copy(value));
			}
		}
	}

	private static @Nullable Object copy(@Nullable Object value) {
		if (value instanceof Date date) {
			return date.clone();
		}
		if (value instanceof Collection<?> collection) {
			return (value instanceof Set) ? new LinkedHashSet<>(collection) : new ArrayList<>(collection);
		}
		if (value instanceof Map<?, ?> map) {
			return new LinkedHashMap<>(map);
		}
		if (value != null && value.getClass().isArray()) {
			int length = Array.getLength(value);
			Object copy = Array.newInstance(value.getClass().getComponentType(), length);
			System.arraycopy(value, 0, copy, 0, length);
			return copy;
		}
		return value;
	}

}
