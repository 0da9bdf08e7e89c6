package io.github.signals;

/**
 * A signal about the save of an entity: before it, or after it.
 *
 * @param <T> the entity type
 * @since 0.1.0
 */
public sealed interface SaveSignal<T> extends EntitySignal<T> permits PreSave, PostSave {

	/**
	 * Return whether the save creates the row in the database.
	 * @return whether there was no row before
	 */
	boolean created();

	/**
	 * Return what the save changes.
	 * @return the differences from the stored state
	 */
	Changes changes();

}
