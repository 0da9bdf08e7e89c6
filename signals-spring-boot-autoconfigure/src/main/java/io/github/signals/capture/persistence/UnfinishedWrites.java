package io.github.signals.capture.persistence;

import java.util.Set;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;

import io.github.signals.capture.persistence.KnownWrite.State;

/**
 * What was written while its receivers were called, and is going to be written once more,
 * as they had not returned yet.
 */
final class UnfinishedWrites {

	private final SessionImplementor session;

	private final RepeatedUpdates repeats;

	private Set<Object> entities = Set.of();

	UnfinishedWrites(SessionImplementor session, RepeatedUpdates repeats) {
		this.session = session;
		this.repeats = repeats;
	}

	/**
	 * A flush has ended while receivers are called.
	 * @param called the entities that they are called for
	 */
	void flushed(Set<Object> called, Announcements announced) {
		called.removeIf((entity) -> !announced.known(entity).isWritten());
		this.entities = called;
	}

	boolean isEmpty() {
		return this.entities.isEmpty();
	}

	/**
	 * Return whether receivers may hear of a write now: what was inserted early, and is
	 * going to be deleted, is left to the flush.
	 */
	boolean isSettled(EntityWrite write) {
		Object entity = write.row().entity;
		return !contains(entity) && (write.state() == State.FLUSHED || !isToBeDeleted(entity));
	}

	private boolean isToBeDeleted(Object entity) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		return entry != null && entry.getStatus() == Status.DELETED;
	}

	/**
	 * Return whether an entity has to be written once more.
	 */
	private boolean contains(Object entity) {
		if (!this.entities.contains(entity)) {
			return false;
		}
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		return entry != null
				&& Dirtiness.isToBeSaved(entity, entry, this.session.asEventSource(), !this.repeats.contains(entity));
	}

	void clear() {
		this.entities = Set.of();
	}

}
