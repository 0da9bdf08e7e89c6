package io.github.signals;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Connects a bean method to signals. {@link PostSaveReceiver} and the other receiver
 * annotations are composed from this annotation, and applications may compose their own.
 * Used directly, it takes one or several signals, or hears the application's own signals:
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
 * and {@link Changes} (of a {@link PreSave} or {@link PostSave}), the signal itself
 * ({@code PostSave<Order>}), {@link SignalContext}, and {@link SignalNotes} (of a save or
 * a delete). A receiver that hears the net change of a transaction (see {@link Delivery})
 * may take a {@code List} of instances or of signals instead: it is called once for each
 * transaction, with all of them.
 *
 * <h2>Bean</h2> The method may belong to any bean, and may be package-private, protected,
 * inherited, or a default method of an interface. It is called through the bean's proxy.
 * It must not be static, and it must not be private or final if the bean is proxied. A
 * lazy or prototype bean is created when it is called. Entities that are saved while the
 * beans are still being created ({@code @PostConstruct}) are heard by receivers whose
 * bean class is known from the bean definition and whose bean can be created at that
 * moment.
 *
 * <h2>Order</h2> Receivers of a signal are called in the order given by
 * {@link org.springframework.core.annotation.Order @Order} on the method, then in the
 * order of their declaration, and each of them after those that it names with
 * {@link #after}. A receiver that is already running for an instance is not called again
 * for it.
 *
 * <h2>Result</h2> What the method returns is the response to a signal that the
 * application has sent. A method that is {@link Delivery#ASYNC} or
 * {@link Delivery#DURABLE}, or that hears only the application's own signals at once, may
 * return a {@link java.util.concurrent.CompletionStage}: its thread waits for the end of
 * the stage, which is the end of the call. If the stage fails, the receiver has failed.
 * What the stage does on other threads is not part of a transaction. If the call of a
 * durable receiver takes too long, the stage is cancelled.
 *
 * <h2>Errors</h2> If the delivery is {@link Delivery#isTransactional() transactional},
 * the caller gets a {@link ReceiverException} and the transaction rolls back; otherwise
 * the error is passed to the {@link ReceiverErrorHandler}. A declaration that contradicts
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
	 * The signals to hear. If none is given, the signal parameter determines it.
	 * @return the signal classes
	 */
	@SuppressWarnings("rawtypes")
	Class<? extends Signal>[] value() default {};

	/**
	 * The senders to hear: entity classes, or interfaces and superclasses of them. If
	 * none is given, the instance or signal parameter determines it; a parameter of type
	 * {@code Object} or {@code PostSave<?>} hears every sender.
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
	 * {@link PostLoad} are only delivered {@link Delivery#IN_TRANSACTION}.
	 * @return the delivery
	 */
	Delivery delivery() default Delivery.IN_TRANSACTION;

	/**
	 * For {@link PreSave} and {@link PostSave}: which saves to hear.
	 * @return the kinds of saves; both by default
	 */
	On[] on() default {};

	/**
	 * For {@link PreSave} and {@link PostSave}: hear a save only if one of these
	 * attributes has changed; for a creation, every attribute counts as changed. For
	 * {@link CollectionChange}: hear only changes to these collections. A path through an
	 * association or a collection is refused: a change there is a change to another
	 * entity, or to the collection itself.
	 * @return names of attributes, or paths into embedded values
	 */
	String[] changed() default {};

	/**
	 * For the net change of {@link PostSave}: the associations whose entities count as
	 * parts of this one. When a part is created, changed or removed, the entity is heard
	 * as changed, once for each transaction, also if its own row is untouched. The parts
	 * are among the {@link Changes} by the name of the association and their identifier:
	 * {@code lines[7].quantity}, where {@code lines[7]} itself has changed if the part
	 * was added or removed; with one part at most, {@code invoice.total}. A part that
	 * moves from one entity to another changes both.
	 * <p>
	 * A path leads to the parts of parts ({@code "lines.taxes"}), and also names those on
	 * the way. {@code "*"} stands for all that is removed with the entity: with JPA, the
	 * associations with orphan removal. {@link #changed} may name parts and their
	 * attributes ({@code "lines.quantity"}). The entity is loaded if only its parts are.
	 * @return paths of associations; none by default
	 */
	String[] parts() default {};

	/**
	 * For {@link BulkWrite}: also report the identifiers of the rows. They are selected
	 * before the statement, in the same transaction.
	 * @return whether to select them
	 */
	boolean ids() default false;

	/**
	 * Hear a signal only if this SpEL expression is true. It can use {@code instance},
	 * {@code created}, {@code changes} and {@code signal}, and the beans by their names
	 * ({@code @name}).
	 * @return a boolean expression; none by default
	 */
	String condition() default "";

	/**
	 * Hear a signal only if these conditions are met: all of them, in addition to the
	 * other attributes. The condition is the bean of this class, or an object that is
	 * created through the bean factory, with its dependencies, when it is asked for the
	 * first time. It must be able to test every signal that the receiver hears.
	 * @return classes of conditions; none by default
	 */
	@SuppressWarnings("rawtypes")
	Class<? extends ReceiverCondition>[] when() default {};

	/**
	 * Also run for changes that are made in an import scope.
	 * @return whether to hear imports
	 * @see Signals#importing(Runnable)
	 */
	boolean imports() default false;

	/**
	 * Read the instance anew for the call, in a new transaction of the thread that calls
	 * the receiver, which commits when the receiver returns. Without it, the receiver
	 * gets the instance of the caller, who may change it meanwhile. If its row is gone,
	 * the receiver is not called. For {@link PostSave} with {@link Delivery#ASYNC} or
	 * {@link Delivery#AFTER_COMMIT}; a {@link Delivery#DURABLE} receiver always gets the
	 * instance as it is when it is called.
	 * @return whether to read it anew
	 * @see Snapshot
	 */
	boolean reload() default false;

	/**
	 * Whether a failed call of a {@link Delivery#DURABLE} receiver holds back later calls
	 * for the same entity until it has succeeded or been discarded, which preserves the
	 * order of the commits. Calls for one entity never overlap in either case. A
	 * {@link BulkWrite} has no entity, so all calls with the same sender wait for one
	 * another.
	 * @return whether later calls wait; they do by default
	 */
	boolean ordered() default true;

	/**
	 * The class that handles failures of this receiver, in place of the default behavior
	 * of the delivery. The handler is the bean of this class, or an object that is
	 * created and autowired for this receiver at its first failure. If the handler
	 * returns normally, the failure counts as handled, and the caller does not see it.
	 * For a {@link Delivery#DURABLE} receiver, the handler does not end the call: it is
	 * called for each failed attempt, and once more when the call is parked. If the class
	 * is that of a bean, the bean also handles all other failures, unless another bean is
	 * primary.
	 * @return the handler's class
	 */
	Class<? extends ReceiverErrorHandler> onError() default ReceiverErrorHandler.class;

	/**
	 * The maximum number of elements to pass in one call to a receiver that takes a
	 * {@code List}. The list of a {@link Delivery#DURABLE} receiver has what is due, of
	 * any transaction: its calls share one transaction, and are repeated one by one, as
	 * lists of one element, if it fails.
	 * @return the maximum size of the list; by default, all elements of the transaction
	 * are passed in one call, and at most 100 of them to a {@code DURABLE} receiver,
	 * which can take up to 1000
	 */
	int batchSize() default 0;

	/**
	 * The {@link #dispatchUid} of receivers that are called before this one, if they hear
	 * the same signal: whatever {@link org.springframework.core.annotation.Order @Order}
	 * says, this receiver follows them. They must have the same delivery, which must not
	 * be {@link Delivery#ASYNC} or {@link Delivery#DURABLE}. A receiver that is switched
	 * off, or that a slice of a test leaves out, is ignored.
	 * @return uids; none by default
	 */
	String[] after() default {};

	/**
	 * For {@link CallParked}: the {@link #dispatchUid} of the {@link Delivery#DURABLE}
	 * receivers whose parked calls to hear.
	 * @return uids; by default, those of all durable receivers
	 */
	String[] of() default {};

}
