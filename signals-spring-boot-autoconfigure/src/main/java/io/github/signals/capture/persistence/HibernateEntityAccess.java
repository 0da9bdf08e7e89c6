package io.github.signals.capture.persistence;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.loader.ast.spi.CascadingFetchProfile;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.PreSave;
import io.github.signals.dispatch.CallObserver;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.EntityAccess;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Reads entities as Hibernate maps them, and tells its persistence context what was
 * signalled of them.
 */
final class HibernateEntityAccess implements EntityAccess {

	private final SessionImplementor session;

	private final @Nullable SessionWrites writes;

	/**
	 * Create the access.
	 * @param session the persistence context
	 * @param writes what it writes, or {@code null} if nobody notices
	 */
	HibernateEntityAccess(SessionImplementor session, @Nullable SessionWrites writes) {
		this.session = session;
		this.writes = writes;
	}

	@Override
	public Object unproxy(Object instance) {
		if (!(instance instanceof HibernateProxy proxy)) {
			return instance;
		}
		LazyInitializer reference = proxy.getHibernateLazyInitializer();
		if (reference.isUninitialized() && reference.getSession() == null) {
			// Detached: it cannot load itself any more.
			Object loaded = this.session.find(reference.getPersistentClass(), reference.getInternalIdentifier());
			return (loaded != null) ? Hibernate.unproxy(loaded) : instance;
		}
		return Hibernate.unproxy(instance);
	}

	@Override
	public <R> R beforeMerge(Supplier<R> load) {
		return this.session.getLoadQueryInfluencers().fromInternalFetchProfile(CascadingFetchProfile.MERGE, load);
	}

	@Override
	public boolean isManaged(Object instance) {
		EntityEntry entry = entry(instance);
		return entry != null && !entry.getStatus().isDeletedOrGone();
	}

	@Override
	public boolean isToBeUpdated(Object instance) {
		EntityEntry entry = entry(instance);
		return entry != null && !entry.getStatus().isDeletedOrGone() && (entry.isExistsInDatabase()
				|| this.writes == null || this.writes.announced().known(instance).isAnnounced());
	}

	@Override
	public @Nullable Map<String, @Nullable Object> loaded(Object instance) {
		Snapshot told = (this.writes != null) ? this.writes.announced().known(instance).told() : null;
		if (told == null) {
			return stored(instance);
		}
		// What was not read when it was told is as it is stored.
		Map<String, @Nullable Object> stored = told.isComplete() ? null : stored(instance);
		Map<String, @Nullable Object> state = (stored != null) ? stored : new LinkedHashMap<>();
		state.putAll(told.attributes(this.session));
		return state;
	}

	@Override
	public void readReplaced(Object managed, Object instance) {
		EntityEntry entry = entry(managed);
		if (entry != null && Hibernate.isInitialized(instance)) {
			new UnseenValues(this.session).read(managed, entry, entry.getPersister().getValues(instance));
		}
	}

	@Override
	public void addRead(Object managed, Map<String, @Nullable Object> loaded) {
		EntityEntry entry = entry(managed);
		if (entry == null || !entry.getPersister().hasCollections() && !entry.getPersister().hasLazyProperties()) {
			return;
		}
		readReplaced(managed, managed);
		Map<String, @Nullable Object> read = loaded(managed);
		if (read != null) {
			// What was known may have been flushed meanwhile.
			read.keySet().removeAll(loaded.keySet());
			loaded.putAll(read);
		}
	}

	@Override
	public Changes changes(Object instance, @Nullable Map<String, @Nullable Object> stored,
			Map<String, @Nullable Object> current) {
		EntityAttributes attributes = EntityAttributes.of(this.session.getEntityPersister(null, instance));
		if (stored == null) {
			return attributes.created(current);
		}
		EntityEntry entry = entry(instance);
		@Nullable Object[] state = (entry != null) ? entry.getLoadedState() : null;
		if (entry == null || state == null) {
			return attributes.toBeUpdated(stored, current);
		}
		// What is generated is as Hibernate has written it, whatever was set.
		current.putAll(EntityState.singular(entry.getPersister(), state, attributes.generated(), this.session));
		return attributes.updated(stored, current);
	}

