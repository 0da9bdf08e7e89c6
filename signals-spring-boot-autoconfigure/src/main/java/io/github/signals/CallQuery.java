package io.github.signals;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Which calls of {@link Delivery#DURABLE} receivers are meant: those that meet all
 * conditions of the query. Immutable. <pre class="code">
 * CallQuery.of("confirm_order").sender(Order.class).recordedBefore(yesterday)
 * CallQuery.all().entity(Order.class, 42)
 * </pre>
 *
 * @param uid the uid of the receiver as it was recorded, or {@code null} for any
 * @param sender the name of the entity class, or of the class of the application's own
 * signal, as it was recorded; {@code null} for any
 * @param entity the entity that the calls are about, or {@code null} for any
 * @param recordedBefore the time before which the calls were recorded, by the clock of
 * the node that recorded them; {@code null} for any
 * @since 0.1.0
 * @see DurableCalls#waiting(CallQuery, int, int)
 * @see DurableCalls#replay(CallQuery)
 */
public record CallQuery(@Nullable String uid, @Nullable String sender, @Nullable EntityReference entity,
		@Nullable Instant recordedBefore) {

	/**
	 * Return a query that all calls meet.
	 * @return the query
	 */
	public static CallQuery all() {
		return new CallQuery(null, null, null, null);
	}

	/**
	 * Return a query for the calls of a receiver.
	 * @param uid the uid of the receiver, as it was when the calls were recorded
	 * @return the query
	 */
	public static CallQuery of(String uid) {
		Assert.notNull(uid, "'uid' must not be null");
		return new CallQuery(uid, null, null, null);
	}

	/**
	 * Return a query for those of these calls that have a sender.
	 * @param sender the class of the entity, not one of its subclasses, or that of the
	 * application's own signal
	 * @return the query
	 */
	public CallQuery sender(Class<?> sender) {
		Assert.notNull(sender, "'sender' must not be null");
		return sender(sender.getName());
	}

	/**
	 * Return a query for those of these calls that have a sender, which may be a class
	 * that no longer exists.
	 * @param sender the name of the class when the calls were recorded
	 * @return the query
	 */
	public CallQuery sender(String sender) {
		Assert.notNull(sender, "'sender' must not be null");
		return new CallQuery(this.uid, sender, this.entity, this.recordedBefore);
	}

	/**
	 * Return a query for those of these calls that are about one entity: its changes, and
	 * the application's own signals about it.
	 * @param type the class of the entity, not one of its superclasses
	 * @param id its identifier, or the text of a simple one
	 * @return the query
	 */
	public CallQuery entity(Class<?> type, Object id) {
		Assert.notNull(type, "'type' must not be null");
		return entity(type.getName(), id);
	}

	/**
	 * Return a query for those of these calls that are about one entity: its changes, and
	 * the application's own signals about it.
	 * @param type the name of the class of the entity, not of one of its superclasses
	 * @param id its identifier, or the text of a simple one
	 * @return the query
	 */
	public CallQuery entity(String type, Object id) {
		return new CallQuery(this.uid, this.sender, new EntityReference(type, id), this.recordedBefore);
	}

	/**
	 * Return a query for those of these calls that were recorded before a time.
	 * @param time the time, by the clock of the node that recorded them
	 * @return the query
	 */
	public CallQuery recordedBefore(Instant time) {
		Assert.notNull(time, "'time' must not be null");
		return new CallQuery(this.uid, this.sender, this.entity, time);
	}

	/**
	 * An entity.
	 *
	 * @param type the name of its class
	 * @param id its identifier, or the text of a simple one
	 */
	public record EntityReference(String type, Object id) {

		/**
		 * Create a reference.
		 * @param type the name of its class
		 * @param id its identifier, or the text of a simple one
		 */
		public EntityReference {
			Assert.notNull(type, "'type' must not be null");
			Assert.notNull(id, "'id' must not be null");
		}

	}

}
