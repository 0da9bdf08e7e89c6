package io.github.signals.dispatch;

import java.util.Set;

/**
 * The entity classes that the application stores.
 *
 * @since 0.1.0
 */
public interface EntityCatalog {

	/** Knows of no entity. */
	EntityCatalog EMPTY = new EntityCatalog() {

		@Override
		public Set<Class<?>> types() {
			return Set.of();
		}

		@Override
		public boolean hasAttribute(Class<?> type, String attribute) {
			return false;
		}

		@Override
		public Set<String> attributes(Class<?> type) {
			return Set.of();
		}

	};

	/**
	 * Return the classes that are stored.
	 * @return the classes; empty if they cannot be told (yet)
	 */
	Set<Class<?>> types();

	/**
	 * Return whether nothing is stored but these.
	 * @return whether there is no store whose entities cannot be told (yet)
	 */
	default boolean isComplete() {
		return false;
	}

	/**
	 * Return whether a stored class has an attribute.
	 * @param type the class
	 * @param attribute the name of the attribute, or the path into an embedded value
	 * @return whether there is such an attribute
	 */
	boolean hasAttribute(Class<?> type, String attribute);

	/**
	 * Return whether an attribute is a collection.
	 * @param type the class
	 * @param attribute the name of the attribute, or the path into an embedded value
	 * @return whether it holds many elements
	 */
	default boolean isCollection(Class<?> type, String attribute) {
		return false;
	}

	/**
	 * Return whether a collection is stored with its elements alone, by an attribute of
	 * theirs that refers to one entity.
	 * @param type the class
	 * @param attribute the name of the attribute, or the path into an embedded value
	 * @return whether the collection has no rows of its own
	 */
	default boolean isMappedByElements(Class<?> type, String attribute) {
		return false;
	}

	/**
	 * Return the attributes of a stored class.
	 * @param type the class
	 * @return the names
	 */
	Set<String> attributes(Class<?> type);

}
