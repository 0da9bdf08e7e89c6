package io.github.signals.capture.persistence;

import java.util.Collection;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.PreSave;
import io.github.signals.capture.ManagedEntityReader;
import io.github.signals.dispatch.CallObserver;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Reads the entities of a session whose writes are captured: tells the capture what a
 * call has signalled of them, and knows what that is.
 */
final class CapturedEntityReader extends AnnouncedEntityReader implements ManagedEntityReader {

	private final SessionWrites writes;

	private final SessionSignals signals;

	CapturedEntityReader(SessionImplementor session, SessionWrites writes) {
		super(session, writes.announced());
		this.writes = writes;
		this.signals = writes.signals();
	}

	@Override
	public void enterCall() {
		this.writes.enterCall();
	}

	@Override
	public void exitCall() {
		this.writes.exitCall();
	}

	@Override
	public void settleDeletes() {
		this.writes.settleDeletes();
	}

	@Override
	public void settle() {
		this.writes.settle();
	}

	@Override
	public void prepare(Collection<?> instances, Runnable receivers) {
		this.writes.beginCall();
		this.writes.prepare(instances, receivers);
	}

	@Override
	public void prepared(Object instance) {
		this.announced.prepared(instance);
	}

	@Override
	public boolean saved(Object instance, boolean managed, DispatchContext context) {
		EntityEntry entry = entry(instance);
		if (entry == null) {
			return this.announced.goneAnnounced(instance, context);
		}
		EntityPersister persister = entry.getPersister();
		SenderRoutes routes = this.signals.routes(persister);
		if (!managed && !entry.isExistsInDatabase()) {
			// What comes before the insert may still change what is inserted.
			EntityCopy state = routes.of(PreSave.class).isEmpty() ? EntityCopy.ofInsert(instance, entry, this.session)
					: EntityCopy.of(instance, persister, this.session);
			this.announced.insertAnnounced(instance, Announcement.signalled(context, state, routes, entry));
			return true;
		}
		EntityCopy state = EntityCopy.of(instance, persister, this.session);
		this.announced.announced(instance, Announcement.signalled(context, state, routes, entry));
		return !managed && this.announced.known(instance).isCreated();
	}

	@Override
	public void savedUnheard(Object instance, boolean managed) {
		EntityEntry entry = entry(instance);
		if (entry == null) {
			return;
		}
		boolean created = !entry.isExistsInDatabase();
		Announcement unheard = this.signals.unheard(this.signals.routes(entry.getPersister()), created);
		if (created && !managed) {
			this.announced.insertAnnounced(instance, unheard);
		}
		else {
			this.announced.announced(instance, unheard);
		}
	}

	@Override
	public CallObserver observer() {
		return this.signals.watch();
	}

	@Override
	public CallObserver observerOfNoted() {
		return this.signals.watch().ofNoted();
	}

	@Override
	public void deleted(Object instance, DispatchContext context) {
		Object managed = (entry(instance) != null) ? instance : managed(instance);
		if (managed != null) {
			SenderRoutes routes = this.signals.routes(this.session.getEntityPersister(null, managed));
			this.announced.deleteAnnounced(managed, Announcement.signalled(context, null, routes, entry(managed)));
		}
	}

	private @Nullable Object managed(Object instance) {
		EntityPersister persister = this.session.getEntityPersister(null, instance);
		EntityKey key = this.session.generateEntityKey(persister.getIdentifier(instance, this.session), persister);
		return this.session.getPersistenceContextInternal().getEntity(key);
	}

}
