package io.github.signals.capture.repository;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.data.mapping.PersistentEntity;
import org.springframework.data.mapping.PersistentProperty;
import org.springframework.data.mapping.context.MappingContext;

import io.github.signals.dispatch.EntityCatalog;

/**
 * What the application stores, as Spring Data's mapping contexts know it.
 *
 * @since 0.1.0
 */
public final class EntityMappings implements EntityCatalog {

	private final Supplier<List<MappingContext<?, ?>>> contexts;

	private final BooleanSupplier complete;

	private final BooleanSupplier alone;

	/**
	 * Create the mappings.
	 * @param contexts the mapping contexts of all stores, as far as they are there
	 * @param complete whether all of them are there
	 * @param alone whether nothing else stores entities
	 */
	public EntityMappings(Supplier<List<MappingContext<?, ?>>> contexts, BooleanSupplier complete,
			BooleanSupplier alone) {
		this.contexts = contexts;
		this.complete = complete;
		this.alone = alone;
	}

	@Override
	public Set<Class<?>> types() {
		Set<Class<?>> types = new LinkedHashSet<>();
		if (this.complete.getAsBoolean()) {
			for (MappingContext<?, ?> context : this.contexts.get()) {
				context.getPersistentEntities().forEach((entity) -> types.add(entity.getType()));
			}
		}
		return types;
	}

	@Override
	public boolean isComplete() {
		return this.complete.getAsBoolean() && this.alone.getAsBoolean();
	}

	@Override
	public boolean hasAttribute(Class<?> type, String attribute) {
		return property(type, attribute) != null;
	}

	@Override
	public boolean isCollection(Class<?> type, String attribute) {
		PersistentProperty<?> property = property(type, attribute);
		return property != null && (property.isCollectionLike() || property.isMap());
	}

	@Override
	public boolean isMappedByElements(Class<?> type, String attribute) {
		PersistentProperty<?> property = property(type, attribute);
		Field field = (property != null) ? property.getField() : null;
		Method getter = (property != null) ? property.getGetter() : null;
		return field != null && isMapped(MergedAnnotations.from(field))
				|| getter != null && isMapped(MergedAnnotations.from(getter));
	}

	private static boolean isMapped(MergedAnnotations annotations) {
		MergedAnnotation<?> association = annotations.get("jakarta.persistence.OneToMany");
		return association.isPresent() && !association.getString("mappedBy").isEmpty();
	}

	private @Nullable PersistentProperty<?> property(Class<?> type, String attribute) {
		Class<?> owner = type;
		PersistentProperty<?> property = null;
		for (String segment : attribute.split("\\.")) {
			PersistentEntity<?, ?> entity = find(owner);
			property = (entity != null) ? entity.getPersistentProperty(segment) : null;
			if (property == null) {
				return null;
			}
			owner = property.getActualType();
		}
		return property;
	}

	@Override
	public Set<String> attributes(Class<?> type) {
		Set<String> names = new TreeSet<>();
		PersistentEntity<?, ?> entity = find(type);
		if (entity != null) {
			entity.forEach((property) -> names.add(property.getName()));
		}
		return names;
	}

	@Nullable PersistentEntity<?, ?> find(Class<?> type) {
		for (MappingContext<?, ?> context : this.contexts.get()) {
			if (context.hasPersistentEntityFor(type)) {
				return context.getPersistentEntity(type);
			}
		}
		return null;
	}

}
