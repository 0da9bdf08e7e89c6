package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.SenderRoutes;

/**
 * What one session has written and not signalled yet. A flush empties it; the end of the
 * transaction does at last.
 */
@SuppressWarnings("serial")
final class SessionWrites implements SessionEventListener {

	private static final int FEW = 4;

	private static final Logger logger = LoggerFactory.getLogger(SessionWrites.class);

	private final WriteSignals signals;

	private final SessionImplementor session;

	private final Runnable onClose;

	private final Announcements announced;

	private final HibernateEntityAccess access;

	private final Preparation preparation;

	private List<Write> writes = new ArrayList<>(FEW);

	private Map<LinkChange.Key, LinkChange> links = new LinkedHashMap<>();

	private @Nullable EntityPersister persister;

	private @Nullable SenderRoutes routes;

	private @Nullable Object registryState;

	private int calls;

	private boolean flushedDuringCall;

	/** What is going to be written once more, as its receivers had not returned yet. */
	private Set<Object> unfinished = Set.of();

	private Map<Object, Announcement> reverted = Map.of();

	private @Nullable Set<Object> repeated;

	private int depth;

	private @Nullable Deferral deferral;

	SessionWrites(WriteSignals signals, SessionImplementor session, Runnable onClose) {
		this.signals = signals;
		this.session = session;
		this.onClose = onClose;
		this.announced = new Announcements(signals, session);
		this.access = new HibernateEntityAccess(session, this);
		this.preparation = new Preparation(session);
	}

	/**
	 * Return the receivers of a sender, of which the last is remembered.
	 */
	SenderRoutes routes(EntityPersister persister) {
		Object state = this.signals.registry().state();
		SenderRoutes known = this.routes;
		if (known == null || state == null || state != this.registryState || persister != this.persister) {
			known = this.signals.routes(persister);
			this.routes = known;
			this.registryState = state;
			this.persister = persister;
		}
		return known;
	}

	SessionImplementor session() {
		return this.session;
	}

	/**
	 * Return who takes what is written for the end of the transaction; it is the same one
	 * until then.
	 */
	Deferral deferral() {
		Deferral known = this.deferral;
		if (known == null) {
			known = this.signals.deferral(this.session);
			this.deferral = this.session.isTransactionInProgress() ? known : null;
		}
		return known;
	}

	Write write(Object entity, EntityPersister persister, SenderRoutes routes) {
		return this.announced.written(entity, persister, routes, this.writes::add);
	}

	/**
	 * A row was created.
	 */
	void inserted(Object entity, EntityPersister persister, SenderRoutes routes, @Nullable Object[] state) {
		if (!this.announced.insertedAsHeard(entity, routes)) {
			write(entity, persister, routes).inserted(state);
		}
	}

	void linked(LinkChange change) {
		this.links.merge(change.key(), change, LinkChange::then);
	}

	/**
	 * A repository call begins, whose own signals come before those of its rows.
	 */
	void enterCall() {
		this.calls++;
	}

	void exitCall() {
		this.calls--;
	}

	/**
	 * A call begins that may create entities: one of the application, not one of a
	 * receiver that hears what another call has flushed.
	 */
	void beginCall() {
		if (this.calls == 0 && this.depth == 0) {
			this.announced.forgetCreations();
		}
	}

	/**
	 * Call the receivers of what a call is going to write: what they flush is signalled
	 * after them.
	 */
	void prepare(Collection<?> entities, Runnable receivers) {
		prepare(entities, true, receivers);
	}

	/**
	 * Do so for what a flush is going to write.
	 */
	void prepareFlush(Collection<?> entities, Runnable receivers) {
		prepare(entities, false, receivers);
	}

	private void prepare(Collection<?> entities, boolean called, Runnable receivers) {
		this.calls++;
		try {
			this.preparation.prepare(entities, called, receivers);
		}
		finally {
			this.calls--;
		}
	}

	Preparation preparation() {
		return this.preparation;
	}

	/**
	 * Return whether receivers have heard that an entity is going to be saved as it is,
	 * or are hearing it.
	 */
	boolean isPrepared(Object entity) {
		return this.preparation.contains(entity) || this.announced.isPrepared(entity) || this.announced.isSaved(entity);
	}

	/**
	 * Note an update that has changed nothing.
	 * @return whether it is the first one of the entity in the transaction
	 */
	boolean repeated(Object entity) {
		if (this.repeated == null) {
			this.repeated = Collections.newSetFromMap(new IdentityHashMap<>(FEW));
		}
		return this.repeated.add(entity);
	}

	/**
	 * Return whether an update that has changed nothing was heard of in the transaction.
	 */
	boolean isRepeated(Object entity) {
		return this.repeated != null && this.repeated.contains(entity);
	}

	/**
	 * Return whether a row was created that is not signalled yet.
	 */
	boolean isCreated(Object entity) {
		return this.announced.isCreated(entity);
	}

	HibernateEntityAccess access() {
		return this.access;
	}

	Announcements announced() {
		return this.announced;
	}

