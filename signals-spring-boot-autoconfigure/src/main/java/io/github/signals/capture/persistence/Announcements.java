package io.github.signals.capture.persistence;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;

import io.github.signals.PreSave;
import io.github.signals.capture.persistence.KnownWrite.State;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * The writes of one session that are still to come, or to be signalled, by entity. A
 * flush empties it.
 */
final class Announcements {

	private static final KnownWrite NOTHING = new EntityWrite();

	private final SessionImplementor session;

	private final ByInstance<EntityWrite> writes = new ByInstance<>();

	private final Creations creations;

	/** How many rows were created as they were heard of, and not written again. */
	private int heard;

	private boolean deletesPrepared;

	/** Whether something may be known of what becomes managed. */
	private boolean repeats;

	Announcements(SessionImplementor session) {
		this.session = session;
		this.creations = new Creations(session);
	}

	/**
	 * Return what is known of the write of an entity.
	 */
	KnownWrite known(Object entity) {
		EntityWrite known = this.writes.get(entity);
		return (known != null) ? known : NOTHING;
	}

	private EntityWrite of(Object entity) {
		return this.writes.computeIfAbsent(entity, EntityWrite::new);
	}

	void forEach(BiConsumer<Object, KnownWrite> action) {
		this.writes.forEach(action);
	}

	/**
	 * The entity manager was called to save an entity.
	 */
	void saveNoted(Object entity, DispatchContext context) {
		this.repeats = true;
		of(entity).saveNoted(context);
	}

	/**
	 * A receiver has changed the entity that it was called for.
	 */
	void changed(Object entity, Announcement silent) {
		of(entity).changed(silent);
	}

	/**
	 * Receivers have heard before the SQL that an entity is going to be saved.
	 */
	void prepared(Object entity) {
		this.repeats = true;
		this.creations.prepared(entity);
		of(entity).prepared(EntityCopy.of(entity, this.session));
	}

	/**
	 * A merge has copied an entity, and it is the copy that is going to be saved.
	 */
	void preparedAs(Object original, Object copy) {
		EntityWrite known = this.writes.get(original);
		if (copy != original && known != null && known.isPrepared()) {
			known.preparedElsewhere();
			prepared(copy);
		}
	}

	/**
	 * A call has told that it saves an entity.
	 */
	void announced(Object entity, Announcement announcement) {
		of(entity).announced(announcement);
	}

	/**
	 * A call has told that it inserts an entity, which was not managed before: no save
	 * that may be known of it counts any more.
	 */
	void insertAnnounced(Object entity, Announcement announcement) {
		EntityWrite insert = new EntityWrite();
		insert.announced(announcement);
		if (this.repeats) {
			EntityWrite earlier = this.writes.get(entity);
			if (earlier != null) {
				insert.takeDelete(earlier);
			}
			this.writes.put(entity, insert);
		}
		else {
			this.writes.add(entity, insert);
		}
	}

	/**
	 * A call has told that it has saved an entity which is not managed any more.
	 * @return whether the row was created
	 */
	boolean goneAnnounced(Object entity, DispatchContext context) {
		EntityWrite known = this.writes.get(entity);
		return known != null && known.announcedGone(context);
	}

	/**
	 * An entity is not managed any more, and may become so again.
	 */
	void unmanaged() {
		this.repeats |= this.writes.size() > 0;
	}

	/**
	 * The entity manager was called to delete an entity.
	 */
	void deleteNoted(Object entity, DispatchContext context) {
		this.repeats = true;
		of(entity).deleteNoted(context);
	}

	/**
	 * Receivers are hearing before the SQL that an entity is going to be deleted.
	 */
	void deletePrepared(Object entity) {
		this.repeats = true;
		this.deletesPrepared = true;
		of(entity).deletePrepared();
	}

	/**
	 * A call has told that it deletes an entity.
	 */
	void deleteAnnounced(Object entity, Announcement announcement) {
		this.repeats = true;
		of(entity).deleteAnnounced(announcement);
	}

	void flushing() {
		this.writes.forEach((entity, write) -> write.flushing(entity, this.session));
	}

	void notFlushed() {
		this.writes.forEach((entity, write) -> write.notFlushed(entity, this.session));
	}

	/**
	 * A row was created.
	 * @return whether nobody is left to hear of it
	 */
	boolean createdAsHeard(Object entity, SenderRoutes routes) {
		boolean told = !routes.hasNetChangeReceivers() && routes.of(PreSave.class).isEmpty();
		EntityWrite known = told ? this.writes.get(entity) : null;
		boolean asHeard = known != null && known.createdAsHeard(routes);
		this.heard += asHeard ? 1 : 0;
		return asHeard;
	}

	/**
	 * A row was written.
	 * @param first takes what is known of the entity, if it is the first time
	 */
	WrittenRow written(Object entity, EntityPersister persister, SenderRoutes routes, Consumer<EntityWrite> first) {
		EntityWrite write = of(entity);
		if (!write.isWritten()) {
			this.heard -= (write.state() == State.HEARD) ? 1 : 0;
			first.accept(write);
		}
		return write.written(entity, persister, routes);
	}

	/**
	 * Return whether nothing is known but what was written.
	 * @param written how many entities were written and are still to be signalled
	 */
	boolean isAllWritten(int written) {
		return this.writes.size() == written + this.heard;
	}

	/**
	 * A flush in the middle of a call has ended: forget what was known before it, but for
	 * what is still to be signalled and what it has left alone.
	 */
	void flushed(int written, Predicate<Object> held) {
		if (this.deletesPrepared || this.writes.size() > written) {
			this.writes.retain((entity, write) -> isKept(entity, write, held));
			this.heard = 0;
			this.deletesPrepared = false;
			unmanaged();
		}
	}

	private boolean isKept(Object entity, EntityWrite write, Predicate<Object> held) {
		write.deletesFlushed();
		if (write.isWritten() || held.test(entity) || this.creations.isComing(entity, write)) {
			return true;
		}
		write.forgetSave();
		return write.delete() != null;
	}

	/**
	 * A call begins that may create entities.
	 */
	void beginCall() {
		this.creations.clear();
	}

	void clear() {
		Map<Object, EntityWrite> kept = new IdentityHashMap<>(0);
		for (Object entity : this.creations.entities()) {
			EntityWrite known = this.writes.get(entity);
			if (known != null && this.creations.isComing(entity, known)) {
				known.forgetDelete();
				kept.put(entity, known);
			}
		}
		this.writes.clear();
		kept.forEach(this.writes::put);
		this.heard = 0;
		this.deletesPrepared = false;
		this.repeats = !kept.isEmpty();
	}

}
