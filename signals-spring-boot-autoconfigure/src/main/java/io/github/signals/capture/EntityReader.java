package io.github.signals.capture;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;

/**
 * Reads the entities of a store: their attributes, and what a persistence context knows
 * about them. It is obtained for each call, and belongs to the persistence context of
 * that moment.
 *
 * @since 0.1.0
 */
public interface EntityReader {

	/**
	 * Return the entity behind a proxy.
	 * @param instance the entity, or a proxy of it
	 * @return the entity itself
	 */
	Object unproxy(Object instance);

	/**
	 * Load what is going to be merged, so that the merge itself does not load anything.
	 * @param <R> the type of the result
	 * @param load what loads it
	 * @return what it loads
	 */
	<R> R beforeMerge(Supplier<R> load);

	/**
	 * Return whether the current persistence context manages an entity.
	 * @param instance the entity
	 * @return whether it is managed
	 */
	boolean isManaged(Object instance);

	/**
	 * Return whether a save of an entity updates it: it is managed, and its creation was
	 * signalled or has taken place. An entity that was only made persistent is created by
	 * its first save.
	 * @param instance the entity
	 * @return whether a save is an update for certain
	 */
	boolean isToBeUpdated(Object instance);

	/**
	 * Return the attributes of a managed entity as they were last read, written or
	 * signalled.
	 * @param instance the entity
	 * @return the values by name, or {@code null} if they are unknown
	 */
	@Nullable Map<String, @Nullable Object> loaded(Object instance);

	/**
	 * Return the attributes of an entity as they are now.
	 * @param instance the entity
	 * @return the values by name
	 */
	Map<String, @Nullable Object> current(Object instance);

	/**
	 * Read the values that a save is going to replace without having loaded them. They
	 * cannot be read afterwards.
	 * @param managed the managed entity
	 * @param instance what is saved, the same or a detached instance
	 */
	void readReplaced(Object managed, Object instance);

	/**
	 * Add the attributes of a managed entity that receivers have read or replaced and
	 * that were unknown before.
	 * @param managed the managed entity
	 * @param loaded the attributes as they were loaded
	 */
	void addRead(Object managed, Map<String, @Nullable Object> loaded);

	/**
	 * Return what a save changes.
	 * @param instance the entity that was saved
	 * @param stored the attributes as they were, or {@code null} for a creation and if
	 * they are unknown
	 * @param current the attributes as they are, from which those that are not written
	 * may be removed
	 * @return the changes
	 */
	Changes changes(Object instance, @Nullable Map<String, @Nullable Object> stored,
			Map<String, @Nullable Object> current);

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