	/**
	 * A flush has ended: all that was pending is written.
	 */
	void flushed() {
		if (this.calls > 0) {
			this.flushedDuringCall = true;
			this.writes.forEach(Write::flushed);
			this.unfinished = this.announced.written(this.preparation.entities());
			this.reverted = this.announced.flushed(this.writes.size(), this.preparation, this.reverted);
			return;
		}
		Collection<Write> batch = take();
		Collection<LinkChange> linked = takeLinks();
		Map<Object, Announcement> reverted = this.announced.reverted(batch.size(), this.preparation, takeReverted());
		this.announced.clear();
		this.flushedDuringCall = false;
		this.unfinished = Set.of();
		deliver(batch, linked, reverted, true);
	}

	/**
	 * Rows may have been written outside of a flush: Hibernate inserts at once what has
	 * an identifier of the database, and with it all inserts that wait.
	 */
	void settle() {
		if (this.calls > 0) {
			return;
		}
		boolean flush = this.flushedDuringCall && this.unfinished.isEmpty();
		this.flushedDuringCall = false;
		Collection<Write> batch = take(this::isSettled);
		batch.forEach(this.announced::settled);
		deliver(batch, takeLinks(), takeReverted(), flush);
	}

	/**
	 * Return whether receivers may hear of a write now: what was inserted early, and is
	 * going to be deleted, is left to the flush.
	 */
	private boolean isSettled(Write write) {
		return !isUnfinished(write.entity) && (write.isFlushed() || !this.announced.isToBeDeleted(write.entity));
	}

	/**
	 * Return whether an entity was written while its receivers were called, and has to be
	 * written once more.
	 */
	private boolean isUnfinished(Object entity) {
		if (!this.unfinished.contains(entity)) {
			return false;
		}
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		return entry != null && Dirtiness.isToBeSaved(entity, entry, this.session.asEventSource(), !isRepeated(entity));
	}

	/**
	 * Signal what a call has deleted before it creates the row anew.
	 */
	void settleDeletes() {
		if (this.calls == 0 && this.flushedDuringCall) {
			deliver(take(Write::isDeleted), List.of(), Map.of(), false);
		}
	}

	/**
	 * Signal what was flushed while receivers were called.
	 */
	void settleFlushed() {
		if (this.flushedDuringCall) {
			settle();
		}
	}

	private void deliver(Collection<Write> batch, Collection<LinkChange> linked, Map<Object, Announcement> reverted,
			boolean flush) {
		if (batch.isEmpty() && linked.isEmpty() && reverted.isEmpty()) {
			return;
		}
		this.depth++;
		try {
			boolean heard = this.signals.deliver(this, batch, linked, reverted, this.depth);
			if (flush && heard && this.session.isTransactionInProgress()
					&& Dirtiness.isAnythingPending(this.session.asEventSource())) {
				flush();
			}
		}
		finally {
			this.depth--;
		}
	}

	private void flush() {
		if (this.session.isOpen()) {
			this.session.flush();
		}
		else {
			// With JTA it is closed before the commit, but it still flushes.
			this.session.flushBeforeTransactionCompletion();
		}
	}

	private Collection<Write> take() {
		if (this.writes.isEmpty()) {
			return List.of();
		}
		Collection<Write> batch = this.writes;
		this.writes = new ArrayList<>(FEW);
		batch.forEach(this.announced::bind);
		return batch;
	}

	private Collection<Write> take(Predicate<Write> wanted) {
		if (this.writes.isEmpty()) {
			return List.of();
		}
		List<Write> rest = new ArrayList<>(FEW);
		this.writes.removeIf((write) -> !wanted.test(write) && rest.add(write));
		Collection<Write> batch = take();
		this.writes = rest;
		return batch;
	}

	private Map<Object, Announcement> takeReverted() {
		Map<Object, Announcement> taken = this.reverted;
		this.reverted = Map.of();
		return taken;
	}

	private Collection<LinkChange> takeLinks() {
		if (this.links.isEmpty()) {
			return List.of();
		}
		Collection<LinkChange> linked = this.links.values();
		this.links = new LinkedHashMap<>();
		return linked;
	}

	@Override
	public void flushEnd(int entities, int collections) {
		this.preparation.show();
	}

	@Override
	public void partialFlushEnd(int entities, int collections) {
		this.preparation.show();
	}

	@Override
	public void transactionCompletion(boolean successful) {
		try {
			if (!successful && this.signals.registry().hasDeferred()) {
				undone();
			}
		}
		finally {
			forget();
		}
	}

	private void forget() {
		this.announced.clear();
		this.announced.unwatch();
		this.links = new LinkedHashMap<>();
		this.writes = new ArrayList<>(FEW);
		this.flushedDuringCall = false;
		this.repeated = null;
		this.reverted = Map.of();
		this.unfinished = Set.of();
		this.deferral = null;
	}

	private void undone() {
		Deferral known = (this.deferral != null) ? this.deferral : this.signals.deferralAtEnd(this.session);
		this.deferral = known;
		known.duringRollback(() -> this.signals.undone(this, take(), takeLinks()));
	}

	@Override
	public void end() {
		List<String> unwritten = this.announced.unwritten();
		// With JTA it is finally closed just before it is notified of a rollback.
		if (!unwritten.isEmpty() && !this.session.getTransactionCoordinator().isJoined()) {
			logger.warn("""
					{} were saved outside a transaction, or in one that had already completed, and the session was \
					closed without writing them: no receiver is called after the commit. Code that runs after a \
					commit must start its own transaction (REQUIRES_NEW).""", unwritten);
		}
		this.onClose.run();
	}

}
