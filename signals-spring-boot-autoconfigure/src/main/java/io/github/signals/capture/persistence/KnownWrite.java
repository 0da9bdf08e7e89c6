package io.github.signals.capture.persistence;

import java.util.Objects;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.DispatchContext;

/**
 * What can be asked of the write of one entity. Small, as there may be very many.
 */
abstract class KnownWrite {

	/**
	 * How far a write has come. It goes on until it is delivered, and goes back only
	 * where a copy is saved in its place, or a flush in the middle of a call has left
	 * nothing of it.
	 */
	enum State {

		/** Somebody has asked for it, or changed it: no receiver has heard of that. */
		NOTED,

		/** Receivers of what comes before a save have heard of it. */
		PREPARED,

		/** A call has told receivers in the transaction that it is saved. */
		ANNOUNCED,

		/** Its row was created just as that was told: nothing is left to be said. */
		HEARD,

		/** Its row was written, and is to be signalled. */
		WRITTEN,

		/** The flush that has written it is over, but a call has to return first. */
		FLUSHED

	}

	State state = State.NOTED;

	/** Who saves it, and what receivers in the transaction have heard of that. */
	@Nullable Announcement save;

	/** What receivers have changed of it when they were called for it. */
	@Nullable Announcement change;

	/** Who deletes it, and whether receivers have heard of that. */
	@Nullable Announcement delete;

	/** How it was when receivers of what comes before a save had been called. */
	@Nullable EntityCopy prepared;

	@Nullable WrittenRow row;

	/**
	 * Whether it was as its receivers know it when the flush began, so that only
	 * callbacks can have changed it since.
	 */
	boolean asHeard;

	boolean deletePrepared;

	State state() {
		return this.state;
	}

	@Nullable Announcement save() {
		return this.save;
	}

	@Nullable Announcement change() {
		return this.change;
	}

	@Nullable Announcement delete() {
		return this.delete;
	}

	/**
	 * Return the receiver that has asked for the save, or that has changed the entity
	 * when it was called for it.
	 */
	@Nullable String cause() {
		return Announcement.cause(this.change, this.save);
	}

	/**
	 * Return who saves it, if receivers have not heard of that.
	 */
	@Nullable DispatchContext savedBy() {
		return (this.save != null && !this.save.signalled()) ? this.save.context() : null;
	}

	@Nullable DispatchContext deletedBy() {
		return (this.delete != null) ? this.delete.context() : null;
	}

	boolean isPrepared() {
		return this.prepared != null;
	}

	boolean isPreparedAs(Object entity, SharedSessionContractImplementor session) {
		return this.prepared != null && this.prepared.isSame(entity, session);
	}

	boolean isAnnounced() {
		return this.save != null && this.save.signalled();
	}

	/**
	 * Return whether receivers have heard of a save of the entity as it is.
	 */
	boolean isHeardAs(Object entity, SharedSessionContractImplementor session) {
		EntityCopy told = told();
		return isPreparedAs(entity, session) || isAnnounced() && (told == null || told.isSame(entity, session));
	}

	/**
	 * Return the entity as receivers in the transaction have heard of it, though it is
	 * not written yet.
	 */
	@Nullable EntityCopy told() {
		return (this.save != null && this.save.signalled()) ? this.save.state() : null;
	}

	/**
	 * Return whether receivers have heard of a save of which the entity has nothing any
	 * more, or something else.
	 */
	boolean isTakenBack(Object entity, SharedSessionContractImplementor session) {
		EntityCopy told = told();
		return told != null && !told.isSame(entity, session);
	}

	boolean isWritten() {
		return this.row != null;
	}

	/**
	 * Return whether anything was written that was not there: an update of Hibernate may
	 * execute no statement.
	 */
	boolean isRowWritten() {
		return this.row != null && this.row.isWritten();
	}

	/**
	 * Return the row that was written, of what was taken when it was written first.
	 */
	WrittenRow row() {
		return Objects.requireNonNull(this.row);
	}

	/**
	 * Return whether the row was created, and is not signalled yet.
	 */
	boolean isCreated() {
		return this.state == State.HEARD || this.row != null && this.row.isCreated();
	}

	/**
	 * Return whether receivers have heard that it is going to be deleted.
	 */
	boolean isDeleteHeard() {
		return this.deletePrepared || this.delete != null && this.delete.signalled();
	}

	/**
	 * Return whether they have heard so before a flush, and not of a call.
	 */
	boolean isDeletePrepared() {
		return this.deletePrepared;
	}

}
