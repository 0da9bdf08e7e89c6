package io.github.signals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.util.Assert;

/**
 * Specifies what a receiver that is connected at run time hears, and when: the
 * counterpart of the attributes of {@link Receiver}. Immutable; each method returns a
 * changed copy.
 *
 * <pre class="code">
 * signals.connect(ReceiverSpec.postSave(Order.class).uid("audit").delivery(Delivery.AFTER_COMMIT),
 *         (saved) -&gt; audit.write(saved.instance()));
 * </pre>
 *
 * It cannot be {@link Delivery#DURABLE}, and so has no {@link Receiver#ordered()}: a
 * recorded call may outlive the receiver, and another node, or this one after a restart,
 * would not find it. For that, declare a bean method with a
 * {@link Receiver#dispatchUid()}, and switch it with {@link Signals#disable(String)} and
 * {@link Signals#enable(String)}.
 *
 * @param <S> the signal type
 * @since 0.1.0
 */
public final class ReceiverSpec<S extends Signal<?>> {

	private final Class<?> signal;

	private final Class<?> sender;

	private @Nullable String uid;

	private Delivery delivery = Delivery.IN_TRANSACTION;

	private Set<On> on = Set.of();

	private Set<String> changed = Set.of();

	private List<String> parts = List.of();

	private String condition = "";

	private List<ReceiverCondition<? super S>> when = List.of();

	private List<Class<? extends ReceiverCondition<? super S>>> whenTypes = List.of();

	private int order = Ordered.LOWEST_PRECEDENCE;

	private List<String> after = List.of();

	private boolean imports;

	private boolean ids;

	private boolean notes;

	private boolean reload;

	private int batchSize;

	private @Nullable ReceiverErrorHandler onError;

	private ReceiverSpec(Class<?> signal, Class<?> sender) {
		Assert.notNull(signal, "'signal' must not be null");
		Assert.notNull(sender, "'sender' must not be null");
		this.signal = signal;
		this.sender = sender;
	}

	private ReceiverSpec<S> with(Consumer<ReceiverSpec<S>> change) {
		ReceiverSpec<S> copy = new ReceiverSpec<>(this.signal, this.sender);
		copy.uid = this.uid;
		copy.delivery = this.delivery;
		copy.on = this.on;
		copy.changed = this.changed;
		copy.parts = this.parts;
		copy.condition = this.condition;
		copy.when = this.when;
		copy.whenTypes = this.whenTypes;
		copy.order = this.order;
		copy.after = this.after;
		copy.imports = this.imports;
		copy.ids = this.ids;
		copy.notes = this.notes;
		copy.reload = this.reload;
		copy.batchSize = this.batchSize;
		copy.onError = this.onError;
		change.accept(copy);
		return copy;
	}

	/**
	 * Hear signals of a class from every sender.
	 * @param <S> the signal type
	 * @param signal the signal class, usually one of the application's own
	 * @return the specification
	 */
	public static <S extends Signal<?>> ReceiverSpec<S> of(Class<S> signal) {
		return new ReceiverSpec<>(signal, Object.class);
	}

	/**
	 * Hear {@link PreSave} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<PreSave<T>> preSave(Class<T> sender) {
		return new ReceiverSpec<>(PreSave.class, sender);
	}

	/**
	 * Hear {@link PostSave} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<PostSave<T>> postSave(Class<T> sender) {
		return new ReceiverSpec<>(PostSave.class, sender);
	}

	/**
	 * Hear {@link PreDelete} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<PreDelete<T>> preDelete(Class<T> sender) {
		return new ReceiverSpec<>(PreDelete.class, sender);
	}

	/**
	 * Hear {@link PostDelete} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<PostDelete<T>> postDelete(Class<T> sender) {
		return new ReceiverSpec<>(PostDelete.class, sender);
	}

	/**
	 * Hear {@link SaveFailed} of a sender and its subtypes, after the rollback.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<SaveFailed<T>> saveFailed(Class<T> sender) {
		ReceiverSpec<SaveFailed<T>> spec = new ReceiverSpec<>(SaveFailed.class, sender);
		return spec.delivery(Delivery.AFTER_ROLLBACK);
	}

	/**
	 * Hear {@link DeleteFailed} of a sender and its subtypes, after the rollback.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<DeleteFailed<T>> deleteFailed(Class<T> sender) {
		ReceiverSpec<DeleteFailed<T>> spec = new ReceiverSpec<>(DeleteFailed.class, sender);
		return spec.delivery(Delivery.AFTER_ROLLBACK);
	}

	/**
	 * Hear {@link PostLoad} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<PostLoad<T>> postLoad(Class<T> sender) {
		return new ReceiverSpec<>(PostLoad.class, sender);
	}

	/**
	 * Hear {@link CollectionChange} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<CollectionChange<T>> collectionChange(Class<T> sender) {
		return new ReceiverSpec<>(CollectionChange.class, sender);
	}

	/**
	 * Hear {@link BulkWrite} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<BulkWrite<T>> bulkWrite(Class<T> sender) {
		return new ReceiverSpec<>(BulkWrite.class, sender);
	}

	/**
	 * Give the receiver a stable name.
	 * @param uid the name, unique in the application; generated if none is given
	 * @return a changed copy
	 */
	public ReceiverSpec<S> uid(String uid) {
		Assert.hasText(uid, "'uid' must not be empty");
		return with((copy) -> copy.uid = uid);
	}

