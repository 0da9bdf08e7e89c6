package io.github.signals;

/**
 * An entity was deleted; its identifier is still set.
 * <p>
 * Sent after a repository call, inside the repository's transaction; JPA may issue the
 * SQL later, at its next flush. For entities that JPA deletes without a repository call,
 * and for those that a call cascades to, it is sent right after the flush that has
 * deleted the row.
 *
 * @param <T> the entity type
 * @param sender the entity class, never a proxy or an enhanced subclass
 * @param instance the entity
 * @param context who and what led to the signal
 * @since 0.1.0
 */
public record PostDelete<T>(Class<?> sender, T instance, SignalContext context) implements EntitySignal<T> {

	/**
	 * Return the name of the signal and its sender, without the values of the instance.
	 */
	@Override
	public String toString() {
		return "PostDelete[" + this.sender.getName() + "]";
	}

}
