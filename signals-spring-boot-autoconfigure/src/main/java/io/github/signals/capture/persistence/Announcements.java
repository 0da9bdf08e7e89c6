package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.DataSignal;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.CallObserver;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.SenderRoutes;

/**
 * What is known in one session of writes that are still to come: what has been said of
 * them, and by whom. A flush empties it.
 */
final class Announcements implements CallObserver {

	private final WriteSignals signals;

	private final SessionImplementor session;

	private final ByInstance<Pending> pending = new ByInstance<>();

	private final ByInstance<Announcement> deletes = new ByInstance<>();

	private final ByInstance<Boolean> removed = new ByInstance<>();

	private final ByInstance<Boolean> preparedDeletes = new ByInstance<>();

	private final ByInstance<Boolean> merged = new ByInstance<>();

	private Set<Object> creations = Collections.newSetFromMap(new IdentityHashMap<>(0));

	private @Nullable Announcement unheard;

	private int inserted;

	private boolean repeats;

	private @Nullable Culprits culprits;

	Announcements(WriteSignals signals, SessionImplementor session) {
		this.signals = signals;
		this.session = session;
	}

	/**
	 * An entity is going to be deleted by the next flush.
	 */
	void removed(Object entity) {
		if (this.preparedDeletes.get(entity) == null) {
			this.removed.put(entity, true);
		}
	}

	void deletePrepared(Object entity) {
		this.preparedDeletes.put(entity, true);
	}

	/**
	 * Return what is going to be deleted and was not asked for yet: the parts of a
	 * cascade before what they belong to.
	 */
	List<Object> takeRemoved() {
		List<Object> entities = new ArrayList<>();
		this.removed.forEach((entity, pending) -> entities.add(entity));
		this.removed.clear();
		return entities;
	}

	/**
	 * Receivers have heard before the SQL that an entity is going to be saved.
	 */
	void prepared(Object entity) {
		this.repeats = true;
		if (this.session.getPersistenceContextInternal().getEntry(entity) == null) {
			this.creations.add(entity);
		}
		pending(entity).prepared = this.signals.snapshot(entity, this.session);
	}

	void preparedAs(Object original, Object copy) {
		Pending known = this.pending.get(original);
		if (copy != original && known != null && known.prepared != null) {
			known.prepared = null;
			prepared(copy);
		}
	}

	boolean isPrepared(Object entity) {
		Pending known = this.pending.get(entity);
		Snapshot snapshot = (known != null) ? known.prepared : null;
		return snapshot != null && snapshot.isSame(entity, this.session);
	}

	boolean isSaved(Object entity) {
		Announcement announced = save(entity);
		return announced != null && announced.signalled()
				&& (announced.state() == null || announced.state().isSame(entity, this.session));
	}

	/**
	 * Return whether receivers have heard of a save of which the entity has nothing any
	 * more, or something else.
	 */
	boolean isTakenBack(Object entity) {
		Snapshot told = told(entity);
		return told != null && !told.isSame(entity, this.session);
	}

	/**
	 * A merge has made a copy persistent.
	 */
	void merged(Object copy) {
		this.merged.put(copy, true);
	}

	/**
	 * Return what merges have created since the last call, if it waits to be inserted and
	 * nobody was asked for it.
	 */
	List<Object> takeMerged() {
		List<Object> copies = new ArrayList<>();
		this.merged.forEach((copy, waiting) -> {
			EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(copy);
			if (entry != null && entry.getStatus() == Status.MANAGED && !entry.isExistsInDatabase() && !isPrepared(copy)
					&& !isSaved(copy)) {
				copies.add(copy);
			}
		});
		this.merged.clear();
		return copies;
	}

	/**
	 * A flush begins, in which callbacks may change entities: what they change belongs to
	 * the save that receivers have heard of.
	 */
	void flushing() {
		this.pending.forEach((entity, known) -> {
			// What an earlier flush has written, receivers have not heard of yet.
			if (known.write == null) {
				known.asHeard = known.save != null && known.save.state() != null && isSaved(entity);
			}
		});
	}

	/**
	 * The flush has written nothing, but callbacks may have been called.
	 */
	void notFlushed() {
		this.pending.forEach((entity, known) -> {
			if (known.asHeard && known.save != null) {
				known.save = known.save.as(this.signals.snapshot(entity, this.session));
				known.asHeard = false;
			}
		});
	}

