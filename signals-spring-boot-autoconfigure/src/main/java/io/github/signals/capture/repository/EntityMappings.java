package io.github.signals.capture.repository;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.data.mapping.PersistentEntity;
import org.springframework.data.mapping.PersistentProperty;
import org.springframework.data.mapping.context.MappingContext;

import io.github.signals.dispatch.EntityCatalog;

/**
 * The entities that the application stores, according to Spring Data's mapping contexts.
 * The mapping context of JPA, which only knows entities with a repository and what is
 * reachable from them, is not used as a source of entities: the metamodel is used
 * instead.
 *
 * @since 0.1.0
 */
public final class EntityMappings implements EntityCatalog {

	private static final String OF_JPA = "org.springframework.data.jpa.mapping.JpaMetamodelMappingContext";

	private static final String EMBEDDED = "org.springframework.data.relational.core.mapping.Embedded";

	private final Supplier<List<MappingContext<?, ?>>> contexts;

	private final BooleanSupplier complete;

	private final BooleanSupplier alone;

	/**
	 * Create the mappings.
	 * @param contexts the mapping contexts of all stores that already exist
	 * @param complete whether all of them exist
	 * @param alone whether nothing else stores entities
	 */
	public EntityMappings(Supplier<List<MappingContext<?, ?>>> contexts, BooleanSupplier complete,
			BooleanSupplier alone) {
		this.contexts = contexts;
		this.complete = complete;
		this.alone = alone;
	}

	/**
	 * Return whether a mapping context is that of JPA.
	 * @param type its class, if known
	 * @return whether it is
	 */
	public static boolean isOfJpa(@Nullable Class<?> type) {
		return type != null && (type.getName().equals(OF_JPA) || isOfJpa(type.getSuperclass()));
	}

	private List<MappingContext<?, ?>> contexts() {
		return this.contexts.get().stream().filter((context) -> !isOfJpa(context.getClass())).toList();
	}

	private Collection<PersistentEntity<?, ?>> entities() {
		List<PersistentEntity<?, ?>> entities = new ArrayList<>();
		contexts().forEach((context) -> entities.addAll(context.getPersistentEntities()));
		return entities;
	}

	@Override
	public Set<Class<?>> types() {
		Set<Class<?>> types = new LinkedHashSet<>();
		if (this.complete.getAsBoolean()) {
			entities().forEach((entity) -> types.add(entity.getType()));
			types.removeAll(embeddables());
		}
		return types;
	}

	/**
	 * Return the embedded classes. A class that has an identifier may also be stored by
	 * itself.
	 */
	@Override
	public Set<Class<?>> embeddables() {
		Set<Class<?>> embeddables = new LinkedHashSet<>();
		for (PersistentEntity<?, ?> entity : entities()) {
			if (entity.getIdProperty() == null && !owners(entity.getType()).isEmpty()) {
				embeddables.add(entity.getType());
			}
		}
		return embeddables;
	}

	@Override
	public Map<Class<?>, String> owners(Class<?> embeddable) {
		Map<Class<?>, String> owners = new LinkedHashMap<>();
		for (PersistentEntity<?, ?> entity : entities()) {
			for (PersistentProperty<?> property : entity) {
				if (property.getActualType() == embeddable && isAnnotatedAsEmbedded(property)) {
					owners.putIfAbsent(entity.getType(), property.getName());
				}
			}
		}
		return owners;
	}

	private static boolean isAnnotatedAsEmbedded(PersistentProperty<?> property) {
		return Stream.of(property.getField(), property.getGetter())
			.filter(Objects::nonNull)
			.anyMatch((member) -> MergedAnnotations.from((AnnotatedElement) member).isPresent(EMBEDDED));
	}

	@Override
	public boolean isComplete() {
		return this.complete.getAsBoolean() && this.alone.getAsBoolean();
	}

	@Override
	public boolean hasAllSubclasses() {
		return contexts().isEmpty();
	}

	@Override
	public boolean isGrowing() {
		return !this.complete.getAsBoolean();
	}

	@Override
	public boolean hasAttribute(Class<?> type, String attribute) {
		return property(type, attribute) != null;
	}

	@Override
	public Class<?> attributeType(Class<?> type, String attribute) {
		PersistentProperty<?> property = property(type, attribute);
		return (property != null) ? property.getType() : Object.class;
	}

	@Override
	public boolean isEmbedded(Class<?> type, String attribute) {
		PersistentProperty<?> property = property(type, attribute);
		return property != null && isEmbedded(property);
	}

	/**
	 * Return whether changes name the attributes of a value one by one.
	 */
	private boolean isEmbedded(PersistentProperty<?> property) {
		return property.isEntity() && !isCollection(property) && find(property.getActualType(), contexts()) != null;
	}

	private static boolean isCollection(PersistentProperty<?> property) {
		return property.isCollectionLike() || property.isMap();
	}

	@Override
	public boolean isCollection(Class<?> type, String attribute) {
		PersistentProperty<?> property = property(type, attribute);
		return property != null && isCollection(property);
	}

	@Override
	public @Nullable Class<?> partType(Class<?> type, String attribute) {
		PersistentProperty<?> property = property(type, attribute);
		if (property == null || !isCollection(property) || property.isAssociation()) {
			return null;
		}
		return (find(property.getActualType(), contexts()) != null) ? property.getActualType() : null;
	}

	private @Nullable PersistentProperty<?> property(Class<?> type, String attribute) {
		List<MappingContext<?, ?>> contexts = contexts();
		Class<?> owner = type;
		PersistentProperty<?> property = null;
		for (String segment : attribute.split("\\.")) {
			PersistentEntity<?, ?> entity = (property == null || isEmbedded(property)) ? find(owner, contexts) : null;
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
		PersistentEntity<?, ?> entity = find(type, contexts());
		if (entity != null) {
			entity.forEach((property) -> names.add(property.getName()));
		}
		return names;
	}

	@Nullable PersistentEntity<?, ?> find(Class<?> type) {
		return find(type, this.contexts.get());
	}

	/**
	 * Return how a store other than JPA maps a class.
	 */
	@Nullable PersistentEntity<?, ?> findOutsideJpa(Class<?> type) {
		return find(type, contexts());
	}

	private static @Nullable PersistentEntity<?, ?> find(Class<?> type, List<MappingContext<?, ?>> contexts) {
		for (MappingContext<?, ?> context : contexts) {
			if (context.hasPersistentEntityFor(type)) {
				return context.getPersistentEntity(type);
			}
		}
		return null;
	}

}
