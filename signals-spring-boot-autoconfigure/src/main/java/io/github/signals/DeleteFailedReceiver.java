package io.github.signals;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Runs a bean method after a rollback, when an entity was to be deleted and the delete
 * has failed.
 * <p>
 * The sender is the class given here, or the type of the instance or signal parameter.
 * See {@link Receiver} for parameters, order and errors.
 *
 * @since 0.1.0
 * @see DeleteFailed
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Receiver(value = DeleteFailed.class, delivery = Delivery.AFTER_ROLLBACK)
public @interface DeleteFailedReceiver {

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
