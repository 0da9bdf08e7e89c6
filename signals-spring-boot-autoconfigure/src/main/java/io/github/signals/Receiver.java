package io.github.signals;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Connects a bean method to signals. {@link PostSaveReceiver} and the other annotations
 * of receivers are composed from this annotation, and applications may compose their own.
 * Used directly it takes one or several signals, or hears the application's own:
 *
 * <pre class="code">
 * &#064;Receiver({ PostSave.class, PostDelete.class })
 * void refresh(Site site) { ... }
 *
 * &#064;Receiver
 * void on(OrderPaid paid) { ... }
 * </pre>
 *
 * <h2>Parameters</h2> In any order, each optional: the instance, {@code boolean created}
 * (of a {@link PostSave}), {@link Changes} (of a {@link PostSave}), the signal itself
 * ({@code PostSave<Order>}) and {@link SignalContext}. Where the net change of a
 * transaction is heard (see {@link Delivery}), a {@code List} of instances or of signals
 * instead: one call a transaction, with all of them.
 *
 * <h2>Bean</h2> The method belongs to any bean, and may be package-private, protected,
 * inherited, or an interface's default method. It is called through the bean's proxy. It
 * must not be static, and neither private nor final where the bean is proxied. A lazy or
 * prototype bean is created when it is called. What is saved while the beans are still
 * being created ({@code @PostConstruct}) is heard by receivers whose bean class is known
 * by its definition and whose bean can be created at that moment.
 *
 * <h2>Order</h2> Receivers of a signal are called by
 * {@link org.springframework.core.annotation.Order @Order} on the method, then as they
 * are declared. A receiver that is already running for an instance is not entered again
 * for it.
 *
 * <h2>Errors</h2> Where the delivery is {@link Delivery#isTransactional() transactional}
 * the caller sees a {@link ReceiverException} and the transaction rolls back; elsewhere
 * the error is handed to the {@link ReceiverErrorHandler}. A declaration that contradicts
 * itself stops the startup.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface Receiver {

	/**
	 * The signals to hear. If none is given, the parameter that is a signal tells.
	 * @return the signal classes
	 */
	@SuppressWarnings("rawtypes")
	Class<? extends Signal>[] value() default {};

	/**
	 * The senders to hear: entity classes, or interfaces and superclasses of them. If
	 * none is given, the instance or signal parameter tells; an {@code Object} or a
	 * {@code PostSave<?>} hears every sender.
	 * @return the classes whose instances, and those of their subtypes, are heard
	 */
	Class<?>[] sender() default {};

	/**
	 * The stable name of the receiver, unique in the application. It names the receiver
	 * in the configuration ({@code signals.receivers.<uid>.enabled}), in logs and when it
	 * is muted.
	 * @return the uid; by default the names of the bean and of the method, joined by a
	 * dot
	 */
	String dispatchUid() default "";

	/**
	 * When and on which thread to run. {@link PreSave}, {@link PreDelete} and
	 * {@link PostLoad} are heard {@link Delivery#IN_TRANSACTION} only.
	 * @return the delivery
	 */
	Delivery delivery() default Delivery.IN_TRANSACTION;

	/**
	 * Which saves to hear, of a {@link PostSave}.
	 * @return the kinds of saves; both by default
	 */
	On[] on() default {};

	/**
	 * Hear a save only if one of these attributes has changed, of a {@link PostSave}; for
	 * a creation every attribute counts as changed. Hear only these collections, of a
	 * {@link CollectionChange}. A path through an association or a collection is refused:
	 * what changes there is a change of another entity, or of the collection itself.
	 * @return names of attributes, or paths into embedded values
	 */
	String[] changed() default {};

	/**
	 * Also tell the identifiers of the rows, of a {@link BulkWrite}: they are selected
	 * before the statement, in the same transaction.
	 * @return whether to select them
	 */
	boolean ids() default false;

	/**
	 * Hear a signal only if this SpEL expression is true. It sees {@code instance},
	 * {@code created}, {@code changes} and {@code signal}, and the beans by their names
	 * ({@code @name}).
	 * @return a boolean expression; none by default
	 */
	String condition() default "";

	/**
	 * Also run for what is saved in an import scope.
	 * @return whether to hear imports
	 * @see Signals#importing(Runnable)
	 */
	boolean imports() default false;

	/**
	 * Whether a failed call holds back later calls for the same entity, of a
	 * {@link Delivery#DURABLE} receiver: until it has succeeded or is discarded, the
	 * order of the commits is kept. Calls for one entity never overlap either way. Of a
	 * {@link BulkWrite}, which has no entity, all calls with the same sender wait for one
	 * another.
	 * @return whether later calls wait; they do by default
	 */
	boolean ordered() default true;

	/**
	 * Who handles what this receiver throws, instead of the delivery's own rule: the bean
	 * of this class, or an object that is created and autowired for this receiver at its
	 * first failure. If the handler returns, the error is handled, and the caller does
	 * not see it. For a {@link Delivery#DURABLE} receiver the handler ends nothing: it
	 * hears of each failed attempt, and once more when the call is parked. If the class
	 * is that of a bean, it also handles all other failures, unless another bean is
	 * primary.
	 * @return the handler's class
	 */
	Class<? extends ReceiverErrorHandler> onError() default ReceiverErrorHandler.class;

	/**
	 * How many elements to hand to a receiver of a {@code List} at once.
	 * @return the size of a chunk; by default all of the transaction are handed over in
	 * one call
	 */
	int batchSize() default 0;

}
