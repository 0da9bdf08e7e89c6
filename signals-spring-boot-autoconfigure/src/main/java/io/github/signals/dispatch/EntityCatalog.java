package io.github.signals.dispatch;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The entity classes that the application stores: for JPA, according to the metamodel of
 * each factory; for other stores, according to Spring Data's mapping contexts.
 *
 * @since 0.1.0
 */
public interface EntityCatalog {

	/**
	 * Return the classes that are stored.
	 * @return the classes; empty if they are not known (yet)
	 */
	Set<Class<?>> types();

	/**
	 * Return the classes that are only stored as a part of others: those of embedded
	 * values.
	 * @return the classes
	 */
	default Set<Class<?>> embeddables() {
		return Set.of();
	}

	/**
	 * Return the owners of embedded values of a class.
	 * @param embeddable the class
	 * @return the paths of the attributes by the classes that have them
	 */
	default Map<Class<?>, String> owners(Class<?> embeddable) {
		return Map.of();
	}

	/**
	 * Return whether a store is still to appear because it is created late. Nothing waits
	 * for it.
	 * @return whether more classes may be stored than are known now
	 */
	default boolean isGrowing() {
		return false;
	}

	/**
	 * Register a listener that runs each time a store appears. An exception fails the
	 * store.
	 * @param listener runs on the thread that creates the store
	 * @return removes the listener
	 */
	default Runnable onGrowth(Runnable listener) {
		return () -> {
		};
	}

	/**
	 * Return whether only these classes are stored.
	 * @return whether there is no store whose entities are not known (yet)
	 */
	default boolean isComplete() {
		return false;
	}

	/**
	 * Return whether an instance of a stored class, or what it refers to, can only be of
	 * one of these classes. Stores other than JPA also accept subclasses that they do not
	 * know.
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
	 * Return whether a collection is only stored with its elements, by an attribute of
	 * theirs that refers to one entity.
	 * @param type the class
	 * @param attribute the name of the attribute, or the path into an embedded value
	 * @return whether the collection has no rows of its own
	 */
	default boolean isMappedByElements(Class<?> type, String attribute) {
		return false;
	}

	/**
	 * Return the class of the entities that an attribute refers to.
	 * @param type the class
	 * @param attribute the name of the attribute, or the path into an embedded value
	 * @return the class of the one entity, or of the elements of a collection;
	 * {@code null} if the attribute does not refer to entities
	 */
	default @Nullable Class<?> partType(Class<?> type, String attribute) {
		return null;
	}

	/**
	 * Return the attributes of a stored class.
	 * @param type the class
	 * @return the names, and the paths into embedded values
	 */
	Set<String> attributes(Class<?> type);

}
