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

	private final @Nullable CallWatch watch;

	private final SettledWrite write;

	private final WrittenRow row;

	private final SenderRoutes routes;

	private final SenderRoutes deferred;

	private final DispatchContext context;

	private final DispatchContext flush;

	/**
	 * Create an instance.
	 * @param watch who watches what receivers write, or {@code null} if nobody does
	 * @param flush who and what leads to the write, unless that is known of it
	 * @param notes the notes of the write, or {@code null} if nobody takes them
	 */
	WriteDelivery(WriteSignals signals, SharedSessionContractImplementor session, @Nullable CallWatch watch,
			SettledWrite write, DispatchContext flush, @Nullable WriteNotes notes) {
		this.signals = signals;
		this.session = session;
		this.watch = watch;
		this.write = write;
		this.row = write.row();
		this.routes = this.row.routes;
		Announcement change = isOf(write.change()) ? write.change() : null;
		DispatchContext cause = (change != null) ? change.context() : flush;
		this.flush = (notes != null) ? notes.in(cause) : cause;
		Announcement announced = write.announced();
		DispatchContext known = (announced != null) ? announced.context() : this.flush;
		this.context = (notes != null) ? notes.in(known) : known;
		this.deferred = (announced != null && announced.routes() != null) ? announced.routes() : this.routes;
	}

	/**
	 * Return whether what was written is what a receiver has left behind.
	 */
	private boolean isOf(@Nullable Announcement change) {
		EntityCopy state = (change != null) ? change.state() : null;
		return state != null && changesSince(state).isEmpty();
	}

	private Changes changesSince(EntityCopy state) {
		return state.changesTo(written(), this.row, this.session);
	}

	private @Nullable Object[] written() {
		@Nullable Object[] written = this.row.after();
		return (written != null) ? written : this.row.persister.getValues(this.row.entity);
	}

	boolean deliver() {
		return this.row.isDeleted() ? deleted() : saved();
	}

	private boolean deleted() {
		boolean unheardOf = this.row.isCreated() && !this.write.isSaveHeard();
		Culprits culprits = (this.watch != null) ? this.watch.culprits() : null;
		return !unheardOf && !this.write.isDeleteHeard() && this.signals
			.now(new PostDelete<>(this.routes.sender(), this.row.entity, this.context), this.routes, culprits);
	}

	private boolean saved() {
		Changes since = sinceAnnounced();
		if (since != null) {
			return !since.isEmpty() && now(saved(false, since, this.flush));
		}
		if (this.write.isSaveHeard()) {
			return false;
		}
		Changes changes = this.row.changes(this.routes, this.session, this.write.coming());
		return now(saved(this.row.isCreated(), changes, this.context));
	}

	private boolean now(PostSave<?> signal) {
		return this.signals.nowIfHeard(signal, this.routes, this.watch);
	}

	/**
	 * Return what has changed after receivers in the transaction have heard of the save,
	 * or {@code null} if they have not.
	 */
	private @Nullable Changes sinceAnnounced() {
		Announcement announced = this.write.save();
		EntityCopy state = (announced != null && announced.signalled()) ? announced.state() : null;
		if (state == null) {
			return null;
		}
		if (this.write.asHeard()) {
			return Changes.none();
		}
		// Hibernate inserts the state at the save, and updates the row with later
		// changes.
		boolean asSaved = this.row.isOnlyInserted() && this.routes.of(PreSave.class).isEmpty();
		return asSaved ? Changes.none() : changesSince(state);
	}

	/**
	 * Note the write for the net change.
	 * @param deferral who takes one signal of each row
	 * @param transaction who takes any of the same transaction
	 */
	void defer(Deferral deferral, Deferral transaction) {
		if (!this.deferred.hasNetChangeReceivers()) {
			return;
		}
		if (this.row.isDeleted()) {
			deferDelete(deferral);
			return;
		}
		Changes changes = this.row.changes(this.deferred, this.session);
		Changes since = this.context.admitsAll() ? null : sinceAnnounced();
		if (since == null || since.isEmpty()) {
			deferral.defer(saved(this.row.isCreated(), changes, this.context), this.context, this.deferred);
			return;
		}
		// What was changed in a scope, and what was changed after it.
		deferral.defer(saved(this.row.isCreated(), until(changes, since), this.context), this.context, this.deferred);
		if (this.routes.hasNetChangeReceivers()) {
			this.signals.later(saved(false, since, this.flush), this.routes, transaction);
		}
	}

	/**
	 * Return who and what has led to the write.
	 */
	DispatchContext context() {
		return this.context;
	}

	private void deferDelete(Deferral deferral) {
		if (!this.row.isCreated()) {
			deferral.defer(new PostDelete<>(this.routes.sender(), this.row.entity, this.context), this.context,
					this.deferred, this.row.last(this.session));
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
		return this.row.isCreated() ? Changes.all(after, this.row.attributes())
				: Changes.between(before, after, this.row.attributes());
	}

	private PostSave<?> saved(boolean created, Changes changes, DispatchContext context) {
		return new PostSave<>(this.routes.sender(), this.row.entity, created, changes, context);
	}

}
