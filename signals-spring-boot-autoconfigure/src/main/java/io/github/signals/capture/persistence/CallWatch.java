package io.github.signals.capture.persistence;

import java.util.Collection;
import java.util.function.Supplier;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.DataSignal;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.CallObserver;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.RecursionLimit;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Watches what the receivers of one session write: notes what they change of the entity
 * that they are called for, and refuses to go on where they write without an end.
 */
final class CallWatch implements CallObserver {

	private final WriteSignals signals;

	private final SessionImplementor session;

	private final Announcements announced;

	private final CallObserver ofNoted = new CallObserver() {

		@Override
		public void beforeCalls(DataSignal<?> signal) {
			// Its state was noted a moment ago.
		}

		@Override
		public void called(RegisteredReceiver receiver, DataSignal<?> signal) {
			CallWatch.this.called(receiver, signal);
		}

	};

	private @Nullable Culprits culprits;

	CallWatch(WriteSignals signals, SessionImplementor session, Announcements announced) {
		this.signals = signals;
		this.session = session;
		this.announced = announced;
	}

	/**
	 * Return who watches the receivers of an entity whose state has just been noted.
	 */
	CallObserver ofNoted() {
		return this.ofNoted;
	}

	/**
	 * Note what others have changed of an entity before its receivers are called.
	 */
	@Override
	public void beforeCalls(DataSignal<?> signal) {
		if (this.culprits != null) {
			this.culprits.beforeCalls(signal);
		}
		note(signal.instance(), () -> this.signals.context(Origin.FLUSH));
	}

	/**
	 * Note what a receiver has changed of the entity that it was called for.
	 */
	@Override
	public void called(RegisteredReceiver receiver, DataSignal<?> signal) {
		if (this.culprits != null) {
			this.culprits.called(receiver, signal);
		}
		note(signal.instance(), () -> this.signals.dispatcher().consequence(receiver, signal, Origin.FLUSH));
	}

	private void note(Object entity, Supplier<DispatchContext> cause) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		if (entry == null || entry.getStatus() != Status.MANAGED || !isChanged(entity, entry)) {
			return;
		}
		EntityCopy state = EntityCopy.of(entity, entry.getPersister(), this.session);
		// If several have changed it, each of them must hear the others' changes.
		boolean again = this.announced.known(entity).change() != null;
		DispatchContext context = again ? this.signals.context(Origin.FLUSH) : cause.get();
		this.announced.changed(entity, Announcement.silent(context, state));
	}

	private boolean isChanged(Object entity, EntityEntry entry) {
		KnownWrite known = this.announced.known(entity);
		Announcement last = (known.change() != null) ? known.change() : known.save();
		EntityCopy state = (last != null) ? last.state() : null;
		if (state != null) {
			return !state.isSame(entity, this.session);
		}
		@Nullable Object[] stored = UnseenState.stored(entry);
		EntityPersister persister = entry.getPersister();
		return last == null && stored != null
				&& Dirtiness.between(persister, persister.getValues(entity), stored, entity, this.session).length > 0;
	}

	/**
	 * Receivers of what comes before a save have added entities: refuse that where it
	 * does not end.
	 * @param round how often that was so before
	 * @param added the last ones
	 */
	void checkAdded(int round, Collection<?> added) {
		RecursionLimit limit = this.signals.recursion();
		if (limit.isExceeded(round)) {
			Culprits known = watch();
			added.forEach((entity) -> known.blame(entity, this.announced.known(entity).cause()));
			throw limit.exceeded("PreSave receivers have added entities that trigger further PreSave receivers", known);
		}
		if (limit.isReached(round)) {
			watch();
		}
	}

	/**
	 * Receivers of what was written have written more: refuse that where it does not end.
	 * @param depth how often that was so
	 * @param batch what they have written
	 */
	void checkWritten(int depth, Batch batch) {
		RecursionLimit limit = this.signals.recursion();
		if (limit.isExceeded(depth)) {
			Culprits known = watch();
			batch.writes().forEach((write) -> known.blame(write.row().entity, write.cause()));
			batch.links().forEach((change) -> known.blame(change.owner(), null));
			throw limit.exceeded("Receivers have triggered writes that trigger further receivers", known);
		}
		if (limit.isReached(depth)) {
			watch();
		}
	}

	/**
	 * Find out from now on, until the transaction ends, who writes: that is about to be
	 * refused.
	 */
	private Culprits watch() {
		Culprits known = this.culprits;
		if (known == null) {
			known = new Culprits(this.signals, this.session.asEventSource());
			this.culprits = known;
		}
		return known;
	}

	/**
	 * Return who finds out which receivers go on writing, or {@code null} as long as
	 * nothing is about to be refused.
	 */
	@Nullable Culprits culprits() {
		return this.culprits;
	}

	void forget() {
		this.culprits = null;
	}

}
