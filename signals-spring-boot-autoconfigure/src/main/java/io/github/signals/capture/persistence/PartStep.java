package io.github.signals.capture.persistence;

import java.util.List;

import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * One association on the way from an entity to its parts.
 *
 * @param owner the entity that has the parts
 * @param attribute the name of the association, or its path in an embedded value
 * @param part the entity of the parts
 * @param role the role of the collection, or {@code null} if there is one part at most
 * @param back the attribute of the part that refers to its owner, or {@code null} if the
 * part does not know it
 * @param owned whether a part without its owner is deleted
 */
record PartStep(EntityPersister owner, String attribute, EntityPersister part, @Nullable String role,
		@Nullable String back, boolean owned) {

	/**
	 * Follow an association of an entity.
	 * @param path the path, of which the step takes as much as leads to an entity
	 * @return the step, or {@code null} if the entity has no such association
	 */
	static @Nullable PartStep of(EntityPersister heard, String path) {
		String[] names = path.split("\\.");
		EntityPersister owner = declaring(heard, names[0]);
		int index = List.of(owner.getPropertyNames()).indexOf(names[0]);
		if (index == -1) {
			return null;
		}
		Type type = owner.getPropertyTypes()[index];
		CascadeStyle cascade = owner.getPropertyCascadeStyles()[index];
		StringBuilder attribute = new StringBuilder(names[0]);
		for (int i = 1; i < names.length && type instanceof ComponentType component; i++) {
			int next = List.of(component.getPropertyNames()).indexOf(names[i]);
			if (next == -1) {
				return null;
			}
			type = component.getSubtypes()[next];
			cascade = component.getCascadeStyle(next);
			attribute.append('.').append(names[i]);
		}
		return of(owner, attribute.toString(), type, cascade.hasOrphanDelete());
	}

	/**
	 * Return the entity that has an attribute, of which others may inherit it.
	 */
	private static EntityPersister declaring(EntityPersister entity, String attribute) {
		EntityMappingType above = entity.getSuperMappingType();
		return (above != null && above.findAttributeMapping(attribute) != null)
				? declaring(above.getEntityPersister(), attribute) : entity;
	}

	private static @Nullable PartStep of(EntityPersister owner, String attribute, Type type, boolean owned) {
		SessionFactoryImplementor factory = owner.getFactory();
		if (type instanceof CollectionType collection) {
			CollectionPersister persister = factory.getMappingMetamodel().getCollectionDescriptor(collection.getRole());
			boolean mapped = persister.isOneToMany() && persister.isInverse();
			return MappedCollections.isOfEntities(persister)
					? new PartStep(owner, attribute, persister.getElementPersister(), persister.getRole(),
							mapped ? persister.getMappedByProperty() : null, owned)
					: null;
		}
		if (type instanceof EntityType entity) {
			EntityPersister part = factory.getMappingMetamodel().getEntityDescriptor(entity.getAssociatedEntityName());
			String back = (entity instanceof OneToOneType) ? entity.getRHSUniqueKeyPropertyName() : null;
			return new PartStep(owner, attribute, part, null, back, owned);
		}
		return null;
	}

	/**
	 * Return the name of a part.
	 * @param id the identifier of the part
	 */
	String name(@Nullable Object id) {
		return (this.role != null) ? this.attribute + "[" + id + "]" : this.attribute;
	}

	/**
	 * Return whether an attribute of the part only says whose part it is.
	 */
	boolean isBack(String name) {
		return this.back != null && (name.equals(this.back) || name.startsWith(this.back + "."));
	}

}
