package io.github.signals;

/**
 * An entity was deleted; its identifier is still set.
 * <p>
 * Sent after the repository call, inside the repository's transaction. A persistence
 * context may issue the SQL later, at its next flush.
 *
 * @param <T> the entity type
 * @param sender the entity class, never a proxy or an enhanced subclass
 * @param instance the entity
 * @param context who and what led to the signal
 * @since 0.1.0
 */
public record PostDelete<T>(Class<?> sender, T instance, SignalContext context) implements EntitySignal<T> {

	/**
	 * Name the signal and its sender; the values of the instance are left out.
	 */
	@Override
	public String toString() {
		return "PostDelete[" + this.sender.getName() + "]";
	}

}
