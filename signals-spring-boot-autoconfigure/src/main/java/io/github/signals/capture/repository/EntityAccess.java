package io.github.signals.capture.repository;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Reads entities: what is in them, and what a persistence context remembers of them.
 *
 * @since 0.1.0
 */
public interface EntityAccess {

	/**
	 * Return the entity behind a proxy.
	 * @param instance the entity, or a proxy of it
	 * @return the entity itself
	 */
	Object unproxy(Object instance);

	/**
	 * Load what is going to be merged, so that the merge does not have to load any more.
	 * @param <R> the type of the result
	 * @param load what loads it
	 * @return what it loads
	 */
	default <R> R beforeMerge(Supplier<R> load) {
		return load.get();
	}

	/**
	 * Return whether the current persistence context manages an entity.
	 * @param instance the entity
	 * @return whether it is managed
	 */
	boolean isManaged(Object instance);

	/**
	 * Return the attributes of a managed entity as they were read or written last.
	 * @param instance the entity
	 * @return the values by name, or {@code null} if they are not known
	 */
	@Nullable Map<String, @Nullable Object> loaded(Object instance);

	/**
	 * Return the attributes of an entity as they are now.
	 * @param instance the entity
	 * @return the values by name
	 */
	Map<String, @Nullable Object> current(Object instance);

	/**
	 * Return whether a persistence context holds back what was saved, because its
	 * transaction is read-only.
	 * @param instance the entity
	 * @return whether it is not going to be written
	 */
	boolean isHeldBack(Object instance);

	/**
	 * Return whether a persistence context holds back every delete, because its
	 * transaction is read-only.
	 * @return whether deletes are not going to be written
	 */
	boolean holdsBackDeletes();

}
