package io.github.signals.capture.persistence;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

	private static final EntityWrite NOTHING = new EntityWrite();

	private final SessionImplementor session;

	private final ByInstance<EntityWrite> writes = new ByInstance<>();

	/** What the call of this moment creates, of which receivers have heard before. */
	private Set<Object> creations = Collections.newSetFromMap(new IdentityHashMap<>(0));

	/** How many rows were created as they were heard of, and not written again. */
	private int heard;

	private boolean deletesPrepared;

	/** Whether something may be known of what becomes managed. */
	private boolean repeats;

	Announcements(SessionImplementor session) {
		this.session = session;
	}

	/**
	 * Return what is known of the write of an entity.
	 */
	KnownWrite known(Object entity) {
		return find(entity);
	}

	private EntityWrite find(Object entity) {
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
		if (!this.session.getPersistenceContextInternal().isEntryFor(entity)) {
			this.creations.add(entity);
		}
		of(entity).prepared(Snapshot.of(entity, this.session));
	}

	/**
	 * A merge has copied an entity, and it is the copy that is going to be saved.
	 */
	void preparedAs(Object original, Object copy) {
		EntityWrite known = find(original);
		if (copy != original && known.isPrepared()) {
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
			insert.takeDelete(find(entity));
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
		return find(entity).announcedGone(context);
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
		of(entity).deleteNoted(context);
	}

	/**
	 * Receivers are hearing before the SQL that an entity is going to be deleted.
	 */
	void deletePrepared(Object entity) {
		this.deletesPrepared = true;
		of(entity).deletePrepared();
	}

	/**
	 * A call has told that it deletes an entity.
	 */
	void deleteAnnounced(Object entity, Announcement announcement) {
		this.repeats |= announcement.created();
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
		boolean asHeard = !routes.hearNetChange() && routes.of(PreSave.class).isEmpty()
				&& find(entity).createdAsHeard(routes);
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
	 * Return the saves that receivers have heard of and that were taken back before they
	 * were written: the entities, as they were heard of.
	 * @param written how many entities were written and are still to be signalled
	 * @param held what the flush has left alone
	 * @param earlier those that are known already
	 */
	Map<Object, Snapshot> takenBack(int written, Predicate<Object> held, Map<Object, Snapshot> earlier) {
		if (this.writes.size() == written + this.heard) {
			return earlier;
		}
		Map<Object, Snapshot> takenBack = new IdentityHashMap<>(earlier);
		this.writes.forEach((entity, write) -> {
			Snapshot told = write.told();
			// What was written is told with the write.
			if (told != null && !write.isWritten() && !held.test(entity)
					&& this.session.getPersistenceContextInternal().isEntryFor(entity)
					&& !told.isSame(entity, this.session)) {
				takenBack.put(entity, told);
			}
		});
		return takenBack;
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
		if (write.isWritten() || held.test(entity) || isBeingCreated(entity, write)) {
			return true;
		}
		write.forgetSave();
		return write.delete() != null;
	}

	/**
	 * Return whether a call has not made an entity persistent yet that is prepared: it
	 * may flush before.
	 */
	private boolean isBeingCreated(Object entity, EntityWrite write) {
		return write.isPrepared() && this.creations.contains(entity)
				&& !this.session.getPersistenceContextInternal().isEntryFor(entity);
	}

	/**
	 * A call begins that may create entities.
	 */
	void forgetCreations() {
		if (!this.creations.isEmpty()) {
			this.creations = Collections.newSetFromMap(new IdentityHashMap<>(0));
		}
	}

	void clear() {
		Map<Object, EntityWrite> kept = new IdentityHashMap<>(0);
		for (Object entity : this.creations) {
			EntityWrite known = find(entity);
			if (isBeingCreated(entity, known)) {
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

	/**
	 * Return the classes of what was signalled and not written.
	 */
	List<String> unwritten() {
		Set<String> names = new LinkedHashSet<>();
		this.writes.forEach((entity, write) -> {
			if (write.isAnnounced()) {
				names.add(entity.getClass().getName());
			}
		});
		return List.copyOf(names);
	}

}
