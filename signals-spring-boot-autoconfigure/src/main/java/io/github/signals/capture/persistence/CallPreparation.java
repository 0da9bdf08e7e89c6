package io.github.signals.capture.persistence;

import java.util.List;

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
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import io.github.signals.DeleteFailed;
import io.github.signals.PostDelete;
import io.github.signals.PreDelete;
import io.github.signals.SignalCause;
import io.github.signals.dispatch.CausedContext;
import io.github.signals.dispatch.SenderRoutes;

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

	private void prepare(@Nullable Object root, CascadingAction<?> action, EventSource session) {
		if (root != null && this.capture.hearsPreSaves()) {
			try {
				prepareHeard(root, action, session);
			}
			catch (RuntimeException | Error ex) {
				FailureListeners.callFailed(this.capture, session, root, false, ex);
				throw ex;
			}
		}
	}

	private void prepareHeard(Object root, CascadingAction<?> action, EventSource session) {
		this.capture.writes(session).beginCall();
		if (!session.getPersistenceContextInternal().isFlushing()) {
			new UpcomingCreations(this.capture, action, session).prepare(List.of(root));
			this.capture.writes(session).settleFlushed();
		}
	}

	@Override
	public void onDelete(DeleteEvent event) {
		if (event.getSession().getPersistenceContextInternal().isFlushing()) {
			noteCause(event);
		}
		else if (this.capture.hearsDeletes()) {
			Object root = CascadedEntities.loaded(event.getObject());
			this.capture.writes(event.getSession()).preparation().deleting(root);
		}
		load(event);
	}

	@Override
	public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
		noteCause(event);
		load(event);
	}

	/**
	 * Note whose delete or save leads to a delete that nobody has called for, if somebody
	 * may ask for it.
	 */
	private void noteCause(DeleteEvent event) {
		EventSource session = event.getSession();
		Object entity = CascadedEntities.loaded(event.getObject());
		EntityEntry entry = (entity != null) ? session.getPersistenceContextInternal().getEntry(entity) : null;
		if (entity == null || entry == null || entry.getStatus() != Status.MANAGED
				|| !asksCause(this.capture.routes(entry.getPersister()))) {
			return;
		}
		boolean flushing = session.getPersistenceContextInternal().isFlushing();
		SessionWrites writes = this.capture.writes(session);
		SignalCause cause = new DeleteCauses(session).of(entity, flushing ? null : writes.preparation().deleting());
		if (cause != null) {
			writes.announced().deleteNoted(entity, CausedContext.by(cause, this.capture.context()));
		}
	}

	private static boolean asksCause(SenderRoutes routes) {
		return routes.of(PostDelete.class).asksCause() || routes.of(PreDelete.class).asksCause()
				|| routes.of(DeleteFailed.class).asksCause();
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
