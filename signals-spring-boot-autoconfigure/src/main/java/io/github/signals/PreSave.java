package io.github.signals;

/**
 * An entity is about to be saved. What a receiver sets on the instance is saved with it.
 * <p>
 * Sent before a repository call, inside the repository's transaction, with the object
 * that was handed to the call; for what JPA writes without one, before the call of the
 * entity manager that creates the entity, or before the flush that writes its change, and
 * once more if it has been changed since. Never sent inside a flush: a receiver may use
 * the persistence context. Whether the save will create a row is not known yet:
 * {@link PostSave#created()} tells.
 *
 * @param <T> the entity type
 * @param sender the entity class, never a proxy or an enhanced subclass
 * @param instance the entity
 * @param context who and what led to the signal
 * @since 0.1.0
 */
public record PreSave<T>(Class<?> sender, T instance, SignalContext context) implements EntitySignal<T> {

	/**
	 * Name the signal and its sender; the values of the instance are left out.
	 */
	@Override
	public String toString() {
		return "PreSave[" + this.sender.getName() + "]";
	}

}
