package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.DispatchContext;

/**
 * Rows that one session creates before any flush, as the database generates their
 * identifiers: each is signalled on its own, and what is still to be written of the
 * entity is told by what was heard of it.
 */
final class EarlyInserts {

	private final WriteSignals signals;

	private final SessionImplementor session;

	private final Announcements announced;

	EarlyInserts(WriteSignals signals, SessionImplementor session, Announcements announced) {
		this.signals = signals;
		this.session = session;
		this.announced = announced;
	}

	/**
	 * Some writes are about to be signalled: what their receivers hear of early inserts
	 * is announced.
	 * @return the writes, with early inserts as they are announced
	 */
	List<SettledWrite> announce(List<SettledWrite> writes) {
		List<SettledWrite> announced = new ArrayList<>(writes.size());
		for (SettledWrite write : writes) {
			announced.add(isEarly(write) ? announce(write) : write);
		}
		return announced;
	}

	private boolean isEarly(SettledWrite write) {
		return write.row().isCreated() && !write.flushed()
				&& this.session.getPersistenceContextInternal().isEntryFor(write.row().entity);
	}

	private SettledWrite announce(SettledWrite write) {
		@Nullable Object @Nullable [] inserted = write.row().after();
		Announcement save = write.save();
		boolean told = save != null && save.signalled();
		EntityCopy state = (save != null && told) ? save.state() : inserted(write.row());
		if (state == null || state.isStored(inserted)) {
			return write;
		}
		DispatchContext context = (save != null) ? save.context() : this.signals.context(Origin.FLUSH);
		this.announced.announced(write.row().entity, new Announcement(context, state, true, null, false, inserted));
		return write.early(told, state.collections());
	}

	/**
	 * Return what receivers are about to hear of an insert, if somebody hears of it now.
	 */
	private @Nullable EntityCopy inserted(WrittenRow row) {
		@Nullable Object[] state = row.after();
		boolean heard = row.routes.of(PostSave.class).hasImmediate() || !row.routes.of(PreSave.class).isEmpty();
		return (heard && state != null) ? EntityCopy.inserted(row.persister, state, this.session) : null;
	}

}
