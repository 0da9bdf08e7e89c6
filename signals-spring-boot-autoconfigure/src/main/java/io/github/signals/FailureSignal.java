package io.github.signals;

/**
 * A signal about a write that has failed: a save, or a delete.
 * <p>
 * It is delivered {@link Delivery#AFTER_ROLLBACK} only, once for each entity and
 * transaction, with the first cause. If the application catches the exception and the
 * transaction commits, nobody hears of it. In a store without transactions, receivers are
 * called at once.
 * <p>
 * The write has failed if the repository call, the call of the entity manager or the
 * flush that was to make it has thrown an exception, also if a receiver has thrown it:
 * all entities that the call or the flush was to write are signalled, because none of
 * them was written. What an earlier call or flush of the transaction had written is not:
 * {@link PostSave} and {@link PostDelete} receivers with {@link Delivery#AFTER_ROLLBACK}
 * hear of it. Nothing is signalled of statements that write many rows, and of stateless
 * sessions.
 *
 * @param <T> the entity type
 * @since 0.1.0
 */
public sealed interface FailureSignal<T> extends EntitySignal<T> permits SaveFailed, DeleteFailed {

	/**
	 * Return why the write has failed: the class of the exception as it was thrown first,
	 * before Spring translates it, such as {@code ConstraintViolationException} of
	 * Hibernate. It is {@link ReceiverException} if a receiver has thrown an exception.
	 * @return the class of the exception
	 */
	Class<? extends Throwable> cause();

}
