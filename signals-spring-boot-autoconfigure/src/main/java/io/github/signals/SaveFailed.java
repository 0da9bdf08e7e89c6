package io.github.signals;

/**
 * An entity was to be saved, and was not: what was to save it has thrown an exception,
 * and the transaction has been rolled back.
 *
 * @param <T> the entity type
 * @param sender the entity class, never a proxy or an enhanced subclass
 * @param instance the entity, as it was to be saved
 * @param cause the class of the exception
 * @param context who and what led to the signal
 * @since 0.1.0
 * @see FailureSignal
 */
public record SaveFailed<T>(Class<?> sender, T instance, Class<? extends Throwable> cause,
		SignalContext context) implements FailureSignal<T> {

	/**
	 * Return the name of the signal, its sender and the exception's class, without the
	 * values of the instance.
	 */
	@Override
	public String toString() {
		return "SaveFailed[" + this.sender.getName() + ", " + this.cause.getName() + "]";
	}

}
