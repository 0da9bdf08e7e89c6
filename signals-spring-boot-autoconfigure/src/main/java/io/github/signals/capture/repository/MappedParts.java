package io.github.signals.capture.repository;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.data.mapping.PersistentEntity;
import org.springframework.data.mapping.PersistentProperty;

import io.github.signals.dispatch.ReceiverParts;

/**
 * Reads the entities that an aggregate consists of as attributes of its root, whose names
 * have the identifiers of the entities: without one, their place in a list or map.
 */
final class MappedParts {

	private final EntityMappings mappings;

	private final ReceiverParts heard;

	private final PartReader reader;

	/**
	 * Create an instance.
	 * @param mappings the mappings of the entities
	 * @param paths the paths of the parts that somebody hears
	 * @param reader reads the attributes of one entity
	 */
	MappedParts(EntityMappings mappings, Set<String> paths, PartReader reader) {
		this.mappings = mappings;
		this.heard = new ReceiverParts(List.copyOf(paths));
		this.reader = reader;
	}

	/**
	 * Return whether a property contains entities that are stored with its owner.
	 */
	static boolean isOf(PersistentProperty<?> property, EntityMappings mappings) {
		return (property.isCollectionLike() || property.isMap()) && property.isEntity() && !property.isAssociation()
				&& mappings.findOutsideJpa(property.getActualType()) != null;
	}

	/**
	 * Add the parts of an entity to its attributes.
	 * @param path the path of the entity, with a dot at its end; empty for the root
	 * @param prefix what its attributes are named with
	 */
	void add(PersistentEntity<?, ?> owner, Object instance, String path, String prefix,
			Map<String, @Nullable Object> values) {
		for (PersistentProperty<?> property : owner) {
			String name = path + property.getName();
			if (isOf(property, this.mappings) && this.heard.contain(name, true)) {
				Object parts = owner.getPropertyAccessor(instance).getProperty(property);
				addAll(parts, name, prefix + property.getName(), values);
			}
		}
	}

	private void addAll(@Nullable Object parts, String path, String name, Map<String, @Nullable Object> values) {
		if (parts instanceof Map<?, ?> map) {
			map.forEach((key, part) -> add(part, key, path, name, values));
		}
		else if (parts instanceof Collection<?> collection) {
			int place = 0;
			for (Object part : collection) {
				add(part, (parts instanceof List<?>) ? place++ : null, path, name, values);
			}
		}
	}

	private void add(@Nullable Object part, @Nullable Object place, String path, String name,
			Map<String, @Nullable Object> values) {
		PersistentEntity<?, ?> entity = (part != null) ? this.mappings.find(part.getClass()) : null;
		if (part == null || entity == null) {
			return;
		}
		Object id = (entity.getIdProperty() != null) ? entity.getIdentifierAccessor(part).getIdentifier() : null;
		Object key = (id != null) ? id : place;
		if (key == null) {
			return;
		}
		String start = name + "[" + key + "]";
		values.put(start, key);
		this.reader.read(entity, part, start + ".", values);
		for (PersistentProperty<?> property : entity) {
			if (isOf(property, this.mappings)) {
				values.remove(start + "." + property.getName());
			}
		}
		add(entity, part, path + ".", start + ".", values);
	}

	/**
	 * Reads the attributes of one entity.
	 */
	interface PartReader {

		void read(PersistentEntity<?, ?> entity, Object instance, String prefix, Map<String, @Nullable Object> values);

	}

}
