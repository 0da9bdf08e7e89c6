package io.github.signals;

import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.util.Assert;

/**
 * Says what a receiver connected at run time hears, and when: the counterpart of the
 * attributes of {@link Receiver}. Immutable; each method returns a changed copy.
 *
 * <pre class="code">
 * signals.connect(ReceiverSpec.postSave(Order.class).uid("audit").delivery(Delivery.AFTER_COMMIT),
 *         (saved) -&gt; audit.write(saved.instance()));
 * </pre>
 *
 * @param <S> the signal type
 * @since 0.1.0
 */
public final class ReceiverSpec<S extends Signal<?>> {

	private final Class<?> signal;

	private final Class<?> sender;

	private final @Nullable String uid;

	private final Delivery delivery;

	private final Set<On> on;

	private final Set<String> changed;

	private final int order;

	private final boolean imports;

	private final boolean ids;

	private ReceiverSpec(Class<?> signal, Class<?> sender, @Nullable String uid, Delivery delivery, Set<On> on,
			Set<String> changed, int order, boolean imports, boolean ids) {
		this.signal = signal;
		this.sender = sender;
		this.uid = uid;
		this.delivery = delivery;
		this.on = on;
		this.changed = changed;
		this.order = order;
		this.imports = imports;
		this.ids = ids;
	}

	/**
	 * Hear signals of a class, of every sender.
	 * @param <S> the signal type
	 * @param signal the signal class, usually one of the application's own
	 * @return the specification
	 */
	public static <S extends Signal<?>> ReceiverSpec<S> of(Class<S> signal) {
		return create(signal, Object.class);
	}

	/**
	 * Hear {@link PreSave} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<PreSave<T>> preSave(Class<T> sender) {
		return create(PreSave.class, sender);
	}

	/**
	 * Hear {@link PostSave} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<PostSave<T>> postSave(Class<T> sender) {
		return create(PostSave.class, sender);
	}

	/**
	 * Hear {@link PreDelete} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<PreDelete<T>> preDelete(Class<T> sender) {
		return create(PreDelete.class, sender);
	}

	/**
	 * Hear {@link PostDelete} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<PostDelete<T>> postDelete(Class<T> sender) {
		return create(PostDelete.class, sender);
	}

	/**
	 * Hear {@link PostLoad} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<PostLoad<T>> postLoad(Class<T> sender) {
		return create(PostLoad.class, sender);
	}

	/**
	 * Hear {@link CollectionChange} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<CollectionChange<T>> collectionChange(Class<T> sender) {
		return create(CollectionChange.class, sender);
	}

	/**
	 * Hear {@link BulkWrite} of a sender and its subtypes.
	 * @param <T> the entity type
	 * @param sender the sender
	 * @return the specification
	 */
	public static <T> ReceiverSpec<BulkWrite<T>> bulkWrite(Class<T> sender) {
		return create(BulkWrite.class, sender);
	}

	private static <S extends Signal<?>> ReceiverSpec<S> create(Class<?> signal, Class<?> sender) {
		Assert.notNull(signal, "'signal' must not be null");
		Assert.notNull(sender, "'sender' must not be null");
		return new ReceiverSpec<>(signal, sender, null, Delivery.IN_TRANSACTION, Set.of(), Set.of(),
				Ordered.LOWEST_PRECEDENCE, false, false);
	}

	/**
	 * Give the receiver a stable name.
	 * @param uid the name, unique in the application; generated if none is given
	 * @return a changed copy
	 */
	public ReceiverSpec<S> uid(String uid) {
		Assert.hasText(uid, "'uid' must not be empty");
		return new ReceiverSpec<>(this.signal, this.sender, uid, this.delivery, this.on, this.changed, this.order,
				this.imports, this.ids);
	}

	/**
	 * Say when and on which thread the receiver runs.
	 * @param delivery the delivery, {@link Delivery#IN_TRANSACTION} if none is given
	 * @return a changed copy
	 */
	public ReceiverSpec<S> delivery(Delivery delivery) {
		Assert.notNull(delivery, "'delivery' must not be null");
		return new ReceiverSpec<>(this.signal, this.sender, this.uid, delivery, this.on, this.changed, this.order,
				this.imports, this.ids);
	}

	/**
	 * Hear only saves of these kinds.
	 * @param on the kinds of saves
	 * @return a changed copy
	 */
	public ReceiverSpec<S> on(On... on) {
		return new ReceiverSpec<>(this.signal, this.sender, this.uid, this.delivery, Set.copyOf(Arrays.asList(on)),
				this.changed, this.order, this.imports, this.ids);
	}

	/**
	 * Hear a save only if one of these attributes has changed, or the changes of these
	 * collections only. A path through an association or a collection is refused.
	 * @param changed names of attributes, or paths into embedded values
	 * @return a changed copy
	 */
	public ReceiverSpec<S> changed(String... changed) {
		return new ReceiverSpec<>(this.signal, this.sender, this.uid, this.delivery, this.on,
				Set.copyOf(Arrays.asList(changed)), this.order, this.imports, this.ids);
	}

	/**
	 * Give the receiver its place among the others.
	 * @param order the smaller, the earlier; last if none is given
	 * @return a changed copy
	 */
	public ReceiverSpec<S> order(int order) {
		return new ReceiverSpec<>(this.signal, this.sender, this.uid, this.delivery, this.on, this.changed, order,
				this.imports, this.ids);
	}

	/**
	 * Also hear what is changed in an import scope.
	 * @return a changed copy
	 */
	public ReceiverSpec<S> imports() {
		return new ReceiverSpec<>(this.signal, this.sender, this.uid, this.delivery, this.on, this.changed, this.order,
				true, this.ids);
	}

	/**
	 * Also tell the identifiers of what a {@link BulkWrite} has written.
	 * @return a changed copy
	 */
	public ReceiverSpec<S> ids() {
		return new ReceiverSpec<>(this.signal, this.sender, this.uid, this.delivery, this.on, this.changed, this.order,
				this.imports, true);
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
	 * Return the attributes one of which must have changed.
	 * @return the names; empty for any
	 */
	public Set<String> getChanged() {
		return this.changed;
	}

	/**
	 * Return the place among the other receivers.
	 * @return the order
	 */
	public int getOrder() {
		return this.order;
	}

	/**
	 * Return whether imports are heard.
	 * @return whether imports are heard
	 */
	public boolean isImports() {
		return this.imports;
	}

	/**
	 * Return whether the identifiers of what a statement writes are wanted.
	 * @return whether they are selected
	 */
	public boolean isIds() {
		return this.ids;
	}

}
