package io.github.signals;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Runs a bean method before an entity is saved, on the caller's thread and in its
 * transaction. Whatever it sets on the instance is saved with it; an exception prevents
 * the save.
 * <p>
 * It can depend on what is going to be written: with {@link #on}, {@link #changed}, a
 * condition, or a parameter {@code boolean created} or {@link Changes}. What receivers
 * set does not count. See {@link PreSave} for where the stored row is read for this.
 * <p>
 * With JPA, a query first flushes the changes that such a receiver hears, whatever the
 * query reads. The receiver itself may query and flush: the entity that it is called for
 * is written after all receivers have returned.
 * <p>
 * The sender is the class given here, or the type of the instance or signal parameter.
 * See {@link Receiver} for parameters, order and errors.
 *
 * @since 0.1.0
 * @see PreSave
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Receiver(PreSave.class)
public @interface PreSaveReceiver {

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
	 * Which saves to hear.
	 * @return the kinds of saves; both by default
	 * @see Receiver#on()
	 */
	@AliasFor(annotation = Receiver.class)
	On[] on() default {};

	/**
	 * Hear a save only if it is going to change one of these attributes.
	 * @return names of attributes
	 * @see Receiver#changed()
	 */
	@AliasFor(annotation = Receiver.class)
	String[] changed() default {};

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
	 * The uids of receivers that are called before this one.
	 * @return uids
	 * @see Receiver#after()
	 */
	@AliasFor(annotation = Receiver.class)
	String[] after() default {};

}
