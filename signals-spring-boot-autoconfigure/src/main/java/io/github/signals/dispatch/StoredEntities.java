package io.github.signals.dispatch;

import java.util.Collection;
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
	 * Return the classes of the entities that are known by now.
	 * @return the classes
	 */
	Collection<Class<?>> types();

	/**
	 * Return of what types the values of an entity are, as they are mapped.
	 * @param type the class of the entity
	 * @return the types, or {@code null} if this does not know the class
	 */
	@Nullable StoredValues values(Class<?> type);

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
	 * Return whether an entity that was not found is not there, and not merely hidden
	 * from whoever asks: what the table says, whatever restricts or filters what is read
	 * of it. One that is deleted softly is gone.
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
	 * Build an instance that no store knows.
	 * @param type the entity class
	 * @param id its identifier
	 * @param state its attributes by name, as {@link #state} tells them
	 * @return the instance
	 */
	Object restore(Class<?> type, Object id, Map<String, ? extends @Nullable Object> state);

}
