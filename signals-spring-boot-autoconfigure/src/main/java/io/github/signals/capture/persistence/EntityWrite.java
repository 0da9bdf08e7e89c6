package io.github.signals.capture.persistence;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * What a session knows of the write of one entity, from the first time that somebody asks
 * for it until its signals are sent: one method for each thing that may happen, which
 * says what becomes of it. Small, as there may be very many.
 */
final class EntityWrite extends KnownWrite {

	private void reach(State next) {
		this.state = (next.compareTo(this.state) > 0) ? next : this.state;
	}

	/**
	 * The entity manager was called, which tells nobody.
	 */
	void saveNoted(DispatchContext context) {
		this.save = (this.save != null) ? this.save : Announcement.silent(context, null);
	}

	/**
	 * A receiver has changed the entity that it was called for.
	 */
	void changed(Announcement silent) {
		this.change = silent;
	}

	/**
	 * Receivers have heard before the SQL that it is going to be saved.
	 */
	void prepared(EntityCopy heard) {
		this.prepared = heard;
		reach(State.PREPARED);
	}

	/**
	 * What they have heard is of a copy, which is saved in its place.
	 */
	void preparedElsewhere() {
		this.prepared = null;
		this.state = (this.state == State.PREPARED) ? State.NOTED : this.state;
	}

	/**
	 * A call has told receivers in the transaction that it is saved.
	 */
	void announced(Announcement announcement) {
		this.save = announcement;
		this.prepared = null;
		this.asHeard = false;
		reach(State.ANNOUNCED);
	}

	/**
	 * A call tells receivers that it has saved the entity, which was written and is not
	 * managed any more.
	 * @return whether the row was created
	 */
	boolean announcedGone(DispatchContext context) {
		if (this.row == null) {
			return false;
		}
		this.save = new Announcement(context, null, true, this.row.routes, this.row.isCreated(), null);
		return this.row.isCreated();
	}

	/**
	 * A flush begins, in which callbacks may change the entity: what they change belongs
	 * to the save that receivers have heard of. What an earlier flush has written, they
	 * have not heard of yet.
	 */
	void flushing(Object entity, SharedSessionContractImplementor session) {
		EntityCopy told = told();
		if (this.row == null) {
			this.asHeard = told != null && told.isSame(entity, session);
		}
	}

	/**
	 * The flush has written nothing, but callbacks may have been called.
	 */
	void notFlushed(Object entity, SharedSessionContractImplementor session) {
		if (this.asHeard && this.save != null) {
			this.save = this.save.as(EntityCopy.of(entity, session));
			this.asHeard = false;
		}
	}

	/**
	 * The row was created.
	 * @return whether it is just as all who hear of it have heard: there is nothing to be
	 * signalled, unless the flush writes the row once more
	 */
	boolean createdAsHeard(SenderRoutes routes) {
		boolean heard = this.row == null && this.save != null && this.save.isInsertFor(routes);
		if (heard) {
			reach(State.HEARD);
		}
		return heard;
	}

	/**
	 * The row was written.
	 * @return what is written of it
	 */
	WrittenRow written(Object entity, EntityPersister persister, SenderRoutes routes) {
		WrittenRow known = this.row;
		if (known == null) {
			known = new WrittenRow(entity, persister, routes);
			this.row = known;
			if (this.state == State.HEARD) {
				known.createdAsHeard();
			}
			reach(State.WRITTEN);
		}
		return known;
	}

	/**
	 * A flush has ended that has written it, or the rest of it.
	 */
	void flushed() {
		reach(State.FLUSHED);
	}

	/**
	 * Its signals are going to be sent: what is known of the entity from now on is of
	 * another write.
	 */
	SettledWrite deliver() {
		WrittenRow written = row();
		SettledWrite settled = new SettledWrite(written, this.save, this.change,
				written.isDeleted() ? this.delete : null, this.asHeard, this.state == State.FLUSHED);
		this.delete = written.isDeleted() ? null : this.delete;
		forgetSave();
		return settled;
	}

	/**
	 * Forget everything but that it is going to be deleted.
	 */
	void forgetSave() {
		this.save = null;
		this.change = null;
		this.prepared = null;
		this.row = null;
		this.asHeard = false;
		this.state = State.NOTED;
	}

	void deleteNoted(DispatchContext context) {
		this.delete = (this.delete != null) ? this.delete : Announcement.silent(context, null);
	}

	void deleteAnnounced(Announcement announcement) {
		this.delete = announcement;
	}

	/**
	 * Receivers are hearing before the SQL that it is going to be deleted.
	 */
	void deletePrepared() {
		this.deletePrepared = true;
	}

	/**
	 * A flush has deleted what was to be deleted.
	 */
	void deletesFlushed() {
		this.deletePrepared = false;
	}

	void forgetDelete() {
		this.delete = null;
		this.deletePrepared = false;
	}

	/**
	 * Another write of the entity begins: a delete that this one has not written is to
	 * come with it.
	 */
	void takeDelete(EntityWrite earlier) {
		if (earlier.row == null || !earlier.row.isDeleted()) {
			this.delete = earlier.delete;
		}
		this.deletePrepared = earlier.deletePrepared;
	}

}
