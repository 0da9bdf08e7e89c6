package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.InstanceKey;

/**
 * What one session has written and not signalled yet, and what has been said of writes
 * that are still to come. A flush empties it; the end of the transaction does at last.
 */
@SuppressWarnings("serial")
final class SessionWrites implements SessionEventListener {

	private final WriteSignals signals;

	private final SessionImplementor session;

	private final Runnable onClose;

	private final Map<Object, Announcement> saves = new IdentityHashMap<>();

	private final Map<Object, Announcement> deletes = new IdentityHashMap<>();

	private final Map<Object, Announcement> changes = new IdentityHashMap<>();

	private final Map<Object, Snapshot> prepared = new IdentityHashMap<>();

	private Map<InstanceKey, Write> writes = new LinkedHashMap<>();

	private Map<LinkChange.Key, LinkChange> links = new LinkedHashMap<>();

	private final Set<InstanceKey> removed = new LinkedHashSet<>();

	private int calls;

	private boolean flushedDuringCall;

	private int depth;

	SessionWrites(WriteSignals signals, SessionImplementor session, Runnable onClose) {
		this.signals = signals;
		this.session = session;
		this.onClose = onClose;
	}

	SessionImplementor session() {
		return this.session;
	}

	Write write(Object entity, EntityPersister persister) {
		return this.writes.computeIfAbsent(new InstanceKey(entity), (key) -> new Write(entity, persister));
	}

	void linked(LinkChange change) {
		this.links.merge(change.key(), change, LinkChange::then);
	}

	/**
	 * An entity is going to be deleted by the next flush.
	 */
	void removed(Object entity) {
		this.removed.add(new InstanceKey(entity));
	}

	/**
	 * Return what is going to be deleted and was not asked for yet: the parts of a
	 * cascade before what they belong to.
	 */
	List<Object> takeRemoved() {
		List<Object> entities = new ArrayList<>();
		this.removed.forEach((key) -> entities.add(key.instance()));
		this.removed.clear();
		return entities;
	}

	/**
	 * A repository call begins, whose own signals come before those of its rows.
	 */
	void enterCall() {
		this.calls++;
	}

	void exitCall() {
		this.calls--;
	}

	/**
	 * Receivers have heard before the SQL that an entity is going to be saved.
	 */
	void prepared(Object entity) {
		this.prepared.put(entity, this.signals.snapshot(entity, this.session));
	}

	void preparedAs(Object original, Object copy) {
		if (this.prepared.remove(original) != null && copy != original) {
			prepared(copy);
		}
	}

	boolean isPrepared(Object entity) {
		Snapshot snapshot = this.prepared.get(entity);
		return snapshot != null && snapshot.isSame(entity, this.session);
	}

	boolean isSaved(Object entity) {
		Announcement announced = this.saves.get(entity);
		return announced != null && announced.signalled()
				&& (announced.state() == null || announced.state().isSame(entity, this.session));
	}

	/**
	 * Note what leads to a write that the application asks for.
	 */
	void announceSave(Object entity, Announcement announcement) {
		this.saves.put(entity, announcement);
		this.prepared.remove(entity);
	}

	void announceDelete(Object entity, Announcement announcement) {
		this.deletes.put(entity, announcement);
	}