	/**
	 * Set when and on which thread the receiver runs.
	 * @param delivery the delivery, {@link Delivery#IN_TRANSACTION} if none is given;
	 * {@link Delivery#DURABLE} is refused by {@link Signals#connect}
	 * @return a changed copy
	 */
	public ReceiverSpec<S> delivery(Delivery delivery) {
		Assert.notNull(delivery, "'delivery' must not be null");
		return with((copy) -> copy.delivery = delivery);
	}

	/**
	 * Hear only saves of these kinds.
	 * @param on the kinds of saves
	 * @return a changed copy
	 */
	public ReceiverSpec<S> on(On... on) {
		return with((copy) -> copy.on = Set.copyOf(Arrays.asList(on)));
	}

	/**
	 * Hear a save only if one of these attributes has changed, or only the changes to
	 * these collections. A path through an association or a collection is refused.
	 * @param changed names of attributes, or paths into embedded values
	 * @return a changed copy
	 */
	public ReceiverSpec<S> changed(String... changed) {
		return with((copy) -> copy.changed = Set.copyOf(Arrays.asList(changed)));
	}

	/**
	 * Hear a change of these parts as a change of the entity.
	 * @param parts paths of associations
	 * @return a changed copy
	 * @see Receiver#parts()
	 */
	public ReceiverSpec<S> parts(String... parts) {
		return with((copy) -> copy.parts = List.of(parts));
	}

	/**
	 * Hear a signal only if a SpEL expression is true. It can use {@code instance},
	 * {@code created}, {@code changes} and {@code signal}, and the beans by their names
	 * ({@code @name}).
	 * @param condition a boolean expression
	 * @return a changed copy
	 */
	public ReceiverSpec<S> condition(String condition) {
		Assert.hasText(condition, "'condition' must not be empty");
		return with((copy) -> copy.condition = condition);
	}

	/**
	 * Hear a signal only if a condition is met, in addition to those that were given
	 * before.
	 * @param condition the condition
	 * @return a changed copy
	 * @see ReceiverConditions
	 */
	public ReceiverSpec<S> when(ReceiverCondition<? super S> condition) {
		Assert.notNull(condition, "'condition' must not be null");
		return with((copy) -> copy.when = plus(this.when, condition));
	}

	/**
	 * Hear a signal only if a condition is met, in addition to those that were given
	 * before. The condition is the bean of this class, or an object that is created when
	 * it is asked for the first time.
	 * @param condition the class of the condition
	 * @return a changed copy
	 * @see Receiver#when()
	 */
	public ReceiverSpec<S> when(Class<? extends ReceiverCondition<? super S>> condition) {
		Assert.notNull(condition, "'condition' must not be null");
		return with((copy) -> copy.whenTypes = plus(this.whenTypes, condition));
	}

	private static <E> List<E> plus(List<E> list, E element) {
		List<E> longer = new ArrayList<>(list);
		longer.add(element);
		return List.copyOf(longer);
	}

	/**
	 * Set the maximum number of signals to pass in one call to a receiver that hears all
	 * signals of a transaction.
	 * @param batchSize the maximum size of the list; if none is given, all signals are
	 * passed in one call
	 * @return a changed copy
	 * @see Signals#connectBatch(ReceiverSpec, SignalBatchReceiver)
	 */
	public ReceiverSpec<S> batchSize(int batchSize) {
		Assert.isTrue(batchSize > 0, "'batchSize' must be at least 1");
		return with((copy) -> copy.batchSize = batchSize);
	}

	/**
	 * Set the handler for failures of the receiver, in place of the default behavior of
	 * the delivery. If the handler returns normally, the failure counts as handled, and
	 * the caller does not see it.
	 * @param onError the handler
	 * @return a changed copy
	 */
	public ReceiverSpec<S> onError(ReceiverErrorHandler onError) {
		Assert.notNull(onError, "'onError' must not be null");
		return with((copy) -> copy.onError = onError);
	}

