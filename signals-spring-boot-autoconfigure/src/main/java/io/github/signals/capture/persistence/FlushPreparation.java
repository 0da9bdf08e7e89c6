package io.github.signals.capture.persistence;

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
import org.jspecify.annotations.Nullable;

/**
 * Calls the receivers of what a flush is going to write before it begins, so that they
 * may use the persistence context, and what they set is flushed with the rest.
 */
final class FlushPreparation extends AbstractFlushingEventListener
		implements FlushEventListener, AutoFlushEventListener, CaptureListener {

	private final FactoryCapture capture;

	FlushPreparation(FactoryCapture capture) {
		this.capture = capture;
	}

	@Override
	public FactoryCapture capture() {
		return this.capture;
	}

	@Override
	public void onFlush(FlushEvent event) {
		EventSource session = event.getSession();
		if (this.capture.hearsBefore()) {
			prepare(session);
		}
		begin(session);
	}

	private boolean prepare(EventSource session) {
		try {
			return pending(session).prepare();
		}
		catch (RuntimeException | Error ex) {
			FailureListeners.flushFailed(this.capture, session, ex);
			throw ex;
		}
	}

	@Override
	public void onAutoFlush(AutoFlushEvent event) {
		EventSource session = event.getSession();
		if (!this.capture.isListening() || !mayFlush(event, session)) {
			return;
		}
		boolean called = this.capture.hearsBefore() && !isHeldUp(session) && prepare(session);
		if (isHeldUp(session) && session.getHibernateFlushMode() == FlushMode.AUTO) {
			// What receivers are told of at this moment is not written before they
			// return.
			event.setQuerySpaces(Set.of());
			return;
		}
		if (called) {
			// Whatever receivers have heard is written now, regardless of what the query
			// reads.
			session.flush();
		}
		begin(session);
	}

	private UpcomingWrites pending(EventSource session) {
		return new UpcomingWrites(this.capture, session,
				() -> preFlush(session, session.getPersistenceContextInternal()));
	}

	private static boolean mayFlush(AutoFlushEvent event, EventSource session) {
		Set<String> spaces = event.getQuerySpaces();
		return switch (session.getHibernateFlushMode()) {
			case ALWAYS -> true;
			case AUTO -> spaces == null || !spaces.isEmpty();
			case COMMIT, MANUAL -> false;
		};
	}

	private boolean isHeldUp(EventSource session) {
		SessionWrites writes = this.capture.knownWrites(session);
		return writes != null && writes.preparation().forbidsFlush();
	}

	private void begin(EventSource session) {
		SessionWrites writes = this.capture.knownWrites(session);
		loadReplaced(session, writes);
		if (writes != null) {
			if (this.capture.hasCallbacks()) {
				writes.announced().flushing();
			}
			writes.preparation().hide();
		}
	}

	/**
	 * Load collections that were replaced by others unseen, if somebody hears what was
	 * removed.
	 */
	private void loadReplaced(EventSource session, @Nullable SessionWrites writes) {
		if (this.capture.hearsLazyAttributes()) {
			readReplacedAttributes(session, writes);
		}
		if (this.capture.hearsCollections()) {
			new ReplacedCollections(this.capture).load(session);
		}
	}

	/**
	 * Read the lazy attributes that were set unseen, where somebody asks for changes, or
	 * whether anything has changed since a save was heard.
	 */
	private void readReplacedAttributes(EventSource session, @Nullable SessionWrites writes) {
		UnseenValues unseen = new UnseenValues(session);
		ManagedEntities managed = ManagedEntities.of(session);
		for (int i = 0; i < managed.size(); i++) {
			EntityEntry entry = managed.entry(i);
			Object entity = managed.entity(i);
			EntityPersister persister = entry.getPersister();
			if (entry.getStatus() == Status.MANAGED && persister.hasLazyProperties()
					&& (this.capture.routes(persister).askChanges()
							|| writes != null && writes.announced().known(entity).told() != null)) {
				unseen.read(entity, entry, persister.getValues(entity));
			}
		}
	}

}
