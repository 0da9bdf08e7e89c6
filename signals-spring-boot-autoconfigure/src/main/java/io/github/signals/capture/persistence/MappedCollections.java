package io.github.signals.capture.persistence;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * Tells how collections are mapped.
 */
final class MappedCollections {

	private MappedCollections() {
	}

	/**
	 * Return whether the elements of a collection are entities, and not values.
	 */
	static boolean isOfEntities(CollectionPersister persister) {
		return persister.isOneToMany() || persister.isManyToMany();
	}

	static String attribute(CollectionPersister persister) {
		String owner = persister.getOwnerEntityPersister().getEntityName();
		String role = persister.getRole();
		return role.startsWith(owner + ".") ? role.substring(owner.length() + 1)
				: role.substring(role.lastIndexOf('.') + 1);
	}

	/**
	 * Return whether a collection is mapped by an attribute of its elements, of which the
	 * metamodel of JPA says nothing.
	 */
	static boolean isMapped(EntityManagerFactory factory, Class<?> owner, String attribute) {
		return factory.getMetamodel().getClass().getName().startsWith("org.hibernate.")
				&& isMapped(factory.unwrap(SessionFactoryImplementor.class), owner, attribute);
	}

	private static boolean isMapped(SessionFactoryImplementor factory, Class<?> owner, String attribute) {
		boolean[] found = new boolean[1];
		factory.getMappingMetamodel()
			.forEachCollectionDescriptor((collection) -> found[0] |= isOf(collection, owner)
					&& attribute(collection).equals(attribute) && collection.isInverse() && collection.isOneToMany());
		return found[0];
	}

	private static boolean isOf(CollectionPersister collection, Class<?> owner) {
		return collection.getOwnerEntityPersister().getMappedClass().isAssignableFrom(owner);
	}

}