	/**
	 * Return an entity as receivers in the transaction have heard of it, though it is not
	 * written yet.
	 */
	@Nullable Snapshot told(Object entity) {
		Announcement announced = save(entity);
		return (announced != null && announced.signalled()) ? announced.state() : null;
	}

	/**
	 * Return whether a call has announced a save of an entity.
	 */
	boolean isAnnounced(Object entity) {
		Announcement announced = save(entity);
		return announced != null && announced.signalled();
	}

	/**
	 * Note what leads to a write that the application asks for.
	 */
	void announceSave(Object entity, Announcement announcement) {
		Pending known = pending(entity);
		known.save = announcement;
		known.prepared = null;
		known.asHeard = false;
	}

	/**
	 * Note what leads to the insert of an entity that was not managed before: nothing
	 * that may be known of it counts any more.
	 */
	void announceInsert(Object entity, Announcement announcement) {
		Pending known = new Pending();
		known.save = announcement;
		if (this.repeats) {
			this.pending.put(entity, known);
		}
		else {
			this.pending.add(entity, known);
		}
	}

	/**
	 * Note that something may be known of an entity that is not managed, and may become
	 * so.
	 */
	void unmanaged() {
		this.repeats |= this.pending.size() > 0;
	}

	/**
	 * Note what has led to the write of an entity that is not managed any more.
	 * @return whether the row was created
	 */
	boolean announceWritten(Object entity, DispatchContext context) {
		Pending known = this.pending.get(entity);
		Write write = (known != null) ? known.write : null;
		if (known != null && write != null) {
			known.save = new Announcement(context, null, true, write.routes, write.isCreated(), null);
		}
		return write != null && write.isCreated();
	}

	void announceDelete(Object entity, Announcement announcement) {
		this.deletes.put(entity, announcement);
	}

	/**
	 * Note what others have changed of an entity before its receivers are called.
	 */
	@Override
	public void beforeCalls(DataSignal<?> signal) {
		if (this.culprits != null) {
			this.culprits.beforeCalls(signal);
		}
		note(signal.instance(), () -> this.signals.context(Origin.FLUSH));
	}

	/**
	 * Note what a receiver has changed of the entity that it was called for.
	 */
	@Override
	public void called(RegisteredReceiver receiver, DataSignal<?> signal) {
		if (this.culprits != null) {
			this.culprits.called(receiver, signal);
		}
		note(signal.instance(), () -> this.signals.dispatcher().consequence(receiver, signal, Origin.FLUSH));
	}