	/**
	 * Set the order of the receiver among the others.
	 * @param order the order, where lower values are called earlier; last if none is
	 * given
	 * @return a changed copy
	 */
	public ReceiverSpec<S> order(int order) {
		return with((copy) -> copy.order = order);
	}

	/**
	 * Call the receiver after others that hear the same signal, whatever their order.
	 * @param after the uids of connected receivers with the same delivery
	 * @return a changed copy
	 * @see Receiver#after()
	 */
	public ReceiverSpec<S> after(String... after) {
		return with((copy) -> copy.after = List.of(after));
	}

	/**
	 * Also hear changes that are made in an import scope.
	 * @return a changed copy
	 */
	public ReceiverSpec<S> imports() {
		return with((copy) -> copy.imports = true);
	}

	/**
	 * Also report the identifiers of the rows that a {@link BulkWrite} has written.
	 * @return a changed copy
	 */
	public ReceiverSpec<S> ids() {
		return with((copy) -> copy.ids = true);
	}

	/**
	 * Take the notes that receivers of the same write leave for one another:
	 * {@link SignalContext#notes()}.
	 * @return a changed copy
	 */
	public ReceiverSpec<S> notes() {
		return with((copy) -> copy.notes = true);
	}

	/**
	 * Read the instance anew for each call, in a new transaction of the thread that calls
	 * the receiver.
	 * @return a changed copy
	 * @see Receiver#reload()
	 */
	public ReceiverSpec<S> reload() {
		return with((copy) -> copy.reload = true);
	}

	/**
	 * Return the signal to hear.
	 * @return the signal class
	 */
	public Class<?> getSignal() {
		return this.signal;
	}

	/**
	 * Return the sender to hear.
	 * @return the sender
	 */
	public Class<?> getSender() {
		return this.sender;
	}

	/**
	 * Return the stable name.
	 * @return the uid, or {@code null} if one is to be generated
	 */
	public @Nullable String getUid() {
		return this.uid;
	}

	/**
	 * Return when and on which thread the receiver runs.
	 * @return the delivery
	 */
	public Delivery getDelivery() {
		return this.delivery;
	}

	/**
	 * Return which saves to hear.
	 * @return the kinds of saves; empty for all
	 */
	public Set<On> getOn() {
		return this.on;
	}

	/**
	 * Return the attributes of which at least one must have changed.
	 * @return the names; empty for any
	 */
	public Set<String> getChanged() {
		return this.changed;
	}

	/**
	 * Return the parts that count as the entity.
	 * @return paths of associations; empty for none
	 */
	public List<String> getParts() {
		return this.parts;
	}

	/**
	 * Return the condition under which to hear a signal.
	 * @return the SpEL expression; empty for none
	 */
	public String getCondition() {
		return this.condition;
	}

	/**
	 * Return the conditions that must be met.
	 * @return all conditions that were given as objects; empty for none
	 */
	public List<ReceiverCondition<? super S>> getWhen() {
		return this.when;
	}

	/**
	 * Return the classes of conditions that must be met.
	 * @return all conditions that were given by their classes; empty for none
	 */
	public List<Class<? extends ReceiverCondition<? super S>>> getWhenTypes() {
		return this.whenTypes;
	}

	/**
	 * Return the maximum number of signals to pass in one call.
	 * @return the maximum size of the list; {@code 0} for all signals of the transaction
	 */
	public int getBatchSize() {
		return this.batchSize;
	}

	/**
	 * Return the handler for failures of the receiver.
	 * @return the handler, or {@code null} for the default behavior of the delivery
	 */
	public @Nullable ReceiverErrorHandler getOnError() {
		return this.onError;
	}

	/**
	 * Return the order among the other receivers.
	 * @return the order
	 */
	public int getOrder() {
		return this.order;
	}

	/**
	 * Return the receivers that are called before this one.
	 * @return their uids; empty for none
	 */
	public List<String> getAfter() {
		return this.after;
	}

	/**
	 * Return whether imports are heard.
	 * @return whether imports are heard
	 */
	public boolean isImports() {
		return this.imports;
	}

	/**
	 * Return whether to report the identifiers of the rows that a statement writes.
	 * @return whether they are selected
	 */
	public boolean isIds() {
		return this.ids;
	}

	/**
	 * Return whether the receiver takes the notes of a write.
	 * @return whether it takes them
	 */
	public boolean isNotes() {
		return this.notes;
	}

	/**
	 * Return whether to read the instance anew for each call.
	 * @return whether it is read
	 */
	public boolean isReload() {
		return this.reload;
	}

}
