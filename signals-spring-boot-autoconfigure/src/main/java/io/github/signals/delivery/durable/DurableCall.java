package io.github.signals.delivery.durable;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A call as it is recorded.
 *
 * @param sequence the place in the order, or {@code 0} if it is not written yet
 * @param id what identifies the call
 * @param uid the uid of the receiver
 * @param partition one of the partitions of the receiver, always the same for an entity
 * @param entity what calls for the same entity have in common
 * @param sender the name of the entity class, or of the class of the application's own
 * signal
 * @param operation what was done
 * @param payload the rest, as JSON in UTF-8
 * @param attempts how often the receiver was called
 * @param recorded when it was recorded
 */
record DurableCall(long sequence, String id, String uid, int partition, String entity, String sender, String operation,
		byte[] payload, int attempts, long recorded) {

	/**
	 * How many partitions a receiver has. Stored with each call, and not to be changed.
	 */
	static final int PARTITIONS = 16;

	static DurableCall of(UUID id, String uid, String sender, String entityId, Operation operation, byte[] payload,
			long recorded) {
		Key key = Key.of(sender, entityId);
		return new DurableCall(0, id.toString(), uid, key.partition(), key.entity(), sender, operation.name(), payload,
				0, recorded);
	}

	/**
	 * Return the same call in the same partition, about a class of another name.
	 */
	DurableCall about(String sender) {
		return new DurableCall(this.sequence, this.id, this.uid, this.partition, this.entity, sender, this.operation,
				this.payload, this.attempts, this.recorded);
	}

	/**
	 * Return the same call with another record.
	 */
	DurableCall withPayload(byte[] payload) {
		return new DurableCall(this.sequence, this.id, this.uid, this.partition, this.entity, this.sender,
				this.operation, payload, this.attempts, this.recorded);
	}

	/**
	 * Return what identifies the call, which is of this form unless somebody has changed
	 * it.
	 */
	UUID uuid() {
		try {
			return UUID.fromString(this.id);
		}
		catch (IllegalArgumentException ex) {
			return UUID.nameUUIDFromBytes(this.id.getBytes(StandardCharsets.UTF_8));
		}
	}

	/**
	 * Return what was done, if this version knows it.
	 */
	Operation knownOperation() {
		return ImpossibleCallException.known(Operation.class, "an operation", this.operation);
	}

	/**
	 * Return whether it is about a row that was saved.
	 */
	boolean isSave() {
		return this.operation.equals(Operation.CREATED.name()) || this.operation.equals(Operation.UPDATED.name());
	}

	Partition partitionKey() {
		return new Partition(this.uid, this.partition);
	}

	/**
	 * What was done to the entity or a collection of it, or that the application has sent
	 * a signal.
	 */
	enum Operation {

		CREATED, UPDATED, DELETED, COLLECTION, BULK, SIGNAL

	}

	/**
	 * What calls for the same entity have in common.
	 *
	 * @param entity a text
	 * @param partition the number of the partition
	 */
	record Key(String entity, int partition) {

		static Key of(String sender, String entityId) {
			String key = sender + "#" + entityId;
			return new Key((key.length() <= 200) ? key : Digests.of(key),
					Math.floorMod(Digests.spread(key), PARTITIONS));
		}

	}

	/**
	 * A part of the calls of a receiver, which one node at a time works on.
	 *
	 * @param uid the uid of the receiver
	 * @param number the number of the partition
	 */
	record Partition(String uid, int number) {

	}

}
