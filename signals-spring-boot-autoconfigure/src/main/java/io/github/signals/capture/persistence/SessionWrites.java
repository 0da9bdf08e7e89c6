package io.github.signals.capture.persistence;

import java.util.Collection;

import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.SenderRoutes;

/**
 * Decides when the signals of one session are sent: never in a flush, and not before a
 * call that sends its own signals has returned. What is still to be signalled ends with
 * the transaction.
 */
final class SessionWrites {

	private final WriteSignals hearing;

	private final SessionImplementor session;

	private final Announcements announced;

	private final SessionSignals signals;

	private final Preparation preparation;

	private final EarlyInserts earlyInserts;

	private final UnsignalledWrites unsignalled = new UnsignalledWrites();

	private final RepeatedUpdates repeats = new RepeatedUpdates();

	private final UnfinishedWrites unfinished;

	private int calls;

	private boolean flushedDuringCall;

	private int depth;

	SessionWrites(WriteSignals signals, SessionImplementor session) {
		this.hearing = signals;
		this.session = session;
		this.announced = new Announcements(session);
		this.signals = new SessionSignals(signals, session, this.announced);
		this.preparation = new Preparation(session);
		this.unfinished = new UnfinishedWrites(session, this.repeats);
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
	 * Return the updates of the transaction that have changed nothing.
	 */
	RepeatedUpdates repeats() {
		return this.repeats;
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
			this.announced.beginCall();
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
	 * A flush has ended: all that was pending is written.
	 */
	void flushed() {
		this.unsignalled.addTakenBack(this.announced, this.preparation::contains, this.session);
		if (this.calls > 0) {
			this.flushedDuringCall = true;
			this.unsignalled.flushed();
			this.unfinished.flushed(this.preparation.entities(), this.announced);
			this.announced.flushed(this.unsignalled.size(), this.preparation::contains);
			this.preparation.clear();
			return;
		}
		Batch batch = this.unsignalled.takeAll();
		this.announced.clear();
		this.preparation.clear();
		this.signals.flushed();
		this.flushedDuringCall = false;
		this.unfinished.clear();
		deliver(batch, true);
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
		Batch batch = this.unsignalled.take(this.unfinished::isSettled);
		if (!batch.isEmpty()) {
			deliver(batch.with(this.earlyInserts.announce(batch.writes())), flush);
		}
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
			if (this.signals.deliver(batch, this.depth) && flush) {
				FurtherFlush.ifPending(this.session);
			}
		}
		catch (RuntimeException | Error ex) {
			if (this.signals.hasDeferredReceivers()) {
				FailedWrites.ofBatch(this.hearing, this.session, this.announced, batch, ex);
			}
			throw ex;
		}
		finally {
			this.depth--;
		}
	}

	/**
	 * The transaction was rolled back: tell what was written in it or announced, and not
	 * signalled yet.
	 */
	void rolledBack() {
		if (this.signals.hasDeferredReceivers()) {
			this.signals.undone(() -> this.unsignalled.takeAll());
		}
	}

	/**
	 * The transaction has ended.
	 */
	void forget() {
		this.announced.clear();
		this.preparation.clear();
		this.signals.forget();
		this.unsignalled.clear();
		this.flushedDuringCall = false;
		this.repeats.clear();
		this.unfinished.clear();
	}

}
