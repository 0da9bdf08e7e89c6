package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Calls the receivers of what a flush is going to write before it begins, so that they
 * may use the persistence context, and what they set is flushed with the rest.
 */
final class FlushPreparation extends AbstractFlushingEventListener
		implements FlushEventListener, AutoFlushEventListener {

	private final FactoryCapture capture;

	private final CallPreparation calls;

	FlushPreparation(FactoryCapture capture) {
		this.capture = capture;
		this.calls = new CallPreparation(capture);
	}

	FactoryCapture capture() {
		return this.capture;
	}

	@Override
	public void onFlush(FlushEvent event) {
		if (this.capture.hearsBefore()) {
			prepare(event.getSession(), null);
		}
		loadReplaced(event.getSession());
		begin(event.getSession());
	}

	@Override
	public void onAutoFlush(AutoFlushEvent event) {
		EventSource session = event.getSession();
		FlushMode mode = session.getHibernateFlushMode();
		Set<String> spaces = (mode == FlushMode.ALWAYS) ? null : event.getQuerySpaces();
		if (!this.capture.isListening() || mode == FlushMode.MANUAL || mode == FlushMode.COMMIT
				|| spaces != null && spaces.isEmpty()) {
			return;
		}
		if (this.capture.hearsBefore() && prepare(session, spaces)) {
			// What receivers were told of is written now, whatever the query asks for.
			session.flush();
		}
		loadReplaced(session);
		begin(session);
	}

	private void begin(EventSource session) {
		SessionWrites writes = this.capture.hasCallbacks() ? this.capture.knownWrites(session) : null;
		if (writes != null) {
			writes.announced().flushing();
		}
	}

	/**
	 * Load collections that were replaced by others unseen, if somebody hears what was
	 * removed.
	 */
	private void loadReplaced(EventSource session) {
		if (this.capture.hearsCollections()) {
			new ReplacedCollections(this.capture.signals()).load(session);
		}
	}

	/**
	 * Call receivers until they add nothing any more.
	 * @param spaces the tables that a query is going to read, or {@code null} for all
	 * @return whether a receiver was called
	 */
	private boolean prepare(EventSource session, @Nullable Set<String> spaces) {
		SessionWrites writes = this.capture.writes(session);
		for (int round = 0; round <= this.capture.signals().maxDepth(); round++) {
			this.calls.prepareFlush(session);
			preFlush(session, session.getPersistenceContextInternal());
			List<Object> saves = saves(session, writes);
			List<Object> deletes = deletes(session, writes);
			if (saves.isEmpty() && deletes.isEmpty()) {
				return round > 0;
			}
			if (round == 0 && spaces != null && !isToBeFlushed(session, spaces)) {
				deletes.forEach(writes.announced()::removed);
				return false;
			}
			saves.forEach((entity) -> save(entity, session, writes));
			deletes.forEach((entity) -> delete(entity, session, writes));
		}
		throw this.capture.signals()
			.addedTooOften(saves(session, writes).stream().map((entity) -> routes(entity, session)));
	}

	private List<Object> saves(EventSource session, SessionWrites writes) {
		List<Object> fresh = new ArrayList<>();
		if (!this.capture.signals().registry().hears(PreSave.class)) {
			return fresh;
		}
		ManagedEntities managed = ManagedEntities.of(session);
		for (int i = 0; i < managed.size(); i++) {
			EntityEntry entry = managed.entry(i);
			Object entity = managed.entity(i);
			if (!this.capture.signals().routes(entry.getPersister()).of(PreSave.class).isEmpty()
					&& Dirtiness.isToBeSaved(entity, entry, session) && !writes.announced().isPrepared(entity)
					&& !writes.announced().isSaved(entity)) {
				fresh.add(entity);
			}
		}
		return fresh;
	}

	private List<Object> deletes(EventSource session, SessionWrites writes) {
		List<Object> fresh = new ArrayList<>();
		for (Object entity : writes.announced().takeRemoved()) {
			EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
			if (entry != null && entry.getStatus() == Status.DELETED && entry.isExistsInDatabase()
					&& !writes.announced().isDeleteSignalled(entity)
					&& !routes(entity, session).of(PreDelete.class).isEmpty()) {
				fresh.add(entity);
			}
		}
		return fresh;
	}

	private boolean isToBeFlushed(EventSource session, Set<String> spaces) {
		if (session.getActionQueue().areTablesToBeUpdated(spaces)) {
			return true;
		}
		ManagedEntities managed = ManagedEntities.of(session);
		for (int i = 0; i < managed.size(); i++) {
			EntityEntry entry = managed.entry(i);
			Object entity = managed.entity(i);
			if (Arrays.stream(entry.getPersister().getQuerySpaces()).anyMatch(spaces::contains)
					&& Dirtiness.isToBeSaved(entity, entry, session)) {
				return true;
			}
		}
		return CollectionState.isAnyDirty(session, spaces);
	}

	private void save(Object entity, EventSource session, SessionWrites writes) {
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		if (entry == null || writes.announced().isPrepared(entity)) {
			return;
		}
		writes.announced().prepared(entity);
		this.capture.signals().preSave(entity, routes(entity, session), context(writes.announced().savedBy(entity)));
		EntityEntry current = session.getPersistenceContextInternal().getEntry(entity);
		if (current != null) {
			if (!current.isExistsInDatabase()) {
				addToInsert(entity, current, session);
			}
			writes.announced().prepared(entity);
		}
	}

	/**
	 * Have the insert that waits write what a receiver has set, instead of an update
	 * after it.
	 */
	private static void addToInsert(Object entity, EntityEntry entry, EventSource session) {
		@Nullable Object[] inserted = entry.getLoadedState();
		EntityPersister persister = entry.getPersister();
		@Nullable Object[] values = persister.getValues(entity);
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; inserted != null && i < types.length; i++) {
			if (!(types[i] instanceof CollectionType) && !(types[i] instanceof EntityType)
					&& !types[i].isSame(inserted[i], values[i])) {
				inserted[i] = types[i].deepCopy(values[i], session.getFactory());
			}
		}
	}

	private void delete(Object entity, EventSource session, SessionWrites writes) {
		writes.announced().deletePrepared(entity);
		this.capture.signals()
			.preDelete(entity, routes(entity, session), context(writes.announced().deletedBy(entity)));
	}

	private DispatchContext context(@Nullable DispatchContext announced) {
		return (announced != null) ? announced : this.capture.signals().context(Origin.FLUSH);
	}

	private SenderRoutes routes(Object entity, EventSource session) {
		return this.capture.signals().routes(session.getEntityPersister(null, entity));
	}

}
