package io.github.signals.capture.repository;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

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

	/**
	 * Create the mappings.
	 * @param contexts the mapping contexts of all stores, as far as they are there
	 * @param complete whether all of them are there
	 */
	public EntityMappings(Supplier<List<MappingContext<?, ?>>> contexts, BooleanSupplier complete) {
		this.contexts = contexts;
		this.complete = complete;
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
	public boolean hasAttribute(Class<?> type, String attribute) {
		Class<?> owner = type;
		for (String segment : attribute.split("\\.")) {
			PersistentEntity<?, ?> entity = find(owner);
			PersistentProperty<?> property = (entity != null) ? entity.getPersistentProperty(segment) : null;
			if (property == null) {
				return false;
			}
			owner = property.getActualType();
		}
		return true;
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
