package io.github.signals.dispatch;

import java.util.Map;
import java.util.Set;

/**
 * The entity classes that the application stores, as a store tells them: of JPA the
 * metamodel of each factory, of others Spring Data's mapping contexts.
 *
 * @since 0.1.0
 */
public interface EntityCatalog {

	/**
	 * Return the classes that are stored.
	 * @return the classes; empty if they cannot be told (yet)
	 */
	Set<Class<?>> types();

	/**
	 * Return the classes that are stored as a part of others only: those of embedded
	 * values.
	 * @return the classes
	 */
	default Set<Class<?>> embeddables() {
		return Set.of();
	}

	/**
	 * Return who has embedded values of a class.
	 * @param embeddable the class
	 * @return the paths of the attributes by the classes that have them
	 */
	default Map<Class<?>, String> owners(Class<?> embeddable) {
		return Map.of();
	}

	/**
	 * Return whether there is a store that has still to appear, because it is created
	 * late. Nobody waits for it.
	 * @return whether more classes may be stored than can be told now
	 */
	default boolean isGrowing() {
		return false;
	}

	/**
	 * Have something done each time when a store appears. What is thrown then fails the
	 * store.
	 * @param listener what to do, on the thread that creates the store
	 * @return what ends it
	 */
	default Runnable onGrowth(Runnable listener) {
		return () -> {
		};
	}

	/**
	 * Return whether nothing is stored but these.
	 * @return whether there is no store whose entities cannot be told (yet)
	 */
	default boolean isComplete() {
		return false;
	}

	/**
	 * Return whether an instance of a stored class, or what it refers to, can only be of
	 * one of these classes. Other stores than JPA also take subclasses that nobody has
	 * told them of.
	 * @return whether all subclasses are known
	 */
	default boolean hasAllSubclasses() {
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
	 * Return the type of the values that an attribute has in an instance, and in its
	 * changes.
	 * @param type the class
	 * @param attribute the name of the attribute, or the path into an embedded value
	 * @return the type; {@link Object} if it is not known
	 */
	default Class<?> attributeType(Class<?> type, String attribute) {
		return Object.class;
	}

	/**
	 * Return whether an attribute is an embedded value, and so has attributes that a path
	 * may name.
	 * @param type the class
	 * @param attribute the name of the attribute, or the path into an embedded value
	 * @return whether it is stored as a part of the class
	 */
	default boolean isEmbedded(Class<?> type, String attribute) {
		return false;
	}

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
	 * @return the names, and the paths into embedded values
	 */
	Set<String> attributes(Class<?> type);

}
