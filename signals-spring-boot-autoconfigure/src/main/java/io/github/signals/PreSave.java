package io.github.signals;

/**
 * An entity is about to be saved. Whatever a receiver sets on the instance is saved with
 * it.
 * <p>
 * Sent before a repository call, inside the repository's transaction, with the object
 * that was passed to the call. For entities that JPA writes without a repository call, it
 * is sent before the call of the entity manager that creates the entity or before the
 * flush that writes its change, and once more if the entity has been changed since. Never
 * sent inside a flush, so a receiver may use the persistence context. It is not known yet
 * whether the save will create a row; see {@link PostSave#created()}.
 *
 * @param <T> the entity type
 * @param sender the entity class, never a proxy or an enhanced subclass
 * @param instance the entity
 * @param context who and what led to the signal
 * @since 0.1.0
 */
public record PreSave<T>(Class<?> sender, T instance, SignalContext context) implements EntitySignal<T> {

	/**
	 * Return the name of the signal and its sender, without the values of the instance.
	 */
	@Override
	public String toString() {
		return "PreSave[" + this.sender.getName() + "]";
	}

}
