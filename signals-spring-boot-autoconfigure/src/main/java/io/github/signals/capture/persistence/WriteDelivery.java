package io.github.signals.capture.persistence;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Signals one write: to receivers in the transaction what they have not heard yet, and
 * for the net change what was written.
 */
final class WriteDelivery {

	private final WriteSignals signals;

	private final SharedSessionContractImplementor session;

	private final @Nullable SessionWrites writes;

	private final Write write;

	private final SenderRoutes routes;

	private final SenderRoutes deferred;

	private final DispatchContext context;

	private final DispatchContext flush;

	WriteDelivery(WriteSignals signals, SharedSessionContractImplementor session, @Nullable SessionWrites writes,
			Write write, DispatchContext flush) {
		this.signals = signals;
		this.session = session;
		this.writes = writes;
		this.write = write;
		this.routes = write.routes;
		Announcement change = isOf(write.change) ? write.change : null;
		this.flush = (change != null) ? change.context() : flush;
		Announcement announced = write.isDeleted() ? write.delete : write.save;
		this.context = (announced != null) ? announced.context() : this.flush;
		this.deferred = (announced != null && announced.routes() != null) ? announced.routes() : this.routes;
	}

	/**
	 * Return whether what was written is what a receiver has left behind.
	 */
	private boolean isOf(@Nullable Announcement change) {
		Snapshot state = (change != null) ? change.state() : null;
		return state != null && changesSince(state).isEmpty();
	}

	private Changes changesSince(Snapshot state) {
		return state.changesTo(written(), this.write, this.session);
	}

	private @Nullable Object[] written() {
		@Nullable Object[] written = this.write.after();
		return (written != null) ? written : this.write.persister.getValues(this.write.entity);
	}

	boolean deliver() {
		return this.write.isDeleted() ? deleted() : saved();
	}

	private boolean deleted() {
		boolean unheardOf = this.write.isCreated() && !isSignalled(this.write.save);
		Culprits watching = (this.writes != null) ? this.writes.announced().watching() : null;
		return !unheardOf && !isSignalled(this.write.delete) && this.signals
			.now(new PostDelete<>(this.routes.sender(), this.write.entity, this.context), this.routes, watching);
	}

	private boolean saved() {
		Changes since = sinceAnnounced();
		if (since != null) {
			return !since.isEmpty() && now(saved(false, since, this.flush));
		}
		if (isSignalled(this.write.save)) {
			return false;
		}
		Changes changes = this.write.changesToCome(this.routes, this.session);
		return now(saved(this.write.isCreated(), changes, this.context));
	}

	private boolean now(PostSave<?> signal) {
		return this.signals.now(signal, this.routes, this.writes);
	}

	private static boolean isSignalled(@Nullable Announcement announced) {
		return announced != null && announced.signalled();
	}

	/**
	 * Return what has changed after receivers in the transaction have heard of the save,
	 * or {@code null} if they have not.
	 */
	private @Nullable Changes sinceAnnounced() {
		Announcement announced = this.write.save;
		Snapshot state = (announced != null && announced.signalled()) ? announced.state() : null;
		if (state == null) {
			return null;
		}
		if (this.write.isAsHeard()) {
			return Changes.none();
		}
		// Hibernate inserts the state at the save, and updates the row with later
		// changes.
		boolean asSaved = this.write.isOnlyInserted() && this.routes.of(PreSave.class).isEmpty();
		return asSaved ? Changes.none() : changesSince(state);
	}

	/**
	 * Note the write for the net change.
	 * @param deferral who takes one signal of each row
	 * @param transaction who takes any of the same transaction
	 */
	void defer(Deferral deferral, Deferral transaction) {
		if (!this.deferred.hearNetChange()) {
			return;
		}
		if (this.write.isDeleted()) {
			deferDelete(deferral);
			return;
		}
		Changes changes = this.write.changes(this.deferred, this.session);
		Changes since = this.context.admitsAll() ? null : sinceAnnounced();
		if (since == null || since.isEmpty()) {
			deferral.defer(saved(this.write.isCreated(), changes, this.context), this.context, this.deferred);
			return;
		}
		// What was changed in a scope, and what was changed after it.
		deferral.defer(saved(this.write.isCreated(), until(changes, since), this.context), this.context, this.deferred);
		if (this.routes.hearNetChange()) {
			this.signals.later(saved(false, since, this.flush), this.routes, transaction);
		}
	}

	private void deferDelete(Deferral deferral) {
		if (!this.write.isCreated()) {
			deferral.defer(new PostDelete<>(this.routes.sender(), this.write.entity, this.context), this.context,
					this.deferred, this.write.last(this.session));
		}
	}

	private Changes until(Changes changes, Changes since) {
		Map<String, @Nullable Object> before = new LinkedHashMap<>();
		Map<String, @Nullable Object> after = new LinkedHashMap<>();
		Set<String> attributes = new LinkedHashSet<>(changes.attributes());
		attributes.addAll(since.attributes());
		for (String attribute : attributes) {
			boolean changed = since.contains(attribute);
			Object old = changes.attributes().contains(attribute) ? changes.before(attribute) : since.before(attribute);
			before.put(attribute, old);
			after.put(attribute, changed ? since.before(attribute) : changes.after(attribute));
		}
		return this.write.isCreated() ? Changes.all(after, this.write.attributes())
				: Changes.between(before, after, this.write.attributes());
	}

	private PostSave<?> saved(boolean created, Changes changes, DispatchContext context) {
		return new PostSave<>(this.routes.sender(), this.write.entity, created, changes, context);
	}

}
