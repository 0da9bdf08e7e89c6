package io.github.signals.capture.persistence;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.capture.persistence.StatelessReads.Stored;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.NotedContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Signals what stateless sessions write, around each of their calls. They remember
 * nothing: what was stored is read before an upsert, and before an update whose changes
 * somebody asks for.
 */
final class StatelessListener implements PreInsertEventListener, PreUpdateEventListener, PreUpsertEventListener,
		PreDeleteEventListener, PostInsertEventListener, PostUpdateEventListener, PostUpsertEventListener,
		PostDeleteEventListener, CaptureListener {

	private final FactoryCapture capture;

	private final StatelessNotes notes = new StatelessNotes();

	StatelessListener(FactoryCapture capture) {
		this.capture = capture;
	}

	@Override
	public FactoryCapture capture() {
		return this.capture;
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

	@Override
	public boolean onPreInsert(PreInsertEvent event) {
		SenderRoutes routes = saveRoutes(event);
		if (routes != null) {
			prepare(event, event.getState(), StatelessSave.INSERT, routes);
		}
		return false;
	}

	@Override
	public boolean onPreUpdate(PreUpdateEvent event) {
		SenderRoutes routes = saveRoutes(event);
		if (routes != null) {
			StatelessSave save = routes.of(PreSave.class).asksChanges() ? StatelessSave.update(read(event))
					: StatelessSave.UNREAD;
			prepare(event, event.getState(), save, routes);
			if (routes.askChanges()) {
				remember(event, save);
			}
		}
		return false;
	}

	@Override
	public boolean onPreUpsert(PreUpsertEvent event) {
		SenderRoutes routes = saveRoutes(event);
		if (routes != null) {
			StatelessSave save = routes.of(PreSave.class).asksCreation() ? StatelessSave.upsert(read(event))
					: StatelessSave.UNREAD;
			prepare(event, event.getState(), save, routes);
			remember(event, save);
		}
		return false;
	}

	@Override
	public boolean onPreDelete(PreDeleteEvent event) {
		SenderRoutes routes = routes(event.getPersister());
		if (!event.getSession().isEventSource() && !routes.of(PreDelete.class).isEmpty()) {
			DispatchContext context = NotedContext.of(signals().context(Origin.FLUSH), routes);
			signals().nowIn(event.getSession(), new PreDelete<>(routes.sender(), event.getEntity(), context), routes,
					null);
			this.notes.add(event.getEntity(), context);
		}
		return false;
	}

	/**
	 * Return who hears a save of a stateless session, or {@code null} if nobody does or
	 * it is of another session.
	 */
	private @Nullable SenderRoutes saveRoutes(AbstractPreDatabaseOperationEvent event) {
		SenderRoutes routes = event.getSession().isEventSource() ? null : routes(event.getPersister());
		return (routes != null && routes.hasSaveReceivers()) ? routes : null;
	}

	private void prepare(AbstractPreDatabaseOperationEvent event, @Nullable Object[] state, StatelessSave save,
			SenderRoutes routes) {
		if (!routes.of(PreSave.class).isEmpty()) {
			DispatchContext context = NotedContext.of(signals().context(Origin.FLUSH), routes);
			signals().nowIn(event.getSession(), save.signal(event, state, routes, context), routes, null);
			this.notes.add(event.getEntity(), context);
			copyValues(event, state);
		}
	}

	/**
	 * The statement writes the values that were taken before the receivers were called.
	 */
	private static void copyValues(AbstractPreDatabaseOperationEvent event, @Nullable Object[] state) {
		EntityPersister persister = event.getPersister();
		@Nullable Object[] values = persister.getValues(event.getEntity());
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; i < types.length; i++) {
			boolean version = persister.isVersioned() && i == persister.getVersionPropertyIndex();
			if (!version && !(types[i] instanceof CollectionType) && !UnreadValue.is(values[i])
					&& (UnreadValue.is(state[i]) || !types[i].isSame(state[i], values[i]))) {
				state[i] = values[i];
			}
		}
	}

	private static @Nullable Object @Nullable [] read(AbstractPreDatabaseOperationEvent event) {
		return StoredRow.readStateless(event.getPersister(), event.getId(), event.getSession());
	}

	/**
	 * Remember what was stored until the statement is executed: receivers may have
	 * written with a session of their own meanwhile.
	 */
	private void remember(AbstractPreDatabaseOperationEvent event, StatelessSave save) {
		this.capture.statelessReads().add(event.getEntity(), save.isRead() ? save.stored() : read(event));
	}

	private @Nullable Stored takeStored(Object entity) {
		return this.capture.statelessReads().take(entity);
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		if (isHeard(event.getPersister())) {
			WrittenRow row = row(event.getEntity(), event.getPersister());
			row.inserted(event.getState());
			deliver(row, event.getSession());
		}
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		if (isHeard(event.getPersister())) {
			Stored known = takeStored(event.getEntity());
			WrittenRow row = row(event.getEntity(), event.getPersister());
			row.updated((known != null) ? known.state() : null, event.getState(), null);
			deliver(row, event.getSession());
		}
	}

	@Override
	public void onPostUpsert(PostUpsertEvent event) {
		if (isHeard(event.getPersister())) {
			Stored known = takeStored(event.getEntity());
			WrittenRow row = row(event.getEntity(), event.getPersister());
			if (known != null && known.state() == null) {
				row.inserted(event.getState());
			}
			else {
				row.updated((known != null) ? known.state() : null, event.getState(), null);
			}
			deliver(row, event.getSession());
		}
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		if (isHeard(event.getPersister())) {
			WrittenRow row = row(event.getEntity(), event.getPersister());
			row.deleted(event.getDeletedState());
			deliver(row, event.getSession());
		}
	}

	private boolean isHeard(EntityPersister persister) {
		SenderRoutes routes = routes(persister);
		return routes.hasSaveReceivers() || routes.hasDeleteReceivers();
	}

	private WrittenRow row(Object entity, EntityPersister persister) {
		return new WrittenRow(entity, persister, routes(persister));
	}

	private void deliver(WrittenRow row, SharedSessionContractImplementor session) {
		DispatchContext context = signals().context(Origin.FLUSH);
		WriteDelivery delivery = new WriteDelivery(signals(), session, null, SettledWrite.of(row), context,
				row.routes.takeNotes() ? this.notes.take(row.entity) : null);
		if (signals().registry().hasDeferredReceivers()) {
			Deferral transaction = signals().deferral(session);
			delivery.defer(transaction, transaction);
			if (row.routes.isPart()) {
				PartChanges parts = new PartChanges(signals(), session, true);
				parts.written(row, delivery.context().undecorated());
				parts.defer(transaction);
			}
		}
		if (signals().isTraced()) {
			signals().deferral(session).within(delivery::deliver);
		}
		else {
			delivery.deliver();
		}
	}

	private WriteSignals signals() {
		return this.capture.signals();
	}

	private SenderRoutes routes(EntityPersister persister) {
		return signals().routes(persister);
	}

}
