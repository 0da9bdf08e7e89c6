package io.github.signals.capture.persistence;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostCollectionRemoveEvent;
import org.hibernate.event.spi.PostCollectionRemoveEventListener;
import org.hibernate.event.spi.PostCollectionUpdateEvent;
import org.hibernate.event.spi.PostCollectionUpdateEventListener;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.SenderRoutes;

/**
 * Notes the rows that a flush writes, and nothing else: no receiver runs in it. What a
 * stateless session writes is left to {@link StatelessListener}.
 */
final class RowListener implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener,
		PostCollectionUpdateEventListener, PostCollectionRecreateEventListener, PostCollectionRemoveEventListener,
		CaptureListener {

	private final FactoryCapture capture;

	private final StatelessListener stateless;

	RowListener(FactoryCapture capture, StatelessListener stateless) {
		this.capture = capture;
		this.stateless = stateless;
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
	public void onPostInsert(PostInsertEvent event) {
		if (!event.getSession().isEventSource()) {
			this.stateless.onPostInsert(event);
			return;
		}
		EventSource session = event.getSession().asEventSource();
		SessionWrites known = this.capture.knownWrites(session);
		SenderRoutes routes = (known != null) ? known.signals().routes(event.getPersister())
				: this.capture.routes(event.getPersister());
		if (routes.hasRowReceivers()) {
			SessionWrites writes = (known != null) ? known : this.capture.writes(session);
			writes.created(event.getEntity(), event.getPersister(), routes, event.getState());
		}
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		if (!event.getSession().isEventSource()) {
			this.stateless.onPostUpdate(event);
			return;
		}
		EventSource session = event.getSession().asEventSource();
		@Nullable Object[] before = before(event, session);
		int[] dirty = Dirtiness.written(event, before);
		WrittenRow row = isRepeated(event, before, dirty, session) ? null
				: row(event.getEntity(), event.getPersister(), session);
		if (row != null) {
			row.updated(before, event.getState(), dirty);
		}
	}

	private static @Nullable Object @Nullable [] before(PostUpdateEvent event, EventSource session) {
		@Nullable Object[] loaded = event.getOldState();
		return (loaded != null && event.getEntity() instanceof PersistentAttributeInterceptable entity)
				? UnseenState.complete(loaded, session.getPersistenceContextInternal().getEntry(entity)) : loaded;
	}

	/**
	 * Return whether an update has changed nothing, once more.
	 */
	private boolean isRepeated(PostUpdateEvent event, @Nullable Object @Nullable [] before, int @Nullable [] dirty,
			EventSource session) {
		if (dirty == null || dirty.length == 0 || before == null) {
			return false;
		}
		int[] changed = WrittenValues.changed(dirty, event.getPersister(), event.getState(), before);
		return changed.length == 0 && !this.capture.writes(session).repeats().add(event.getEntity());
	}

	private boolean isRepeated(Object owner, CollectionPersister persister, @Nullable PersistentCollection<?> stored,
			@Nullable PersistentCollection<?> current, EventSource session) {
		return stored != null && current != null && EntityAttributes.areWrittenAlike(persister, stored, current)
				&& !this.capture.writes(session).repeats().add(owner);
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		if (!event.getSession().isEventSource()) {
			this.stateless.onPostDelete(event);
			return;
		}
		WrittenRow row = row(event.getEntity(), event.getPersister(), event.getSession().asEventSource());
		if (row != null) {
			row.deleted(event.getDeletedState());
			this.capture.announced(event.getSession().asEventSource()).unmanaged();
		}
	}

	private @Nullable WrittenRow row(Object entity, EntityPersister persister, EventSource session) {
		SenderRoutes routes = this.capture.routes(persister);
		return routes.hasRowReceivers() ? this.capture.writes(session).written(entity, persister, routes) : null;
	}

	@Override
	public void onPostUpdateCollection(PostCollectionUpdateEvent event) {
		PersistentCollection<?> collection = event.getCollection();
		// Without being loaded, nothing but its cache is touched.
		if (collection.wasInitialized()) {
			changed(event, collection, collection);
		}
	}

	@Override
	public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
		changed(event, null, event.getCollection());
	}

	@Override
	public void onPostRemoveCollection(PostCollectionRemoveEvent event) {
		changed(event, event.getCollection(), null);
	}

	private void changed(AbstractCollectionEvent event, @Nullable PersistentCollection<?> stored,
			@Nullable PersistentCollection<?> current) {
		Object owner = event.getAffectedOwnerOrNull();
		EventSource session = session(event);
		CollectionPersister persister = (session != null) ? persister(stored, current, session) : null;
		if (owner == null || session == null || persister == null || persister.isInverse()) {
			return;
		}
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(owner);
		WrittenRow row = (entry != null && !MappedCollections.isOfEntities(persister)
				&& !isRepeated(owner, persister, stored, current, session)) ? row(owner, entry.getPersister(), session)
						: null;
		if (row != null) {
			row.changed(MappedCollections.attribute(persister), stored, current);
		}
		if (this.capture.hearsLinks(persister, owner)) {
			boolean deleted = entry == null || entry.getStatus().isDeletedOrGone();
			this.capture.writes(session)
				.linked(new LinkChange(owner, persister, LinkChange.stored(stored), LinkChange.elements(current),
						deleted));
		}
	}

	/**
	 * Return the session of a collection that is in a persistence context.
	 */
	private static @Nullable EventSource session(AbstractCollectionEvent event) {
		PersistentCollection<?> collection = event.getCollection();
		if (collection != null && collection.getSession() != null) {
			return collection.getSession().isEventSource() ? collection.getSession().asEventSource() : null;
		}
		return (collection == null) ? event.getSession() : null;
	}

	/**
	 * Return the persister that Hibernate 7.2's events do not tell: of what is removed it
	 * is the one before the flush, which is the role that the collection still has.
	 */
	private static @Nullable CollectionPersister persister(@Nullable PersistentCollection<?> stored,
			@Nullable PersistentCollection<?> current, EventSource session) {
		String role = (stored != null) ? stored.getRole() : null;
		if (role != null) {
			return session.getFactory().getMappingMetamodel().getCollectionDescriptor(role);
		}
		CollectionEntry entry = (current != null) ? session.getPersistenceContextInternal().getCollectionEntry(current)
				: null;
		return (entry != null) ? entry.getLoadedPersister() : null;
	}

}
