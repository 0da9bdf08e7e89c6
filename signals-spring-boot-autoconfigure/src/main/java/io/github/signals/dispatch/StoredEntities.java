package io.github.signals.dispatch;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Takes entities apart and finds them again, by their identifiers.
 *
 * @since 0.1.0
 */
public interface StoredEntities {

	/**
	 * Return whether this knows a class.
	 * @param type the class
	 * @return whether it is that of an entity
	 */
	boolean isEntity(Class<?> type);

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
	 * Read an entity, in the current transaction.
	 * @param type the entity class
	 * @param id its identifier
	 * @return the entity, or {@code null} if it is not there any more
	 */
	@Nullable Object find(Class<?> type, Object id);

	/**
	 * Build an instance that no store knows.
	 * @param type the entity class
	 * @param id its identifier
	 * @param state its attributes by name, as {@link #state} tells them
	 * @return the instance
	 */
	Object restore(Class<?> type, Object id, Map<String, ? extends @Nullable Object> state);

}
