package io.github.signals;

/**
 * An entity is about to be deleted; its row is still there, and its identifier is set. A
 * receiver that throws prevents the delete.
 * <p>
 * Sent before a repository call, inside the repository's transaction. If the call names
 * only an identifier, the entity is loaded for the receivers; nothing is sent for a row
 * that does not exist. For entities that JPA deletes without a repository call, and for
 * those that a call cascades to, it is sent before the flush that deletes the row: for
 * children before their parents.
 *
 * @param <T> the entity type
 * @param sender the entity class, never a proxy or an enhanced subclass
 * @param instance the entity
 * @param context who and what led to the signal
 * @since 0.1.0
 */
public record PreDelete<T>(Class<?> sender, T instance, SignalContext context) implements EntitySignal<T> {

	/**
	 * Return the name of the signal and its sender, without the values of the instance.
	 */
	@Override
	public String toString() {
		return "PreDelete[" + this.sender.getName() + "]";
	}

}
