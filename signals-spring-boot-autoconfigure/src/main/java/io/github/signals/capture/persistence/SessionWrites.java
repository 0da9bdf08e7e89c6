package io.github.signals.capture.persistence;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.capture.persistence.KnownWrite.State;
import io.github.signals.dispatch.SenderRoutes;

/**
 * When the signals of what one session writes are sent: never in a flush, and not before
 * a call that signals itself has returned. A flush empties it; the end of the transaction
 * does at last.
 */
@SuppressWarnings("serial")
final class SessionWrites implements SessionEventListener {

	private static final int FEW = 4;

	private static final Logger logger = LoggerFactory.getLogger(SessionWrites.class);

	private final SessionImplementor session;

	private final Runnable onClose;

	private final Announcements announced;

	private final SessionSignals signals;

	private final Preparation preparation;

	private final EarlyInserts earlyInserts;

	private final UnsignalledWrites unsignalled = new UnsignalledWrites();

	private int calls;

	private boolean flushedDuringCall;

	/** What is going to be written once more, as its receivers had not returned yet. */
	private Set<Object> unfinished = Set.of();

	private @Nullable Set<Object> repeated;

	private int depth;

	SessionWrites(WriteSignals signals, SessionImplementor session, Runnable onClose) {
		this.session = session;
		this.onClose = onClose;
		this.announced = new Announcements(session);
		this.signals = new SessionSignals(signals, session, this.announced);
		this.preparation = new Preparation(session);
		this.earlyInserts = new EarlyInserts(signals, session, this.announced);
	}

	Announcements announced() {
		return this.announced;
	}

	SessionSignals signals() {
		return this.signals;
	}

	Preparation preparation() {
		return this.preparation;
	}

	/**
	 * A row was written.
	 */
	WrittenRow written(Object entity, EntityPersister persister, SenderRoutes routes) {
		return this.announced.written(entity, persister, routes, this.unsignalled::add);
	}

	/**
	 * A row was created.
	 */
	void created(Object entity, EntityPersister persister, SenderRoutes routes, @Nullable Object[] state) {
		if (!this.announced.createdAsHeard(entity, routes)) {
			written(entity, persister, routes).inserted(state);
		}
	}

	void linked(LinkChange change) {
		this.unsignalled.add(change);
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

	/**
	 * Return whether receivers have heard that an entity is going to be saved as it is,
	 * or are hearing it.
	 */
	boolean isPrepared(Object entity) {
		return this.preparation.contains(entity) || this.announced.known(entity).isHeardAs(entity, this.session);
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
	 * A flush has ended: all that was pending is written.
	 */
	void flushed() {
		noteTakenBack();
		if (this.calls > 0) {
			this.flushedDuringCall = true;
			this.unsignalled.flushed();
			this.unfinished = this.preparation.entities();
			this.unfinished.removeIf((entity) -> !this.announced.known(entity).isWritten());
			this.announced.flushed(this.unsignalled.size(), this.preparation::contains);
			this.preparation.clear();
			return;
		}
		Batch batch = this.unsignalled.take((write) -> true);
		this.announced.clear();
		this.preparation.clear();
		this.signals.flushed();
		this.flushedDuringCall = false;
		this.unfinished = Set.of();
		deliver(batch, true);
	}

	private void noteTakenBack() {
		this.unsignalled.takenBack(this.announced.takenBack(this.unsignalled.size(), this.preparation::contains,
				this.unsignalled.takenBack()));
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
		Batch batch = this.unsignalled.take(this::isSettled);
		this.earlyInserts.announce(batch.writes());
		deliver(batch, flush);
	}

	/**
	 * Return whether receivers may hear of a write now: what was inserted early, and is
	 * going to be deleted, is left to the flush.
	 */
	private boolean isSettled(EntityWrite write) {
		Object entity = write.row().entity;
		return !isUnfinished(entity) && (write.state() == State.FLUSHED || !isToBeDeleted(entity));
	}

	private boolean isToBeDeleted(Object entity) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		return entry != null && entry.getStatus() == Status.DELETED;
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
			deliver(this.unsignalled.takeDeleted(), false);
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

	private void deliver(Batch batch, boolean flush) {
		if (batch.isEmpty()) {
			return;
		}
		this.depth++;
		try {
			boolean heard = this.signals.deliver(batch, this.depth);
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
			// With JTA it is closed before the commit, and flushes all the same.
			this.session.flushBeforeTransactionCompletion();
		}
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
			if (!successful && this.signals.hasDeferred()) {
				this.signals.undone(() -> this.unsignalled.take((write) -> true));
			}
		}
		finally {
			forget();
		}
	}

	private void forget() {
		this.announced.clear();
		this.preparation.clear();
		this.signals.forget();
		this.unsignalled.clear();
		this.flushedDuringCall = false;
		this.repeated = null;
		this.unfinished = Set.of();
	}

	@Override
	public void end() {
		List<String> unwritten = this.announced.unwritten();
		// With JTA it is closed for good just before it hears of a rollback.
		if (!unwritten.isEmpty() && !this.session.getTransactionCoordinator().isJoined()) {
			logger.warn("""
					{} were saved outside of a transaction, or in one that had already completed, and the session \
					was closed without writing them: no receiver after the commit is called. Code that runs after a \
					commit has to start a transaction of its own (REQUIRES_NEW).""", unwritten);
		}
		this.onClose.run();
	}

}