	private @Nullable Map<String, @Nullable Object> stored(Object instance) {
		EntityEntry entry = entry(instance);
		@Nullable Object[] state = (entry != null) ? UnseenState.stored(entry) : null;
		return (entry != null && state != null) ? EntityState.stored(entry.getPersister(), state, this.session) : null;
	}

	@Override
	public Map<String, @Nullable Object> current(Object instance) {
		EntityPersister persister = this.session.getEntityPersister(null, instance);
		return EntityState.of(persister, persister.getValues(instance), this.session);
	}

	@Override
	public boolean isHeldBack(Object instance) {
		if (!holdsBackDeletes()) {
			return false;
		}
		EntityEntry entry = entry(instance);
		return entry != null && (!entry.isExistsInDatabase() || isDirty(instance));
	}

	@Override
	public boolean holdsBackDeletes() {
		return this.session.getHibernateFlushMode() == FlushMode.MANUAL;
	}

	private boolean isDirty(Object instance) {
		Map<String, @Nullable Object> loaded = stored(instance);
		return loaded == null || !changes(instance, loaded, current(instance)).isEmpty();
	}

	private @Nullable EntityEntry entry(Object instance) {
		return this.session.getPersistenceContextInternal().getEntry(instance);
	}

	@Override
	public boolean tellsWrites() {
		return this.writes != null;
	}

	@Override
	public void enterCall() {
		writes().enterCall();
	}

	@Override
	public void exitCall() {
		writes().exitCall();
	}

	@Override
	public void settleDeletes() {
		if (this.writes != null) {
			this.writes.settleDeletes();
		}
	}

	@Override
	public void settle() {
		writes().settle();
	}

	@Override
	public void prepare(Collection<?> instances, Runnable receivers) {
		if (this.writes == null) {
			receivers.run();
		}
		else {
			this.writes.beginCall();
			this.writes.prepare(instances, receivers);
		}
	}

	@Override
	public void prepared(Object instance) {
		writes().announced().prepared(instance);
	}

	@Override
	public boolean saved(Object instance, boolean managed, DispatchContext context) {
		SessionWrites writes = writes();
		EntityEntry entry = entry(instance);
		if (entry == null) {
			return writes.announced().goneAnnounced(instance, context);
		}
		EntityPersister persister = entry.getPersister();
		SenderRoutes routes = writes.signals().routes(persister);
		if (!managed && !entry.isExistsInDatabase()) {
			// What comes before the insert may still change what is inserted.
			Snapshot state = routes.of(PreSave.class).isEmpty() ? Snapshot.ofInsert(instance, entry, this.session)
					: Snapshot.of(instance, persister, this.session);
			writes.announced().insertAnnounced(instance, Announcement.signalled(context, state, routes, entry));
			return true;
		}
		Snapshot state = Snapshot.of(instance, persister, this.session);
		writes.announced().announced(instance, Announcement.signalled(context, state, routes, entry));
		return !managed && writes.announced().known(instance).isCreated();
	}

	@Override
	public void savedUnheard(Object instance, boolean managed) {
		EntityEntry entry = entry(instance);
		if (entry == null) {
			return;
		}
		SessionSignals signals = writes().signals();
		boolean created = !entry.isExistsInDatabase();
		Announcement announcement = signals.unheard(signals.routes(entry.getPersister()), created);
		if (created && !managed) {
			writes().announced().insertAnnounced(instance, announcement);
		}
		else {
			writes().announced().announced(instance, announcement);
		}
	}

	@Override
	public CallObserver observer() {
		return writes().signals().watch();
	}

	@Override
	public void deleted(Object instance, DispatchContext context) {
		Object managed = instance;
		if (entry(instance) == null) {
			EntityPersister persister = this.session.getEntityPersister(null, instance);
			EntityKey key = this.session.generateEntityKey(persister.getIdentifier(instance, this.session), persister);
			managed = this.session.getPersistenceContextInternal().getEntity(key);
		}
		if (managed != null) {
			EntityPersister persister = this.session.getEntityPersister(null, managed);
			SenderRoutes routes = writes().signals().routes(persister);
			writes().announced()
				.deleteAnnounced(managed, Announcement.signalled(context, null, routes, entry(managed)));
		}
	}

	private SessionWrites writes() {
		if (this.writes == null) {
			throw new IllegalStateException("Nobody notices the writes of " + this.session.getFactory().getName());
		}
		return this.writes;
	}

}
