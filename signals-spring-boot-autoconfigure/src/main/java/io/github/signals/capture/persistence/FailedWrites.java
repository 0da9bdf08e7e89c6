package io.github.signals.capture.persistence;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.DeleteFailed;
import io.github.signals.FailureSignal;
import io.github.signals.SaveFailed;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * What a call or a flush of one session was to write when it has failed, kept for the end
 * of the transaction: receivers hear of it if that is rolled back.
 */
final class FailedWrites {

	private final WriteSignals signals;

	private final SessionImplementor session;

	private final Announcements announced;

	private final Throwable failure;

	private final Deferral transaction;

	private final Set<Object> told = Collections.newSetFromMap(new IdentityHashMap<>());

	private @Nullable DispatchContext context;

	private FailedWrites(WriteSignals signals, SessionImplementor session, Announcements announced, Throwable failure) {
		this.signals = signals;
		this.session = session;
		this.announced = announced;
		this.failure = failure;
		this.transaction = signals.deferral(session);
	}

	/**
	 * A flush has failed: it was to write all that was pending, and has perhaps written
	 * some of it.
	 */
	static void ofFlush(WriteSignals signals, SessionImplementor session, Announcements announced, Throwable failure) {
		keep(signals, session, announced, failure, (failed) -> {
			failed.addWritten();
			failed.addPending();
		});
	}

	/**
	 * The call of an entity manager has failed.
	 * @param root what it was given
	 * @param delete whether it was to delete
	 */
	static void ofCall(WriteSignals signals, SessionImplementor session, Announcements announced, @Nullable Object root,
			boolean delete, Throwable failure) {
		Object entity = CascadedEntities.loaded(root);
		keep(signals, session, announced, failure, (failed) -> {
			failed.addWritten();
			failed.addBegun();
			if (entity != null) {
				failed.add(entity, session.getEntityPersister(null, entity), delete);
			}
		});
	}

	/**
	 * Receivers have refused what was written.
	 */
	static void ofBatch(WriteSignals signals, SessionImplementor session, Announcements announced, Batch batch,
			Throwable failure) {
		keep(signals, session, announced, failure, (failed) -> batch.writes().forEach((write) -> {
			WrittenRow row = write.row();
			DispatchContext context = row.isDeleted() ? context(write.delete()) : context(write.save());
			failed.add(row.entity, row.routes, row.isDeleted(), context);
		}));
	}

	private static void keep(WriteSignals signals, SessionImplementor session, Announcements announced,
			Throwable failure, Consumer<FailedWrites> writes) {
		try {
			FailedWrites failed = new FailedWrites(signals, session, announced, failure);
			failed.transaction.duringFlush(() -> writes.accept(failed));
		}
		catch (RuntimeException ex) {
			// The caller is to see why it has failed, and not what came of that.
			failure.addSuppressed(ex);
		}
	}

	private static @Nullable DispatchContext context(@Nullable Announcement announced) {
		return (announced != null) ? announced.context() : null;
	}

	/**
	 * Add what was written and not signalled yet.
	 */
	private void addWritten() {
		this.announced.forEach((entity, write) -> {
			if (write.isWritten() || write.isCreated()) {
				boolean deleted = write.isWritten() && write.row().isDeleted();
				add(entity, Announcement.persister(entity, this.session), deleted);
			}
		});
	}

	/**
	 * Add what a call has begun to make persistent.
	 */
	private void addBegun() {
		forEachManaged((entity, entry) -> {
			if (entry.getStatus() == Status.SAVING) {
				add(entity, entry.getPersister(), false);
			}
		});
	}

	private void addPending() {
		forEachManaged((entity, entry) -> {
			EntityPersister persister = entry.getPersister();
			if (entry.getStatus() == Status.DELETED) {
				if (entry.isExistsInDatabase()) {
					add(entity, persister, true);
				}
			}
			else if (!this.signals.routes(persister).of(SaveFailed.class).isEmpty()
					&& (entry.getStatus() == Status.SAVING
							|| Dirtiness.isToBeSaved(entity, entry, this.session.asEventSource(), false))) {
				add(entity, persister, false);
			}
		});
	}

	private void forEachManaged(BiConsumer<Object, EntityEntry> work) {
		ManagedEntities managed = ManagedEntities.of(this.session);
		for (int i = 0; i < managed.size(); i++) {
			work.accept(managed.entity(i), managed.entry(i));
		}
	}

	private void add(Object entity, EntityPersister persister, boolean deleted) {
		KnownWrite known = this.announced.known(entity);
		add(entity, this.signals.routes(persister), deleted, deleted ? known.deletedBy() : context(known.save()));
	}

	private void add(Object entity, SenderRoutes routes, boolean deleted, @Nullable DispatchContext known) {
		if (!routes.of(deleted ? DeleteFailed.class : SaveFailed.class).isEmpty() && this.told.add(entity)) {
			DispatchContext context = (known != null) ? known : context();
			FailureSignal<?> signal = deleted
					? new DeleteFailed<>(routes.sender(), entity, this.failure.getClass(), context)
					: new SaveFailed<>(routes.sender(), entity, this.failure.getClass(), context);
			this.signals.later(signal, routes, this.transaction);
		}
	}

	private DispatchContext context() {
		DispatchContext known = this.context;
		if (known == null) {
			known = this.signals.context(Origin.FLUSH);
			this.context = known;
		}
		return known;
	}

}