	private void note(Object entity, Supplier<DispatchContext> cause) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		if (entry == null || entry.getStatus() != Status.MANAGED || !isChanged(entity, entry)) {
			return;
		}
		Snapshot state = Snapshot.of(entity, entry.getPersister(), this.session);
		Pending known = pending(entity);
		// If several have changed it, each of them must hear the others' changes.
		DispatchContext context = (known.change != null) ? this.signals.context(Origin.FLUSH) : cause.get();
		known.change = Announcement.silent(context, state);
	}

	private boolean isChanged(Object entity, EntityEntry entry) {
		Pending known = this.pending.get(entity);
		Announcement change = (known != null) ? known.change : null;
		Announcement last = (change != null) ? change : save(entity);
		Snapshot state = (last != null) ? last.state() : null;
		if (state != null) {
			return !state.isSame(entity, this.session);
		}
		@Nullable Object[] stored = UnseenState.stored(entry);
		EntityPersister persister = entry.getPersister();
		return last == null && stored != null
				&& Dirtiness.between(persister, persister.getValues(entity), stored, entity, this.session).length > 0;
	}

	/**
	 * Note a save that nobody has heard of yet, in no scope and by no receiver: what is
	 * to be known is the same for all such saves.
	 */
	void announceSave(Object entity, SenderRoutes routes, boolean created, boolean fresh) {
		Announcement same = this.unheard;
		if (same == null || same.routes() != routes || same.created() != created) {
			DispatchContext context = (same != null) ? same.context() : this.signals.context(Origin.REPOSITORY);
			same = new Announcement(context, null, true, routes, created, null);
			this.unheard = same;
		}
		if (fresh) {
			announceInsert(entity, same);
		}
		else {
			announceSave(entity, same);
		}
	}

	void noteSave(Object entity, DispatchContext context) {
		this.repeats = true;
		Pending known = pending(entity);
		if (known.save == null) {
			known.save = Announcement.silent(context, null);
		}
	}

	void noteDelete(Object entity, DispatchContext context) {
		this.deletes.putIfAbsent(entity, Announcement.silent(context, null));
	}

	/**
	 * Watch from now on, until the transaction ends, what each receiver writes: their
	 * writes are about to be refused.
	 */
	Culprits watch() {
		Culprits known = this.culprits;
		if (known == null) {
			known = new Culprits(this.signals, this.session.asEventSource());
			this.culprits = known;
		}
		return known;
	}

	@Nullable Culprits watching() {
		return this.culprits;
	}

	void unwatch() {
		this.culprits = null;
	}

	/**
	 * Return the receiver that has made an entity persistent, or that has changed it when
	 * it was called for it.
	 */
	@Nullable String causeOf(Object entity) {
		Pending known = this.pending.get(entity);
		return (known != null) ? Write.cause(known.change, known.save) : null;
	}

	@Nullable DispatchContext savedBy(Object entity) {
		Announcement announced = save(entity);
		return (announced != null && !announced.signalled()) ? announced.context() : null;
	}

	@Nullable DispatchContext deletedBy(Object entity) {
		Announcement announced = this.deletes.get(entity);
		return (announced != null) ? announced.context() : null;
	}

	/**
	 * Return whether receivers have heard that an entity is going to be deleted.
	 */
	boolean isDeletePrepared(Object entity) {
		Announcement announced = this.deletes.get(entity);
		return this.preparedDeletes.get(entity) != null || announced != null && announced.signalled();
	}

	/**
	 * Return which of some entities were written, and are still to be signalled.
	 */
	Set<Object> written(Set<Object> entities) {
		entities.removeIf((entity) -> {
			Pending known = this.pending.get(entity);
			return known == null || known.write == null;
		});
		return entities;
	}

	/**
	 * Note that a row was written.
	 */
	Write written(Object entity, EntityPersister persister, SenderRoutes routes, Consumer<Write> first) {
		Pending known = pending(entity);
		Write write = known.write;
		if (write == null) {
			write = new Write(entity, persister, routes, known);
			known.write = write;
			first.accept(write);
			if (known.inserted) {
				write.insertedAsHeard();
				known.inserted = false;
				this.inserted--;
			}
		}
		return write;
	}

	/**
	 * Note that a row was created, if all who hear of it have done so: there is nothing
	 * to be signalled, unless the flush writes the row once more.
	 * @return whether nobody is left to hear of it
	 */
	boolean insertedAsHeard(Object entity, SenderRoutes routes) {
		if (routes.hearNetChange() || !routes.of(PreSave.class).isEmpty()) {
			return false;
		}
		Pending known = this.pending.get(entity);
		if (known == null || known.write != null || known.save == null || !known.save.isInsertFor(routes)) {
			return false;
		}
		known.inserted = true;
		this.inserted++;
		return true;
	}

	boolean isCreated(Object entity) {
		Pending known = this.pending.get(entity);
		return known != null && (known.inserted || known.write != null && known.write.isCreated());
	}

	/**
	 * Hand over what is known of an entity that was written.
	 */
	void bind(Write write) {
		write.bind(write.isDeleted() ? this.deletes.remove(write.entity) : null);
	}

	/**
	 * A write is signalled before the flush: what its receivers have heard holds until
	 * then for what is still to be written.
	 */
	void settled(Write write) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(write.entity);
		if (!write.isCreated() || write.isFlushed() || entry == null) {
			return;
		}
		Announcement save = write.save;
		boolean told = save != null && save.signalled();
		Snapshot state = (save != null && told) ? save.state() : inserted(write);
		if (state != null && !state.isStored(write.after())) {
			DispatchContext context = (save != null) ? save.context() : this.signals.context(Origin.FLUSH);
			pending(write.entity).save = new Announcement(context, state, true, null, false, write.after());
			write.insertedEarly(told, state.collections());
		}
	}

	/**
	 * Return what receivers are about to hear of an insert, if somebody hears of it now.
	 */
	private @Nullable Snapshot inserted(Write write) {
		@Nullable Object[] state = write.after();
		boolean heard = write.routes.of(PostSave.class).hasImmediate() || !write.routes.of(PreSave.class).isEmpty();
		return (heard && state != null) ? Snapshot.inserted(write.persister, state, this.session) : null;
	}

	/**
	 * Return whether the next flush is going to delete an entity.
	 */
	boolean isToBeDeleted(Object entity) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		return entry != null && entry.getStatus() == Status.DELETED;
	}

	private Pending pending(Object entity) {
		return this.pending.computeIfAbsent(entity, Pending::new);
	}

	private @Nullable Announcement save(Object entity) {
		Pending known = this.pending.get(entity);
		return (known != null) ? known.save : null;
	}

	private void forEachSave(BiConsumer<Object, Announcement> action) {
		this.pending.forEach((entity, known) -> {
			if (known.save != null) {
				action.accept(entity, known.save);
			}
		});
	}

	/**
	 * Return the saves that receivers have heard of and that were taken back before they
	 * were written.
	 * @param written how many entities were written and are still to be signalled
	 * @param held what the flush has left alone
	 * @param earlier those that are known already
	 */
	Map<Object, Announcement> reverted(int written, Preparation held, Map<Object, Announcement> earlier) {
		if (this.pending.size() == written + this.inserted) {
			return earlier;
		}
		Map<Object, Announcement> reverted = new IdentityHashMap<>(earlier);
		this.pending.forEach((entity, known) -> {
			// What was written is told with the write.
			if (known.save != null && known.write == null && !held.contains(entity)
					&& this.session.getPersistenceContextInternal().getEntry(entity) != null && isTakenBack(entity)) {
				reverted.put(entity, known.save);
			}
		});
		return reverted;
	}

	/**
	 * A flush in the middle of a call has ended: forget what was known before it, but for
	 * what is still to be signalled and what it has left alone.
	 * @return the saves that were taken back
	 */
	Map<Object, Announcement> flushed(int written, Preparation held, Map<Object, Announcement> earlier) {
		Map<Object, Announcement> reverted = reverted(written, held, earlier);
		if (this.pending.size() > written) {
			this.pending.retain(
					(entity, known) -> known.write != null || held.contains(entity) || isBeingCreated(entity, known));
			this.inserted = 0;
		}
		this.removed.clear();
		this.preparedDeletes.clear();
		this.merged.clear();
		return reverted;
	}

	/**
	 * Return the classes of what was signalled and not written.
	 */
	List<String> unwritten() {
		Set<String> names = new LinkedHashSet<>();
		forEachSave((entity, announced) -> {
			if (announced.signalled()) {
				names.add(entity.getClass().getName());
			}
		});
		return List.copyOf(names);
	}

	/**
	 * Tell receivers after a rollback what was announced.
	 */
	void undone(Deferral deferral) {
		forEachSave((key, announced) -> this.signals.undone(this.session, key, announced, false, deferral));
		this.deletes.forEach((key, announced) -> this.signals.undone(this.session, key, announced, true, deferral));
	}

	/**
	 * A call begins that may create entities.
	 */
	void forgetCreations() {
		if (!this.creations.isEmpty()) {
			this.creations = Collections.newSetFromMap(new IdentityHashMap<>(0));
		}
	}

	/**
	 * Return whether a call has not made an entity persistent yet that is prepared: it
	 * may flush before.
	 */
	private boolean isBeingCreated(Object entity, @Nullable Pending known) {
		return known != null && known.prepared != null && this.creations.contains(entity)
				&& this.session.getPersistenceContextInternal().getEntry(entity) == null;
	}

	void clear() {
		Map<Object, Pending> kept = new IdentityHashMap<>(0);
		for (Object entity : this.creations) {
			Pending known = this.pending.get(entity);
			if (isBeingCreated(entity, known)) {
				kept.put(entity, known);
			}
		}
		this.pending.clear();
		kept.forEach(this.pending::put);
		this.deletes.clear();
		this.removed.clear();
		this.preparedDeletes.clear();
		this.merged.clear();
		this.unheard = null;
		this.inserted = 0;
		this.repeats = !kept.isEmpty();
	}

}
