package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.convert.CustomConversions;
import org.springframework.data.mapping.PersistentEntity;
import org.springframework.data.mapping.PersistentProperty;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.support.Repositories;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.dispatch.EntityRows;
import io.github.signals.dispatch.StoredEntities;
import io.github.signals.dispatch.StoredValue;
import io.github.signals.dispatch.StoredValues;

/**
 * Reads the state of entities with Spring Data's mapping metadata, and finds them again
 * with their repositories.
 *
 * @since 0.1.0
 */
public final class MappedEntities implements StoredEntities {

	private final Supplier<EntityMappings> mappings;

	private final Supplier<Repositories> repositories;

	private final MappedEntityRestorer restorer;

	private final Supplier<ConvertedForms> forms;

	private final Function<Class<?>, @Nullable EntityRows> jdbcRows;

	/**
	 * Create an instance.
	 * @param mappings the mappings of the entities
	 * @param repositories the repositories of the application
	 * @param conversions the converters of each store
	 * @param jdbcRows reads the rows of an aggregate of Spring Data JDBC, if it can
	 */
	public MappedEntities(Supplier<EntityMappings> mappings, Supplier<Repositories> repositories,
			Supplier<List<CustomConversions>> conversions, Function<Class<?>, @Nullable EntityRows> jdbcRows) {
		this.mappings = mappings;
		this.restorer = new MappedEntityRestorer(mappings);
		this.repositories = repositories;
		this.jdbcRows = jdbcRows;
		this.forms = SingletonSupplier.of(() -> new ConvertedForms(conversions.get()));
	}

	@Override
	public boolean isEntity(Class<?> type) {
		return this.repositories.get().hasRepositoryFor(type);
	}

	@Override
	public Collection<Class<?>> types() {
		return this.mappings.get().types();
	}

	@Override
	public @Nullable StoredValues values(Class<?> type) {
		PersistentEntity<?, ?> entity = this.mappings.get().findOutsideJpa(type);
		if (entity == null) {
			return null;
		}
		StoredValues values = new StoredValues(ResolvableType.NONE, new LinkedHashMap<>(), new LinkedHashMap<>(),
				new LinkedHashMap<>(), Map.of());
		collect(entity, "", values, Map.of());
		PersistentProperty<?> id = entity.getIdProperty();
		return new StoredValues((id != null) ? typeOf(id) : ResolvableType.NONE, values.attributes(), values.repeated(),
				values.parts(), values.collections());
	}

	/**
	 * Collect the attributes of an entity and its parts.
	 * @param entity the entity, or a part
	 * @param path where it is, with a dot at its end
	 * @param values what is collected
	 * @param owners the paths of what it is a part of
	 */
	private void collect(PersistentEntity<?, ?> entity, String path, StoredValues values,
			Map<PersistentEntity<?, ?>, String> owners) {
		Map<PersistentEntity<?, ?>, String> inner = new HashMap<>(owners);
		inner.put(entity, path);
		for (PersistentProperty<?> property : entity) {
			String name = path + property.getName();
			boolean nested = property.isEntity() && !property.isCollectionLike() && !property.isMap();
			PersistentEntity<?, ?> part = nested ? this.mappings.get().find(property.getActualType()) : null;
			if (part != null) {
				// Used for the part as a whole if it is null.
				values.attributes().put(name, StoredValue.of(ResolvableType.forClass(Object.class)));
				String repeated = inner.get(part);
				if (repeated != null) {
					values.repeated().put(name, StringUtils.trimTrailingCharacter(repeated, '.'));
				}
				else {
					collect(part, name + ".", values, inner);
				}
			}
			else if (!property.isIdProperty() && property.isWritable()) {
				values.attributes().put(name, value(property));
				if (MappedParts.isOf(property, this.mappings.get())) {
					values.parts().put(name, property.getActualType());
				}
			}
		}
	}

	private StoredValue value(PersistentProperty<?> property) {
		ConvertedForms forms = this.forms.get();
		Class<?> element = property.isCollectionLike() ? property.getActualType() : null;
		return new StoredValue(typeOf(property), true, forms.of(property.getType()),
				(element != null) ? forms.of(element) : null);
	}

	private static ResolvableType typeOf(PersistentProperty<?> property) {
		return property.getTypeInformation().toTypeDescriptor().getResolvableType();
	}

	@Override
	public @Nullable String version(Class<?> type) {
		PersistentEntity<?, ?> entity = this.mappings.get().find(type);
		PersistentProperty<?> version = (entity != null) ? entity.getVersionProperty() : null;
		return (version != null) ? version.getName() : null;
	}

	@Override
	public @Nullable Object identifier(Object instance) {
		PersistentEntity<?, ?> entity = this.mappings.get().find(instance.getClass());
		return (entity != null) ? entity.getIdentifierAccessor(instance).getIdentifier() : null;
	}

	@Override
	public Map<String, @Nullable Object> state(Object instance) {
		return new MappedEntityReader(this.mappings, (type) -> Set.of()).current(instance);
	}

	@Override
	public @Nullable Object find(Class<?> type, Object id) {
		return repository(type).findById(id).orElse(null);
	}

	@Override
	public List<@Nullable Object> findAll(Class<?> type, List<?> ids) {
		Map<Object, Object> found = new HashMap<>();
		repository(type).findAllById(List.copyOf(ids)).forEach((instance) -> {
			Object id = identifier(instance);
			if (id != null) {
				found.put(id, instance);
			}
		});
		List<@Nullable Object> inOrder = new ArrayList<>();
		ids.forEach((id) -> inOrder.add(found.get(id)));
		return inOrder;
	}

	@Override
	public boolean isGone(Class<?> type, Object id) {
		return !repository(type).existsById(id);
	}

	@SuppressWarnings("unchecked")
	private CrudRepository<Object, Object> repository(Class<?> type) {
		Object repository = this.repositories.get().getRepositoryFor(type).orElseThrow();
		if (repository instanceof CrudRepository<?, ?> crud) {
			return (CrudRepository<Object, Object>) crud;
		}
		throw new IllegalStateException(
				"The repository of " + type.getName() + " cannot find entities by their identifiers");
	}

	@Override
	public @Nullable EntityRows rows(Class<?> type) {
		return this.repositories.get()
			.getRepositoryInformationFor(type)
			.filter((repository) -> StoreKind.of(repository.getRepositoryBaseClass()) == StoreKind.UPDATES_ONLY_ROWS)
			.map((repository) -> this.jdbcRows.apply(type))
			.orElse(null);
	}

	@Override
	public Object restore(Class<?> type, Object id, Map<String, ? extends @Nullable Object> state) {
		return this.restorer.restore(type, id, state);
	}

}
