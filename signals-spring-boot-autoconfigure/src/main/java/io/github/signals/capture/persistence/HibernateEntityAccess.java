package io.github.signals.capture.persistence;

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
import io.github.signals.dispatch.CallObserver;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.EntityAccess;

/**
 * Reads entities as Hibernate maps them, and tells its persistence context what was
 * signalled of them.
 *
 * @since 0.1.0
 */
public final class HibernateEntityAccess implements EntityAccess {

	private final Supplier<EntityManager> entityManager;

	private final Supplier<@Nullable PersistenceCapture> capture;

	/**
	 * Create the access.
	 * @param entityManager the shared entity manager of the repository
	 * @param capture what notices the writes, or {@code null} if nobody does
	 */
	public HibernateEntityAccess(Supplier<EntityManager> entityManager,
			Supplier<@Nullable PersistenceCapture> capture) {
		this.entityManager = entityManager;
		this.capture = capture;
	}

	@Override
	public Object unproxy(Object instance) {
		if (instance instanceof HibernateProxy proxy) {
			LazyInitializer reference = proxy.getHibernateLazyInitializer();
			if (reference.isUninitialized() && reference.getSession() == null) {
				// Detached: it cannot load itself any more.
				Object loaded = this.entityManager.get()
					.find(reference.getPersistentClass(), reference.getInternalIdentifier());
				return (loaded != null) ? Hibernate.unproxy(loaded) : instance;
			}
		}
		return Hibernate.unproxy(instance);
	}

	@Override
	public <R> R beforeMerge(Supplier<R> load) {
		return session().getLoadQueryInfluencers().fromInternalFetchProfile(CascadingFetchProfile.MERGE, load);
	}

	@Override
	public boolean isManaged(Object instance) {
		EntityEntry entry = entry(session(), instance);
		return entry != null && !entry.getStatus().isDeletedOrGone();
	}

	@Override
	public @Nullable Map<String, @Nullable Object> loaded(Object instance) {
		SessionImplementor session = session();
		FactoryCapture factory = factory(session);
		SessionWrites known = (factory != null) ? factory.knownWrites(session) : null;
		Snapshot told = (known != null) ? known.announced().told(instance) : null;
		return (told != null) ? told.attributes(session) : stored(instance, session);
	}

	private static @Nullable Map<String, @Nullable Object> stored(Object instance, SessionImplementor session) {
		EntityEntry entry = entry(session, instance);
		@Nullable Object[] state = (entry != null) ? entry.getLoadedState() : null;
		return (entry != null && state != null) ? EntityState.stored(entry.getPersister(), state, session) : null;
	}

	@Override
	public Map<String, @Nullable Object> current(Object instance) {
		SessionImplementor session = session();
		EntityPersister persister = session.getEntityPersister(null, instance);
		return EntityState.of(persister, persister.getValues(instance), session);
	}

	@Override
	public boolean isHeldBack(Object instance) {
		SessionImplementor session = session();
		EntityEntry entry = entry(session, instance);
		if (entry == null || session.getHibernateFlushMode() != FlushMode.MANUAL) {
			return false;
		}
		return !entry.isExistsInDatabase() || isDirty(instance);
	}

	@Override
	public boolean holdsBackDeletes() {
		return session().getHibernateFlushMode() == FlushMode.MANUAL;
	}

	private boolean isDirty(Object instance) {
		Map<String, @Nullable Object> loaded = stored(instance, session());
		return loaded == null || !Changes.between(loaded, current(instance)).isEmpty();
	}

	private SessionImplementor session() {
		return this.entityManager.get().unwrap(SessionImplementor.class);
	}

	private static @Nullable EntityEntry entry(SessionImplementor session, Object instance) {
		return session.getPersistenceContextInternal().getEntry(instance);
	}

	@Override
	public boolean tellsWrites() {
		return factory(session()) != null;
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
	public void settle() {
		writes().settle();
	}

	@Override
	public void prepared(Object instance) {
		writes().announced().prepared(instance);
	}

	@Override
	public void saved(Object instance, DispatchContext context, boolean heard) {
		SessionImplementor session = session();
		if (entry(session, instance) != null) {
			EntityPersister persister = session.getEntityPersister(null, instance);
			boolean state = heard || !context.admitsAll();
			writes().announced()
				.announceSave(instance,
						Announcement.signalled(context, state ? Snapshot.of(instance, persister, session) : null,
								writes().routes(persister), entry(session, instance)));
		}
	}

	@Override
	public CallObserver observer() {
		return writes().announced();
	}

	@Override
	public void deleted(Object instance, DispatchContext context) {
		SessionImplementor session = session();
		Object managed = instance;
		if (entry(session, instance) == null) {
			EntityPersister persister = session.getEntityPersister(null, instance);
			EntityKey key = session.generateEntityKey(persister.getIdentifier(instance, session), persister);
			managed = session.getPersistenceContextInternal().getEntity(key);
		}
		if (managed != null) {
			EntityPersister persister = session.getEntityPersister(null, managed);
			writes().announced()
				.announceDelete(managed,
						Announcement.signalled(context, null, writes().routes(persister), entry(session, managed)));
		}
	}

	private SessionWrites writes() {
		SessionImplementor session = session();
		FactoryCapture factory = factory(session);
		if (factory == null) {
			throw new IllegalStateException("Nobody notices the writes of " + session.getFactory().getName());
		}
		return factory.writes(session.asEventSource());
	}

	private @Nullable FactoryCapture factory(SessionImplementor session) {
		PersistenceCapture current = this.capture.get();
		return (current != null) ? current.find(session.getFactory()) : null;
	}

}
