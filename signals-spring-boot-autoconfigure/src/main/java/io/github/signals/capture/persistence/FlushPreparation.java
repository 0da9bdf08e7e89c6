package io.github.signals.capture.persistence;

import java.util.List;
import java.util.Set;

import org.hibernate.FlushMode;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.internal.AbstractFlushingEventListener;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Calls the receivers of what a flush is going to write before it begins, so that they
 * may use the persistence context, and what they set is flushed with the rest.
 */
final class FlushPreparation extends AbstractFlushingEventListener
		implements FlushEventListener, AutoFlushEventListener, CaptureListener {

	private final FactoryCapture capture;

	private final CallPreparation calls;

	FlushPreparation(FactoryCapture capture, CallPreparation calls) {
		this.capture = capture;
		this.calls = calls;
	}

	@Override
	public FactoryCapture capture() {
		return this.capture;
	}

	@Override
	public void onFlush(FlushEvent event) {
		EventSource session = event.getSession();
		if (this.capture.hearsBefore()) {
			prepare(session);
		}
		begin(session);
	}

	@Override
	public void onAutoFlush(AutoFlushEvent event) {
		EventSource session = event.getSession();
		if (!this.capture.isListening() || !mayFlush(event, session)) {
			return;
		}
		boolean called = this.capture.hearsBefore() && !isHeldUp(session) && prepare(session);
		if (isHeldUp(session) && session.getHibernateFlushMode() == FlushMode.AUTO) {
			// What receivers are told of at this moment is not written before they
			// return.
			event.setQuerySpaces(Set.of());
			return;
		}
		if (called) {
			// Whatever receivers have heard is written now, regardless of what the query
			// reads.
			session.flush();
		}
		begin(session);
	}

	private static boolean mayFlush(AutoFlushEvent event, EventSource session) {
		Set<String> spaces = event.getQuerySpaces();
		return switch (session.getHibernateFlushMode()) {
			case ALWAYS -> true;
			case AUTO -> spaces == null || !spaces.isEmpty();
			case COMMIT, MANUAL -> false;
		};
	}

	private boolean isHeldUp(EventSource session) {
		SessionWrites writes = this.capture.knownWrites(session);
		return writes != null && writes.preparation().forbidsFlush();
	}

	private void begin(EventSource session) {
		SessionWrites writes = this.capture.knownWrites(session);
		loadReplaced(session, writes);
		if (writes != null) {
			if (this.capture.hasCallbacks()) {
				writes.announced().flushing();
			}
			writes.preparation().hide();
		}
	}

	/**
	 * Load collections that were replaced by others unseen, if somebody hears what was
	 * removed.
	 */
	private void loadReplaced(EventSource session, @Nullable SessionWrites writes) {
		if (this.capture.hearsLazyAttributes()) {
			readReplacedAttributes(session, writes);
		}
		if (this.capture.hearsCollections()) {
			new ReplacedCollections(this.capture).load(session);
		}
	}

	/**
	 * Read the lazy attributes that were set unseen, where somebody asks for changes, or
	 * whether anything has changed since a save was heard.
	 */
	private void readReplacedAttributes(EventSource session, @Nullable SessionWrites writes) {
		UnseenValues unseen = new UnseenValues(session);
		ManagedEntities managed = ManagedEntities.of(session);
		for (int i = 0; i < managed.size(); i++) {
			EntityEntry entry = managed.entry(i);
			Object entity = managed.entity(i);
			EntityPersister persister = entry.getPersister();
			if (entry.getStatus() == Status.MANAGED && persister.hasLazyProperties()
					&& (this.capture.routes(persister).askChanges()
							|| writes != null && writes.announced().known(entity).told() != null)) {
				unseen.read(entity, entry, persister.getValues(entity));
			}
		}
	}

	/**
	 * Call receivers until they add nothing any more.
	 * @return whether a receiver was called
	 */
	private boolean prepare(EventSource session) {
		SessionWrites writes = this.capture.writes(session);
		boolean called = false;
		for (int round = 0;; round++) {
			called |= this.calls.prepareFlush(session);
			preFlush(session, session.getPersistenceContextInternal());
			List<Object> pending = pending(session, writes);
			if (pending.isEmpty()) {
				return called;
			}
			writes.signals().watch().checkAdded(round, pending);
			called = true;
			writes.prepareFlush(pending, () -> pending.forEach((entity) -> prepare(entity, session, writes)));
		}
	}

	private List<Object> pending(EventSource session, SessionWrites writes) {
		List<Object> pending = writes.preparation().queued();
		if (this.capture.hearsPreSaves()) {
			addSaves(pending, session, writes);
		}
		for (Object entity : writes.preparation().takeRemoved()) {
			if (isToBeDeleted(entity, session, writes)) {
				pending.add(entity);
			}
		}
		return pending;
	}

	private void addSaves(List<Object> pending, EventSource session, SessionWrites writes) {
		ManagedEntities managed = ManagedEntities.of(session);
		for (int i = 0; i < managed.size(); i++) {
			EntityEntry entry = managed.entry(i);
			Object entity = managed.entity(i);
			if (this.capture.hearsPreSave(entry.getPersister()) && isToBeSaved(entity, entry, session, writes)
					&& !writes.isPrepared(entity)) {
				pending.add(entity);
			}
		}
	}

	/**
	 * Return whether the flush is going to write an entity, or to tell that a save which
	 * was heard is taken back.
	 */
	private static boolean isToBeSaved(Object entity, EntityEntry entry, EventSource session, SessionWrites writes) {
		return Dirtiness.isToBeSaved(entity, entry, session, !writes.repeats().contains(entity))
				|| entry.getStatus() == Status.MANAGED && writes.announced().known(entity).isTakenBack(entity, session);
	}

	private boolean isToBeDeleted(Object entity, EventSource session, SessionWrites writes) {
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		return entry != null && entry.getStatus() == Status.DELETED && entry.isExistsInDatabase()
				&& !writes.announced().known(entity).isDeleteHeard() && writes.signals().hearsPreDelete(entity);
	}

	private void prepare(Object entity, EventSource session, SessionWrites writes) {
		if (!writes.preparation().begin(entity)) {
			return;
		}
		try {
			EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
			if (isToBeDeleted(entity, session, writes)) {
				delete(entity, writes);
			}
			else if (entry != null && !entry.getStatus().isDeletedOrGone()) {
				save(entity, session, writes);
			}
		}
		finally {
			writes.preparation().remove(List.of(entity));
		}
	}

	private void save(Object entity, EventSource session, SessionWrites writes) {
		if (writes.announced().known(entity).isPreparedAs(entity, session)) {
			return;
		}
		writes.signals().preSave(entity, null);
		QueuedInsert.refresh(entity, session);
		if (session.getPersistenceContextInternal().isEntryFor(entity)) {
			writes.announced().prepared(entity);
		}
	}

	private void delete(Object entity, SessionWrites writes) {
		writes.announced().deletePrepared(entity);
		writes.signals().preDelete(entity);
	}

}
