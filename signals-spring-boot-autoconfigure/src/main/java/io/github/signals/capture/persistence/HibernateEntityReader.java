package io.github.signals.capture.persistence;

import java.util.Map;
import java.util.function.Supplier;

import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.loader.ast.spi.CascadingFetchProfile;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.capture.EntityReader;

/**
 * Reads entities as Hibernate maps them, and what its persistence context remembers.
 */
class HibernateEntityReader implements EntityReader {

	final SessionImplementor session;

	HibernateEntityReader(SessionImplementor session) {
		this.session = session;
	}

	@Override
	public Object unproxy(Object instance) {
		if (!(instance instanceof HibernateProxy proxy)) {
			return instance;
		}
		LazyInitializer reference = proxy.getHibernateLazyInitializer();
		if (reference.isUninitialized() && reference.getSession() == null) {
			// Detached: it can no longer load itself.
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
		return isManaged(instance);
	}

	@Override
	public @Nullable Map<String, @Nullable Object> loaded(Object instance) {
		return stored(instance);
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
			// The known state may have been flushed in the meantime.
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

	final @Nullable Map<String, @Nullable Object> stored(Object instance) {
		EntityEntry entry = entry(instance);
		@Nullable Object[] state = (entry != null) ? UnseenState.stored(entry) : null;
		if (entry == null || state == null) {
			return null;
		}
		EntityPersister persister = entry.getPersister();
		return EntityState.stored(persister,
				persister.hasCollections() ? CollectionState.written(state, instance, persister, this.session) : state,
				this.session);
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

	final @Nullable EntityEntry entry(Object instance) {
		return this.session.getPersistenceContextInternal().getEntry(instance);
	}

}
