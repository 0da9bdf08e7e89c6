package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.hibernate.Hibernate;
import org.hibernate.engine.spi.CascadingAction;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.loader.ast.spi.CascadingFetchProfile;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.DispatchContext;

/**
 * Calls the receivers of what a call of the entity manager is going to create, before the
 * call: it may insert at once, and refuse what a receiver has not set yet.
 */
final class CallPreparation implements PersistEventListener, MergeEventListener, DeleteEventListener, CaptureListener {

	private final FactoryCapture capture;

	CallPreparation(FactoryCapture capture) {
		this.capture = capture;
	}

	@Override
	public FactoryCapture capture() {
		return this.capture;
	}

	@Override
	public void onPersist(PersistEvent event) {
		prepare(event.getObject(), CascadingActions.PERSIST, event.getSession());
	}

	@Override
	public void onPersist(PersistEvent event, PersistContext createdAlready) {
		// Prepared with the call that cascades.
	}

	@Override
	public void onMerge(MergeEvent event) {
		prepare(event.getOriginal(), CascadingActions.MERGE, event.getSession());
	}

	@Override
	public void onMerge(MergeEvent event, MergeContext copiedAlready) {
		// Prepared with the call that cascades.
	}

	/**
	 * Call the receivers of what a flush is going to create by a cascade, where that may
	 * be inserted as soon as the flush finds it.
	 * @return whether a receiver was called
	 */
	boolean prepareFlush(EventSource session) {
		if (!this.capture.insertsAtOnce() || !this.capture.hearsPreSaves()) {
			return false;
		}
		List<Object> roots = new ArrayList<>();
		ManagedEntities managed = ManagedEntities.of(session);
		for (int i = 0; i < managed.size(); i++) {
			EntityEntry entry = managed.entry(i);
			if (entry.getStatus() == Status.MANAGED && entry.getPersister().hasCascades()) {
				roots.add(managed.entity(i));
			}
		}
		return prepare(roots, CascadingActions.PERSIST_ON_FLUSH, session);
	}

	private void prepare(@Nullable Object root, CascadingAction<?> action, EventSource session) {
		if (root != null && this.capture.hearsPreSaves()) {
			this.capture.writes(session).beginCall();
			prepare(List.of(root), action, session);
			settle(session);
		}
	}

	private boolean prepare(List<Object> roots, CascadingAction<?> action, EventSource session) {
		if (!this.capture.hearsPreSaves() || session.getPersistenceContextInternal().isFlushing()) {
			return false;
		}
		SessionWrites writes = this.capture.writes(session);
		Set<Object> called = Collections.newSetFromMap(new IdentityHashMap<>());
		DispatchContext context = this.capture.context();
		List<Object> fresh = fresh(roots, action, session, called);
		for (int round = 0; !fresh.isEmpty(); round++) {
			writes.signals().watch().checkAdded(round, fresh);
			List<Object> creations = fresh;
			writes.prepare(creations, () -> creations.forEach((entity) -> preSave(entity, context, session, writes)));
			// What receivers add to the entities is created with them.
			fresh = fresh(roots, action, session, called);
		}
		return !called.isEmpty();
	}

	private void preSave(Object entity, DispatchContext context, EventSource session, SessionWrites writes) {
		writes.signals().preSave(entity, context);
		QueuedInsert.refresh(entity, session);
		writes.announced().prepared(entity);
	}

	private void settle(EventSource session) {
		if (!session.getPersistenceContextInternal().isFlushing()) {
			this.capture.writes(session).settleFlushed();
		}
	}

	private List<Object> fresh(List<Object> roots, CascadingAction<?> action, EventSource session, Set<Object> called) {
		SessionWrites writes = this.capture.writes(session);
		List<Object> cascaded = CascadedEntities.of(roots, action, session);
		boolean early = this.capture.insertsAtOnce() && isAnyInsertedAtOnce(cascaded, session);
		// An insert that runs at once also executes all queued inserts.
		List<Object> fresh = early ? merged(session, writes) : new ArrayList<>();
		fresh.removeIf((entity) -> !called.add(entity));
		for (Object entity : cascaded) {
			if (isHeardOfCreation(entity, action, early, session) && !writes.isPrepared(entity) && called.add(entity)) {
				fresh.add(entity);
			}
		}
		return fresh;
	}

	/**
	 * Return what merges have created, if it waits to be inserted and nobody was asked
	 * for it.
	 */
	private static List<Object> merged(EventSource session, SessionWrites writes) {
		List<Object> merged = writes.preparation().takeMerged();
		merged.removeIf((copy) -> {
			EntityEntry entry = session.getPersistenceContextInternal().getEntry(copy);
			return entry == null || entry.getStatus() != Status.MANAGED || entry.isExistsInDatabase()
					|| writes.announced().known(copy).isHeardAs(copy, session);
		});
		return merged;
	}

	private static boolean isAnyInsertedAtOnce(List<Object> entities, EventSource session) {
		for (Object entity : entities) {
			EntityPersister persister = session.getEntityPersister(null, entity);
			if (ListenerNeeds.insertsAtOnce(persister)
					&& session.getPersistenceContextInternal().getEntry(entity) == null
					&& !Boolean.FALSE.equals(persister.isTransient(entity, session))) {
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
	private boolean isHeardOfCreation(Object entity, CascadingAction<?> action, boolean early, EventSource session) {
		EntityPersister persister = session.getEntityPersister(null, entity);
		if (session.getPersistenceContextInternal().getEntry(entity) != null || !this.capture.hearsPreSave(persister)) {
			return false;
		}
		Boolean isTransient = persister.isTransient(entity, session);
		if (isTransient != null) {
			return isTransient;
		}
		return action != CascadingActions.MERGE || early && !isStored(entity, persister, session);
	}

	/**
	 * Load what a merge would load.
	 */
	private boolean isStored(Object entity, EntityPersister persister, EventSource session) {
		Object id = persister.getIdentifier(entity, session);
		return session.getLoadQueryInfluencers()
			.fromInternalFetchProfile(CascadingFetchProfile.MERGE,
					() -> session.find(persister.getMappedClass(), id) != null);
	}

	@Override
	public void onDelete(DeleteEvent event) {
		load(event);
	}

	@Override
	public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
		load(event);
	}

	/**
	 * Load the collections of what is going to be deleted, if somebody hears of their
	 * elements.
	 */
	private void load(DeleteEvent event) {
		if (!this.capture.hearsLinks()) {
			return;
		}
		EventSource session = event.getSession();
		Object entity = session.getPersistenceContextInternal().unproxyAndReassociate(event.getObject());
		EntityPersister persister = session.getEntityPersister(event.getEntityName(), entity);
		if (!persister.hasCollections() || session.getPersistenceContextInternal().getEntry(entity) == null) {
			return;
		}
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; i < types.length; i++) {
			if (types[i] instanceof CollectionType type && isHeard(type, entity, session)) {
				Hibernate.initialize(UnseenValues.value(entity, persister, i, session));
			}
		}
	}

	private boolean isHeard(CollectionType type, Object entity, EventSource session) {
		CollectionPersister collection = session.getFactory()
			.getMappingMetamodel()
			.getCollectionDescriptor(type.getRole());
		return !collection.isInverse() && this.capture.hearsLinks(collection, entity);
	}

}
