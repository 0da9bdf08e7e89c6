package io.github.signals.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads the state of entities and finds them again by their identifiers.
 *
 * @since 0.1.0
 */
public interface StoredEntities {

	/**
	 * Return whether this knows a class.
	 * @param type the class
	 * @return whether it is an entity class
	 */
	boolean isEntity(Class<?> type);

	/**
	 * Return the classes of the entities that are known by now.
	 * @return the classes
	 */
	Collection<Class<?>> types();

	/**
	 * Return the types of the values of an entity according to its mapping.
	 * @param type the class of the entity
	 * @return the types, or {@code null} if the class is unknown
	 */
	@Nullable StoredValues values(Class<?> type);

	/**
	 * Return the attribute that each update of an entity writes.
	 * @param type the class of the entity
	 * @return the name of its version, or {@code null} if it has none
	 */
	default @Nullable String version(Class<?> type) {
		return null;
	}

	/**
	 * Return the identifier of an entity.
	 * @param instance the entity
	 * @return the identifier, or {@code null} if it has none (yet)
	 */
	@Nullable Object identifier(Object instance);

	/**
	 * Return the attributes of an entity, as far as they are loaded.
	 * @param instance the entity
	 * @return the values by name
	 */
	Map<String, @Nullable Object> state(Object instance);

	/**
	 * Read an entity in the current transaction.
	 * @param type the entity class
	 * @param id its identifier
	 * @return the entity, or {@code null} if it no longer exists
	 */
	@Nullable Object find(Class<?> type, Object id);

	/**
	 * Read entities in the current transaction, by one query if the store can.
	 * @param type the entity class
	 * @param ids their identifiers, each of them once
	 * @return the entities in the order of the identifiers, {@code null} for those that
	 * are not found
	 */
	default List<@Nullable Object> findAll(Class<?> type, List<?> ids) {
		List<@Nullable Object> found = new ArrayList<>();
		ids.forEach((id) -> found.add(find(type, id)));
		return found;
	}

	/**
	 * Write what the current transaction has changed, and forget the entities that it has
	 * read, if the store keeps any.
	 */
	default void flushAndClear() {
	}

	/**
	 * Return whether an entity that was not found does not exist, and is not merely
	 * hidden from the caller: what counts is the table, regardless of restrictions and
	 * filters. A soft-deleted entity is gone.
	 * @param type the entity class
	 * @param id its identifier
	 * @return whether the row is gone
	 */
	boolean isGone(Class<?> type, Object id);

	/**
	 * Return the tenant that the current session works for.
	 * @param type the class of an entity
	 * @return the tenant as a string, or {@code null} if there is none
	 */
	default @Nullable String tenant(Class<?> type) {
		return null;
	}

	/**
	 * Return what reads all rows of an entity in the order of their identifiers.
	 * @param type the entity class
	 * @return the rows, or {@code null} if its store cannot read them so
	 */
	default @Nullable EntityRows rows(Class<?> type) {
		return null;
	}

	/**
	 * Build an instance that is not managed by any store.
	 * @param type the entity class
	 * @param id its identifier
	 * @param state its attributes by name, as returned by {@link #state}
	 * @return the instance
	 */
	Object restore(Class<?> type, Object id, Map<String, ? extends @Nullable Object> state);

}
