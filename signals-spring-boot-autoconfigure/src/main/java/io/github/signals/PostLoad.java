package io.github.signals;

/**
 * An entity was loaded by a persistence context.
 * <p>
 * Sent while the result of a query is being read, and only delivered
 * {@link Delivery#IN_TRANSACTION}. A receiver may set attributes of the instance that are
 * not stored. It must not write: the stored state must not change.
 *
 * @param <T> the entity type
 * @param sender the entity class, never a proxy or an enhanced subclass
 * @param instance the entity
 * @param context who and what led to the signal
 * @since 0.1.0
 */
public record PostLoad<T>(Class<?> sender, T instance, SignalContext context) implements EntitySignal<T> {

	/**
	 * Return the name of the signal and its sender, without the values of the instance.
	 */
	@Override
	public String toString() {
		return "PostLoad[" + this.sender.getName() + "]";
	}

}
