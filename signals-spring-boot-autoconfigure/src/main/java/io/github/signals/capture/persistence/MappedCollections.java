package io.github.signals.capture.persistence;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * Tells which collections are mapped by an attribute of their elements, of which the
 * metamodel of JPA says nothing.
 */
final class MappedCollections {

	private MappedCollections() {
	}

	static boolean isMapped(EntityManagerFactory factory, Class<?> owner, String attribute) {
		return factory.getMetamodel().getClass().getName().startsWith("org.hibernate.")
				&& isMapped(factory.unwrap(SessionFactoryImplementor.class), owner, attribute);
	}

	private static boolean isMapped(SessionFactoryImplementor factory, Class<?> owner, String attribute) {
		boolean[] found = new boolean[1];
		factory.getMappingMetamodel()
			.forEachCollectionDescriptor((collection) -> found[0] |= isOf(collection, owner)
					&& LinkChange.attribute(collection).equals(attribute) && collection.isInverse()
					&& collection.isOneToMany());
		return found[0];
	}

	private static boolean isOf(CollectionPersister collection, Class<?> owner) {
		return collection.getOwnerEntityPersister().getMappedClass().isAssignableFrom(owner);
	}

}
