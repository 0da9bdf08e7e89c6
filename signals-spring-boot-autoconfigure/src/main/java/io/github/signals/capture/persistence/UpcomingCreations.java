package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.hibernate.engine.spi.CascadingAction;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.loader.ast.spi.CascadingFetchProfile;
import org.hibernate.persister.entity.EntityPersister;

import io.github.signals.dispatch.DispatchContext;

/**
 * What one call of the entity manager, or a flush, is going to create, whose receivers
 * are called before it.
 */
final class UpcomingCreations {

	private final FactoryCapture capture;

	private final CascadingAction<?> action;

	private final EventSource session;

	private final PersistenceContext persistence;

	private final SessionWrites writes;

	private final Announcements announced;

	private final SessionSignals signals;

	private final Set<Object> called = Collections.newSetFromMap(new IdentityHashMap<>());

	UpcomingCreations(FactoryCapture capture, CascadingAction<?> action, EventSource session) {
		this.capture = capture;
		this.action = action;
		this.session = session;
		this.persistence = session.getPersistenceContextInternal();
		this.writes = capture.writes(session);
		this.announced = this.writes.announced();
		this.signals = this.writes.signals();
	}

	/**
	 * Call receivers until they add nothing any more.
	 * @param roots the entities from which the call or the flush cascades
	 * @return whether a receiver was called
	 */
	boolean prepare(List<Object> roots) {
		DispatchContext context = this.capture.context();
		List<Object> fresh = fresh(roots);
		for (int round = 0; !fresh.isEmpty(); round++) {
			this.signals.watch().checkAdded(round, fresh);
			List<Object> creations = fresh;
			this.writes.prepare(creations, () -> creations.forEach((entity) -> preSave(entity, context)));
			// What receivers add to the entities is created with them.
			fresh = fresh(roots);
		}
		return !this.called.isEmpty();
	}

	private void preSave(Object entity, DispatchContext context) {
		this.signals.before().save(entity, context);
		QueuedInsert.refresh(entity, this.session);
		this.announced.prepared(entity);
	}

	private List<Object> fresh(List<Object> roots) {
		List<Object> cascaded = CascadedEntities.of(roots, this.action, this.session);
		boolean early = this.capture.insertsAtOnce() && isAnyInsertedAtOnce(cascaded);
		// An insert that runs at once also executes all queued inserts.
		List<Object> fresh = early ? merged() : new ArrayList<>();
		fresh.removeIf((entity) -> !this.called.add(entity));
		for (Object entity : cascaded) {
			if (isHeardOfCreation(entity, early) && !this.writes.isPrepared(entity) && this.called.add(entity)) {
				fresh.add(entity);
			}
		}
		return fresh;
	}

	/**
	 * Return what merges have created, if it waits to be inserted and nobody was asked
	 * for it.
	 */
	private List<Object> merged() {
		List<Object> merged = this.writes.preparation().takeMerged();
		merged.removeIf((copy) -> {
			EntityEntry entry = this.persistence.getEntry(copy);
			return entry == null || entry.getStatus() != Status.MANAGED || entry.isExistsInDatabase()
					|| this.announced.known(copy).isHeardAs(copy, this.session);
		});
		return merged;
	}

	private boolean isAnyInsertedAtOnce(List<Object> entities) {
		for (Object entity : entities) {
			EntityPersister persister = this.session.getEntityPersister(null, entity);
			if (ListenerNeeds.insertsAtOnce(persister) && this.persistence.getEntry(entity) == null
					&& !Boolean.FALSE.equals(persister.isTransient(entity, this.session))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A persist creates what the persistence context does not know; a merge does so for
	 * certain only if there is no identifier yet, or no row where that has to be known
	 * before the merge inserts it.
	 */
	private boolean isHeardOfCreation(Object entity, boolean early) {
		EntityPersister persister = this.session.getEntityPersister(null, entity);
		if (this.persistence.getEntry(entity) != null || !this.capture.hearsPreSave(persister)) {
			return false;
		}
		Boolean isTransient = persister.isTransient(entity, this.session);
		if (isTransient != null) {
			return isTransient;
		}
		return this.action != CascadingActions.MERGE || early && !isStored(entity, persister);
	}

	/**
	 * Load what a merge would load.
	 */
	private boolean isStored(Object entity, EntityPersister persister) {
		Object id = persister.getIdentifier(entity, this.session);
		return this.session.getLoadQueryInfluencers()
			.fromInternalFetchProfile(CascadingFetchProfile.MERGE,
					() -> this.session.find(persister.getMappedClass(), id) != null);
	}

}
