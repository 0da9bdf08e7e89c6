package io.github.signals;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Runs a bean method when a call of a {@link Delivery#DURABLE} receiver is parked, so
 * that somebody hears of it:
 *
 * <pre class="code">
 * &#064;ParkedReceiver(of = "confirm_order", dispatchUid = "tell_support")
 * void tellSupport(ParkedCall call) { ... }
 * </pre>
 *
 * The method is {@code DURABLE} itself: its call is recorded in the transaction in which
 * the other call is parked, and made by any node, on a thread and in a transaction of its
 * own, at least once. It has its own attempts. If they fail, its call is parked too, and
 * no receiver hears of that. A {@link ReceiverErrorHandler} hears of a parked call at
 * once, but only on the node that has made it, and only in memory.
 * <p>
 * The tenant, the actor, and what {@link CallContext} beans have recorded are those of
 * the parked call; {@link SignalContext#causedBy()} is its receiver. The method takes the
 * {@link ParkedCall}, or the signal {@link CallParked}; see {@link Receiver} for the
 * other rules. The calls are independent of each other: no order is promised.
 *
 * @since 0.1.0
 * @see CallParked
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Receiver(value = CallParked.class, sender = ParkedCall.class, delivery = Delivery.DURABLE)
public @interface ParkedReceiver {

	/**
	 * Alias for {@link #of}.
	 * @return the uids of durable receivers
	 */
	@AliasFor(annotation = Receiver.class, attribute = "of")
	String[] value() default {};

	/**
	 * The receivers whose parked calls to hear.
	 * @return the uids of durable receivers; all of them by default
	 * @see Receiver#of()
	 */
	@AliasFor(annotation = Receiver.class, attribute = "of")
	String[] of() default {};

	/**
	 * The stable name of the receiver, unique in the application. It is required, and
	 * must never change.
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

}
