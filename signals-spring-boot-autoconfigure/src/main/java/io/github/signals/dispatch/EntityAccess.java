package io.github.signals.dispatch;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;

/**
 * Reads entities: their attributes, and what a persistence context knows about them. It
 * is obtained for each call, and belongs to the persistence context of that moment.
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
	 * Load what is going to be merged, so that the merge itself does not load anything.
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
	 * Return whether a save of an entity updates it: it is managed, and its creation was
	 * signalled or has taken place. An entity that was only made persistent is created by
	 * its first save.
	 * @param instance the entity
	 * @return whether a save is an update for certain
	 */
	default boolean isToBeUpdated(Object instance) {
		return isManaged(instance);
	}

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
	 * Read the values that a save is going to replace without having loaded them: there
	 * is no other way to know them afterwards.
	 * @param managed the managed entity
	 * @param instance what is saved, the same or a detached instance
	 */
	default void readReplaced(Object managed, Object instance) {
	}

	/**
	 * Add the attributes of a managed entity that receivers have read or replaced and
	 * that were unknown before.
	 * @param managed the managed entity
	 * @param loaded the attributes as they were loaded
	 */
	default void addRead(Object managed, Map<String, @Nullable Object> loaded) {
	}

	/**
	 * Return what a save changes.
	 * @param instance the entity that was saved
	 * @param stored the attributes as they were, or {@code null} for a creation and if
	 * they are unknown
	 * @param current the attributes as they are, from which those that are not written
	 * may be removed
	 * @return the changes
	 */
	default Changes changes(Object instance, @Nullable Map<String, @Nullable Object> stored,
			Map<String, @Nullable Object> current) {
		return (stored != null) ? Changes.between(stored, current) : Changes.all(current);
	}

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

	/**
	 * Return whether the writes of the persistence context are captured: they then
	 * determine the net change, and the calls only announce it.
	 * @return whether writes are captured
	 */
	default boolean tellsWrites() {
		return false;
	}

	/**
	 * A call begins: its writes are signalled when it has returned.
	 */
	default void enterCall() {
	}

	/**
	 * A call has returned, or has thrown an exception.
	 */
	default void exitCall() {
	}

	/**
	 * Signal the rows that the call has deleted, before signalling what it has created in
	 * their place.
	 */
	default void settleDeletes() {
	}

	/**
	 * Signal what the call has written in addition to what it announced.
	 */
	default void settle() {
	}

	/**
	 * Send the signals before a save: a persistence context does not write the entities
	 * until all receivers have returned.
	 * @param instances what is going to be saved
	 * @param receivers calls the receivers
	 */
	default void prepare(Collection<?> instances, Runnable receivers) {
		receivers.run();
	}

	/**
	 * Note that the signals before a save have been sent.
	 * @param instance the entity that is going to be saved
	 */
	default void prepared(Object instance) {
	}

	/**
	 * Note that a save was signalled, which the persistence context is going to write.
	 * @param instance the managed entity
	 * @param managed whether it was managed before the save
	 * @param context who and what led to the save
	 * @return whether the save creates the row
	 */
	default boolean saved(Object instance, boolean managed, DispatchContext context) {
		return false;
	}

	/**
	 * Note a save that no receiver hears before the persistence context writes it. No
	 * receiver is running, and no scope is open.
	 * @param instance the managed entity
	 * @param managed whether it was managed before the save
	 */
	default void savedUnheard(Object instance, boolean managed) {
	}

	/**
	 * Return the observer that notes how receivers change the entity that they are called
	 * for.
	 * @return the observer, or {@code null} if there is none
	 */
	default @Nullable CallObserver observer() {
		return null;
	}

	/**
	 * Note that a delete was signalled, which the persistence context is going to write.
	 * @param instance the entity
	 * @param context who and what led to the delete
	 */
	default void deleted(Object instance, DispatchContext context) {
	}

}
