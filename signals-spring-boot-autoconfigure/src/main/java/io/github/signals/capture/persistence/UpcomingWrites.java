package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;

/**
 * What one flush is going to write, whose receivers are called before it.
 */
final class UpcomingWrites {

	private final FactoryCapture capture;

	private final EventSource session;

	private final Runnable cascade;

	private final SessionWrites writes;

	private final Announcements announced;

	private final SessionSignals signals;

	private final Preparation preparation;

	/**
	 * Create an instance.
	 * @param cascade has Hibernate find what the flush creates and deletes by cascades
	 */
	UpcomingWrites(FactoryCapture capture, EventSource session, Runnable cascade) {
		this.capture = capture;
		this.session = session;
		this.cascade = cascade;
		this.writes = capture.writes(session);
		this.announced = this.writes.announced();
		this.signals = this.writes.signals();
		this.preparation = this.writes.preparation();
	}

	/**
	 * Call receivers until they add nothing any more.
	 * @return whether a receiver was called
	 */
	boolean prepare() {
		boolean called = false;
		for (int round = 0;; round++) {
			called |= prepareCreations();
			this.cascade.run();
			List<Object> pending = pending();
			if (pending.isEmpty()) {
				return called;
			}
			this.signals.watch().checkAdded(round, pending);
			called = true;
			this.writes.prepareFlush(pending, () -> pending.forEach(this::prepare));
		}
	}

	/**
	 * Call the receivers of what the flush is going to create by a cascade, where that
	 * may be inserted as soon as the flush finds it.
	 */
	private boolean prepareCreations() {
		if (!this.capture.insertsAtOnce() || !this.capture.hearsPreSaves()
				|| this.session.getPersistenceContextInternal().isFlushing()) {
			return false;
		}
		List<Object> roots = new ArrayList<>();
		ManagedEntities managed = ManagedEntities.of(this.session);
		for (int i = 0; i < managed.size(); i++) {
			EntityEntry entry = managed.entry(i);
			if (entry.getStatus() == Status.MANAGED && entry.getPersister().hasCascades()) {
				roots.add(managed.entity(i));
			}
		}
		return new UpcomingCreations(this.capture, CascadingActions.PERSIST_ON_FLUSH, this.session).prepare(roots);
	}

	private List<Object> pending() {
		List<Object> pending = this.preparation.queued();
		if (this.capture.hearsPreSaves()) {
			addSaves(pending);
		}
		for (Object entity : this.preparation.takeRemoved()) {
			if (isToBeDeleted(entity)) {
				pending.add(entity);
			}
		}
		return pending;
	}

	private void addSaves(List<Object> pending) {
		ManagedEntities managed = ManagedEntities.of(this.session);
		for (int i = 0; i < managed.size(); i++) {
			EntityEntry entry = managed.entry(i);
			Object entity = managed.entity(i);
			if (this.capture.hearsPreSave(entry.getPersister()) && isToBeSaved(entity, entry)
					&& !this.writes.isPrepared(entity)) {
				pending.add(entity);
			}
		}
	}

	/**
	 * Return whether the flush is going to write an entity, or to tell that a save which
	 * was heard is taken back.
	 */
	private boolean isToBeSaved(Object entity, EntityEntry entry) {
		return Dirtiness.isToBeSaved(entity, entry, this.session, !this.writes.repeats().contains(entity))
				|| entry.getStatus() == Status.MANAGED
						&& this.announced.known(entity).isTakenBack(entity, this.session);
	}

	private boolean isToBeDeleted(Object entity) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		return entry != null && entry.getStatus() == Status.DELETED && entry.isExistsInDatabase()
				&& !this.announced.known(entity).isDeleteHeard() && this.signals.before().hearsDelete(entity);
	}

	private void prepare(Object entity) {
		if (!this.preparation.begin(entity)) {
			return;
		}
		try {
			EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
			if (isToBeDeleted(entity)) {
				delete(entity);
			}
			else if (entry != null && !entry.getStatus().isDeletedOrGone()) {
				save(entity);
			}
		}
		finally {
			this.preparation.remove(List.of(entity));
		}
	}

	private void save(Object entity) {
		if (this.announced.known(entity).isPreparedAs(entity, this.session)) {
			return;
		}
		this.signals.before().save(entity, null);
		QueuedInsert.refresh(entity, this.session);
		if (this.session.getPersistenceContextInternal().isEntryFor(entity)) {
			this.announced.prepared(entity);
		}
	}

	private void delete(Object entity) {
		this.announced.deletePrepared(entity);
		this.signals.before().delete(entity);
	}

}