	/**
	 * A receiver has changed the entity that it was called for.
	 */
	void called(Object entity, Supplier<DispatchContext> consequence) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		if (entry == null || entry.getStatus() != Status.MANAGED || !isChanged(entity, entry)) {
			return;
		}
		Snapshot state = Snapshot.of(entity, entry.getPersister(), this.session);
		Announcement other = this.changes.get(entity);
		// Where several have changed it, each of them must hear of the others.
		DispatchContext context = (other != null) ? this.signals.context(Origin.FLUSH) : consequence.get();
		this.changes.put(entity, new Announcement(context, state, false));
	}

	private boolean isChanged(Object entity, EntityEntry entry) {
		Announcement last = this.changes.getOrDefault(entity, this.saves.get(entity));
		Snapshot state = (last != null) ? last.state() : null;
		if (state != null) {
			return !state.isSame(entity, this.session);
		}
		EntityPersister persister = entry.getPersister();
		return last == null && entry.getLoadedState() != null && persister.findDirty(persister.getValues(entity),
				entry.getLoadedState(), entity, this.session) != null;
	}

	void noteSave(Object entity, DispatchContext context) {
		this.saves.putIfAbsent(entity, new Announcement(context, null, false));
	}

	void noteDelete(Object entity, DispatchContext context) {
		this.deletes.putIfAbsent(entity, new Announcement(context, null, false));
	}

	@Nullable DispatchContext savedBy(Object entity) {
		Announcement announced = this.saves.get(entity);
		return (announced != null && !announced.signalled()) ? announced.context() : null;
	}

	@Nullable DispatchContext deletedBy(Object entity) {
		Announcement announced = this.deletes.get(entity);
		return (announced != null) ? announced.context() : null;
	}

	boolean isDeleteSignalled(Object entity) {
		Announcement announced = this.deletes.get(entity);
		return announced != null && announced.signalled();
	}

	/**
	 * A flush has ended: all that was pending is written.
	 */
	void flushed() {
		if (this.calls > 0) {
			this.flushedDuringCall = true;
			return;
		}
		Collection<Write> batch = take();
		Collection<LinkChange> linked = takeLinks();
		Map<Object, Announcement> reverted = reverted();
		this.saves.clear();
		this.deletes.clear();
		this.changes.clear();
		this.prepared.clear();
		this.flushedDuringCall = false;
		deliver(batch, linked, reverted, true);
	}

	/**
	 * Rows may have been written outside of a flush.
	 */
	void settle() {
		if (this.calls > 0) {
			return;
		}
		if (this.flushedDuringCall) {
			this.flushedDuringCall = false;
			flushed();
		}
		else {
			deliver(take(), takeLinks(), Map.of(), false);
		}
	}

	private void deliver(Collection<Write> batch, Collection<LinkChange> linked, Map<Object, Announcement> reverted,
			boolean flush) {
		if (batch.isEmpty() && linked.isEmpty() && reverted.isEmpty()) {
			return;
		}
		this.depth++;
		try {
			boolean heard = this.signals.deliver(this, batch, linked, reverted, this.depth);
			if (flush && heard && this.session.isOpen() && this.session.isTransactionInProgress()) {
				this.session.flush();
			}
		}
		finally {
			this.depth--;
		}
	}

	private Collection<Write> take() {
		Collection<Write> batch = this.writes.values();
		this.writes = new LinkedHashMap<>();
		for (Write write : batch) {
			write.save = this.saves.remove(write.entity);
			write.delete = this.deletes.remove(write.entity);
			write.change = this.changes.remove(write.entity);
			this.prepared.remove(write.entity);
		}
		return batch;
	}

	private Collection<LinkChange> takeLinks() {
		Collection<LinkChange> linked = this.links.values();
		this.links = new LinkedHashMap<>();
		return linked;
	}

	/**
	 * Return the saves that receivers have heard of and that were taken back before they
	 * were written.
	 */
	private Map<Object, Announcement> reverted() {
		Map<Object, Announcement> reverted = new IdentityHashMap<>();
		this.saves.forEach((entity, announced) -> {
			if (announced.state() != null && announced.signalled()
					&& this.session.getPersistenceContextInternal().getEntry(entity) != null
					&& !announced.state().isSame(entity, this.session)) {
				reverted.put(entity, announced);
			}
		});
		return reverted;
	}

	@Override
	public void transactionCompletion(boolean successful) {
		if (!successful) {
			this.signals.undone(this, take(), this.saves, this.deletes);
		}
		this.saves.clear();
		this.deletes.clear();
		this.changes.clear();
		this.prepared.clear();
		this.links = new LinkedHashMap<>();
		this.removed.clear();
		this.writes = new LinkedHashMap<>();
		this.flushedDuringCall = false;
	}

	@Override
	public void end() {
		this.onClose.run();
	}

}
