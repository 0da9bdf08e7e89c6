package io.github.signals.capture.persistence;

import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

import io.github.signals.PreDelete;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Sends the signals of what one session is going to write.
 */
final class PreSignals {

	private final WriteSignals signals;

	private final SessionImplementor session;

	private final Announcements announced;

	private final CallWatch watch;

	private final PendingNotes notes;

	private final AnnouncedEntityReader reader;

	PreSignals(WriteSignals signals, SessionImplementor session, Announcements announced, CallWatch watch,
			PendingNotes notes) {
		this.signals = signals;
		this.session = session;
		this.announced = announced;
		this.watch = watch;
		this.notes = notes;
		this.reader = new AnnouncedEntityReader(session, announced);
	}

	private SenderRoutes routes(Object entity) {
		return this.signals.routes(this.session.getEntityPersister(null, entity));
	}

	boolean hearsDelete(Object entity) {
		return !routes(entity).of(PreDelete.class).isEmpty();
	}

	/**
	 * Call the receivers of what comes before a save.
	 * @param call who and what leads to it, unless that was noted before; {@code null}
	 * for the flush
	 */
	void save(Object entity, @Nullable DispatchContext call) {
		KnownWrite known = this.announced.known(entity);
		DispatchContext saved = known.savedBy();
		SenderRoutes routes = routes(entity);
		DispatchContext context = this.notes.noted(context((saved != null) ? saved : call), entity, routes,
				known.save());
		this.signals.nowIn(this.session, this.reader.upcoming(entity, routes, context), routes, this.watch.culprits());
	}

	/**
	 * Call the receivers of what comes before a delete.
	 */
	void delete(Object entity) {
		KnownWrite known = this.announced.known(entity);
		SenderRoutes routes = routes(entity);
		DispatchContext context = this.notes.noted(context(known.deletedBy()), entity, routes, known.delete());
		this.signals.nowIn(this.session, new PreDelete<>(routes.sender(), entity, context), routes,
				this.watch.culprits());
	}

	private DispatchContext context(@Nullable DispatchContext noted) {
		return (noted != null) ? noted : this.signals.context(Origin.FLUSH);
	}

}
