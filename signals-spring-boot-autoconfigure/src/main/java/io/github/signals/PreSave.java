package io.github.signals;

/**
 * An entity is about to be saved. Whatever a receiver sets on the instance is saved with
 * it.
 * <p>
 * Sent before a repository call, inside the repository's transaction, with the object
 * that was passed to the call. For entities that JPA writes without a repository call, it
 * is sent before the call of the entity manager that creates the entity or before the
 * flush that writes its change, and once more if the entity has been changed since. Never
 * sent inside a flush, so a receiver may use the persistence context.
 * <p>
 * What is created and what changes is what {@link PostSave} would report of this save if
 * no receiver changed the instance: all receivers of one signal get the same, whatever
 * those before them have set. JPA compares a managed entity with the state that it has
 * loaded, and a detached one with the row that the save reads anyway. The row is read
 * once where the save reads nothing: by Spring Data JDBC and other stores, by a
 * {@code StatelessSession}, and for an entity whose assigned identifier has no row yet.
 *
 * @param <T> the entity type
 * @param sender the entity class, never a proxy or an enhanced subclass
 * @param instance the entity
 * @param created whether the save is going to create the row; {@code false} if no
 * receiver of the sender asks for it
 * @param changes the differences from the stored state; empty if no receiver of the
 * sender asks for them. They include neither what receivers set nor what Hibernate or the
 * database generates when the row is updated, such as the version
 * @param context who and what led to the signal
 * @since 0.1.0
 */
public record PreSave<T>(Class<?> sender, T instance, boolean created, Changes changes,
		SignalContext context) implements SaveSignal<T> {

	/**
	 * Return the name of the signal and its sender, without the values of the instance.
	 */
	@Override
	public String toString() {
		return "PreSave[" + this.sender.getName() + "]";
	}

}
