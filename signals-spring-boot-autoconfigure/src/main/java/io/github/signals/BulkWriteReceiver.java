package io.github.signals;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Runs a bean method when a statement has written many rows at once, as a
 * {@code @Modifying} query does: right after the statement in the caller's transaction,
 * or when the {@link #delivery} specifies.
 * <p>
 * The sender is the class given here, or that of the signal parameter
 * ({@code BulkWrite<Order>}); there is no instance. See {@link Receiver} for parameters,
 * order and errors.
 *
 * @since 0.1.0
 * @see BulkWrite
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Receiver(BulkWrite.class)
public @interface BulkWriteReceiver {

	/**
	 * Alias for {@link #sender}.
	 * @return the senders
	 */
	@AliasFor(annotation = Receiver.class, attribute = "sender")
	Class<?>[] value() default {};

	/**
	 * The senders to hear.
	 * @return the senders
	 * @see Receiver#sender()
	 */
	@AliasFor(annotation = Receiver.class, attribute = "sender")
	Class<?>[] sender() default {};

	/**
	 * The stable name of the receiver, unique in the application.
	 * @return the uid
	 * @see Receiver#dispatchUid()
	 */
	@AliasFor(annotation = Receiver.class)
	String dispatchUid() default "";

	/**
	 * When and on which thread to run.
	 * @return the delivery
	 * @see Receiver#delivery()
	 */
	@AliasFor(annotation = Receiver.class)
	Delivery delivery() default Delivery.IN_TRANSACTION;

	/**
	 * Also report the identifiers of the rows.
	 * @return whether to select them before the statement
	 * @see Receiver#ids()
	 */
	@AliasFor(annotation = Receiver.class)
	boolean ids() default false;

	/**
	 * Hear a signal only if this SpEL expression is true.
	 * @return a boolean expression
	 * @see Receiver#condition()
	 */
	@AliasFor(annotation = Receiver.class)
	String condition() default "";

	/**
	 * Hear a signal only if these conditions are met.
	 * @return classes of conditions, all of which are required
	 * @see Receiver#when()
	 */
	@SuppressWarnings("rawtypes")
	@AliasFor(annotation = Receiver.class)
	Class<? extends ReceiverCondition>[] when() default {};

	/**
	 * Also run for changes that are made in an import scope.
	 * @return whether to hear imports
	 * @see Receiver#imports()
	 */
	@AliasFor(annotation = Receiver.class)
	boolean imports() default false;

	/**
	 * Whether a failed call of a {@link Delivery#DURABLE} receiver holds back later
	 * calls. A statement has no entity, so all calls with the same sender wait for one
	 * another.
	 * @return whether later calls wait; they do by default
	 * @see Receiver#ordered()
	 */
	@AliasFor(annotation = Receiver.class)
	boolean ordered() default true;

	/**
	 * The class that handles failures of this receiver.
	 * @return the handler's class
	 * @see Receiver#onError()
	 */
	@AliasFor(annotation = Receiver.class)
	Class<? extends ReceiverErrorHandler> onError() default ReceiverErrorHandler.class;

	/**
	 * The maximum number of elements to pass in one call to a receiver that takes a
	 * {@code List}.
	 * @return the maximum size of the list
	 * @see Receiver#batchSize()
	 */
	@AliasFor(annotation = Receiver.class)
	int batchSize() default 0;

	/**
	 * The uids of receivers that are called before this one.
	 * @return uids
	 * @see Receiver#after()
	 */
	@AliasFor(annotation = Receiver.class)
	String[] after() default {};

}
