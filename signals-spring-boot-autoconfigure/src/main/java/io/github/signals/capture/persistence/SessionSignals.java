package io.github.signals.capture.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.CollectionChange;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Sends the signals of what one session has written, and has not.
 */
final class SessionSignals {

	private final WriteSignals signals;

	private final SessionImplementor session;

	private final Announcements announced;

	private final CallWatch watch;

	private final RememberedRoutes routes;

	private @Nullable PreSignals before;

	private final PendingNotes notes = new PendingNotes();

	private @Nullable Deferral deferral;

	private @Nullable Announcement unheard;

	SessionSignals(WriteSignals signals, SessionImplementor session, Announcements announced) {
		this.signals = signals;
		this.session = session;
		this.announced = announced;
		this.routes = new RememberedRoutes(signals);
		this.watch = new CallWatch(signals, session, announced);
	}

	/** Return who notes what receivers change, and refuses what does not end. */
	CallWatch watch() {
		return this.watch;
	}

	/**
	 * Return who sends what comes before a write.
	 */
	PreSignals before() {
		PreSignals known = this.before;
		if (known == null) {
			known = new PreSignals(this.signals, this.session, this.announced, this.watch, this.notes);
			this.before = known;
		}
		return known;
	}

	PendingNotes notes() {
		return this.notes;
	}

	SenderRoutes routes(EntityPersister persister) {
		return this.routes.of(persister);
	}

	/**
	 * Return who takes what is written for the end of the transaction; it is the same one
	 * until then.
	 */
	private Deferral deferral() {
		Deferral known = this.deferral;
		if (known == null) {
			known = this.signals.deferral(this.session);
			this.deferral = this.session.isTransactionInProgress() ? known : null;
		}
		return known;
	}

	/**
	 * Return what is to be known of a save that nobody has heard of yet, in no scope and
	 * by no receiver: it is the same for all of them until a flush.
	 */
	Announcement unheard(SenderRoutes routes, boolean created) {
		Announcement known = this.unheard;
		if (known == null || known.routes() != routes || known.created() != created) {
			DispatchContext context = (known != null) ? known.context() : this.signals.context(Origin.REPOSITORY);
			known = new Announcement(context, null, true, routes, created, null);
			this.unheard = known;
		}
		return known;
	}

	void flushed() {
		this.unheard = null;
	}

	void forget() {
		this.unheard = null;
		this.deferral = null;
		this.notes.clear();
		this.watch.forget();
	}

	/**
	 * Send the signals of what was written.
	 * @param depth how often receivers of what was written have written more
	 * @return whether a receiver was called
	 */
	boolean deliver(Batch batch, int depth) {
		this.watch.checkWritten(depth, batch);
		boolean[] heard = new boolean[1];
		boolean own = hasDeferredReceivers() || this.signals.isTraced();
		(own ? deferral() : this.signals.dispatcher().deferral()).duringFlush(() -> heard[0] = deliver(batch));
		return heard[0];
	}

	private boolean deliver(Batch batch) {
		DispatchContext context = this.signals.context(Origin.FLUSH);
		Map<Object, WriteNotes> notes = this.notes.take(batch.writes());
		defer(batch, context, notes, true);
		List<LinkSignals.Heard> links = defer(this.signals.links().describe(batch.links(), context));
		boolean heard = false;
		for (SettledWrite write : batch.writes()) {
			heard |= write.row().isHeardAtOnce() && write.row().isWritten()
					&& delivery(write, context, notes).deliver();
		}
		for (LinkSignals.Heard link : links) {
			heard |= this.signals.now(link.signal(), link.routes(), this.watch.culprits());
		}
		for (Map.Entry<Object, EntityCopy> save : batch.takenBack().entrySet()) {
			heard |= takenBack(save.getKey(), save.getValue(), context);
		}
		return heard;
	}

	private WriteDelivery delivery(SettledWrite write, DispatchContext context, Map<Object, WriteNotes> notes) {
		return new WriteDelivery(this.signals, this.session, this.watch, write, context, notes.get(write.row().entity));
	}

	/**
	 * Keep what was written for the end of the transaction, before receivers write more.
	 */
	private void defer(Batch batch, DispatchContext context, Map<Object, WriteNotes> notes, boolean reading) {
		if (hasDeferredReceivers()) {
			Deferral transaction = deferral();
			Deferral flush = this.signals.inTransaction(transaction);
			for (SettledWrite write : batch.writes()) {
				if (write.row().isWritten()) {
					delivery(write, context, notes).defer(flush, transaction);
				}
			}
			if (this.signals.registry().hasPartReceivers()) {
				new PartChanges(this.signals, this.session, reading)
					.addAll(batch, context, (write) -> delivery(write, context, notes).context())
					.defer(transaction);
			}
		}
	}

	/**
	 * Keep what has become of collections for the end of the transaction, before a
	 * receiver may veto it.
	 */
	private List<LinkSignals.Heard> defer(List<LinkSignals.Heard> links) {
		for (LinkSignals.Heard link : links) {
			if (link.isDeferred()) {
				this.signals.later(link.signal(), link.routes(), deferral());
			}
		}
		return links;
	}

	boolean hasDeferredReceivers() {
		return this.signals.registry().hasDeferredReceivers();
	}

	private boolean takenBack(Object entity, EntityCopy told, DispatchContext context) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		if (entry == null) {
			return false;
		}
		EntityPersister persister = entry.getPersister();
		Changes changes = told.changesTo(persister.getValues(entity), entity, this.session);
		SenderRoutes routes = this.signals.routes(persister);
		DispatchContext noted = this.notes.noted(context, entity, routes, null);
		return this.signals.nowIfHeard(new PostSave<>(routes.sender(), entity, false, changes, noted), routes,
				this.watch);
	}

	/**
	 * Tell receivers after a rollback what was written and not signalled yet, and what
	 * was announced and not written.
	 */
	void undone(Supplier<Batch> written) {
		Deferral known = (this.deferral != null) ? this.deferral : this.signals.deferralAtEnd(this.session);
		this.deferral = known;
		known.duringRollback(() -> {
			Batch batch = written.get();
			DispatchContext context = this.signals.context(Origin.FLUSH);
			defer(batch, context, this.notes.take(batch.writes()), false);
			defer(this.signals.links().describe(batch.links(), context));
			this.announced.forEach((entity, write) -> undone(entity, write.save(), false));
			this.announced.forEach((entity, write) -> undone(entity, write.delete(), true));
		});
	}

	private void undone(Object entity, @Nullable Announcement announced, boolean deleted) {
		if (announced == null || !announced.signalled()) {
			return;
		}
		SenderRoutes known = announced.routes();
		SenderRoutes routes = (known != null) ? known
				: this.signals.routes(Announcement.persister(entity, this.session));
		if (routes.hasNetChangeReceivers()) {
			this.signals.later(deleted ? new PostDelete<>(routes.sender(), entity, announced.context())
					: saved(entity, announced, routes), routes, deferral());
		}
	}

	private PostSave<?> saved(Object entity, Announcement announced, SenderRoutes routes) {
		Changes changes = announced.changes(entity, routes, this.session);
		return new PostSave<>(routes.sender(), entity, announced.created(), changes, announced.context());
	}

}
