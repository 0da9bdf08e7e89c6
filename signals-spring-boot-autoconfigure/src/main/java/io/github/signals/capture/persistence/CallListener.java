package io.github.signals.capture.persistence;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.ClearEvent;
import org.hibernate.event.spi.ClearEventListener;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EvictEvent;
import org.hibernate.event.spi.EvictEventListener;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.DispatchScope;

/**
 * Notes who and what leads to the calls of the entity manager, and calls the receivers of
 * rows that they wrote at once, as an insert with an identity column does.
 */
final class CallListener implements PersistEventListener, MergeEventListener, DeleteEventListener, EvictEventListener,
		ClearEventListener, CaptureListener {

	private final FactoryCapture capture;

	CallListener(FactoryCapture capture) {
		this.capture = capture;
	}

	@Override
	public FactoryCapture capture() {
		return this.capture;
	}

	@Override
	public void onPersist(PersistEvent event) {
		noteSave(event.getObject(), event.getSession());
		settle(event.getSession());
	}

	@Override
	public void onPersist(PersistEvent event, PersistContext createdAlready) {
		noteSave(event.getObject(), event.getSession());
	}

	@Override
	public void onMerge(MergeEvent event) {
		merged(event);
		settle(event.getSession());
	}

	@Override
	public void onMerge(MergeEvent event, MergeContext copiedAlready) {
		merged(event);
	}

	private void merged(MergeEvent event) {
		Object result = event.getResult();
		SessionWrites writes = this.capture.knownWrites(event.getSession());
		if (result != null && writes != null && event.getOriginal() != null) {
			writes.announced().preparedAs(event.getOriginal(), result);
			writes.signals().notes().merged(event.getOriginal(), result);
		}
		if (result != null && this.capture.insertsAtOnce() && this.capture.hearsPreSaves()) {
			noteMerged(result, event.getSession());
		}
		noteSave(result, event.getSession());
	}

	/**
	 * Note what a merge has created, whose insert may run before a flush asks for it.
	 */
	private void noteMerged(Object copy, EventSource session) {
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(copy);
		if (entry != null && !entry.isExistsInDatabase() && this.capture.hearsPreSave(entry.getPersister())) {
			this.capture.writes(session).preparation().merged(copy);
		}
	}

	@Override
	public void onDelete(DeleteEvent event) {
		noteDelete(event);
		SessionWrites writes = this.capture.knownWrites(event.getSession());
		if (writes != null) {
			writes.preparation().deleting(null);
		}
	}

	@Override
	public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
		noteDelete(event);
	}

	private void noteSave(@Nullable Object instance, EventSource session) {
		if (DispatchScope.isPlain()) {
			return;
		}
		Object entity = CascadedEntities.loaded(instance);
		DispatchContext context = scope();
		if (entity != null && context != null && session.getPersistenceContextInternal().getEntry(entity) != null) {
			this.capture.announced(session).saveNoted(entity, context);
		}
	}

	@Override
	public void onEvict(EvictEvent event) {
		noteUnmanaged(event.getSession());
		settleForgotten(event.getSession());
	}

	@Override
	public void onClear(ClearEvent event) {
		noteUnmanaged(event.getSession());
		settleForgotten(event.getSession());
	}

	/**
	 * A row that was inserted early is not deleted any more, unless it is a rollback that
	 * forgets it.
	 */
	private void settleForgotten(EventSource session) {
		if (session.isTransactionInProgress()) {
			settle(session);
		}
	}

	private void noteUnmanaged(EventSource session) {
		SessionWrites writes = this.capture.knownWrites(session);
		if (writes != null) {
			writes.announced().unmanaged();
		}
	}

	private void noteDelete(DeleteEvent event) {
		EventSource session = event.getSession();
		Object entity = CascadedEntities.loaded(event.getObject());
		EntityEntry entry = (entity != null) ? session.getPersistenceContextInternal().getEntry(entity) : null;
		if (entity != null && entry != null) {
			noteDelete(entity, session);
		}
		noteUnmanaged(session);
	}

	private void noteDelete(Object entity, EventSource session) {
		DispatchContext context = scope();
		if (context != null) {
			this.capture.announced(session).deleteNoted(entity, context);
		}
		if (this.capture.hearsBefore() && !this.capture.announced(session).known(entity).isDeletePrepared()) {
			this.capture.writes(session).preparation().removed(entity);
		}
	}

	/**
	 * Return the context of the call, if the flush could have another one.
	 */
	private @Nullable DispatchContext scope() {
		DispatchContext context = this.capture.context();
		return context.admitsAll() ? null : context;
	}

	private void settle(EventSource session) {
		PersistenceContext context = session.getPersistenceContextInternal();
		SessionWrites writes = (this.capture.insertsAtOnce() && context.getCascadeLevel() == 0 && !context.isFlushing())
				? this.capture.knownWrites(session) : null;
		if (writes != null) {
			writes.settle();
		}
	}

}
