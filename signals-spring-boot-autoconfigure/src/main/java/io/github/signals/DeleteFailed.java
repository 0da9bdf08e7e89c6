package io.github.signals;

/**
 * An entity was to be deleted, and was not: what was to delete it has thrown an
 * exception, and the transaction has been rolled back.
 *
 * @param <T> the entity type
 * @param sender the entity class, never a proxy or an enhanced subclass
 * @param instance the entity, as it was to be deleted
 * @param cause the class of the exception
 * @param context who and what led to the signal
 * @since 0.1.0
 * @see FailureSignal
 */
public record DeleteFailed<T>(Class<?> sender, T instance, Class<? extends Throwable> cause,
		SignalContext context) implements FailureSignal<T> {

	/**
	 * Return the name of the signal, its sender and the exception's class, without the
	 * values of the instance.
	 */
	@Override
	public String toString() {
		return "DeleteFailed[" + this.sender.getName() + ", " + this.cause.getName() + "]";
	}

}
