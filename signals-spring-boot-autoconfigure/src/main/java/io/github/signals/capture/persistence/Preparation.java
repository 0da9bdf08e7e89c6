package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.hibernate.FlushMode;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What of one session is being prepared: receivers of what comes before its SQL are
 * called, or are going to be. A flush that they cause writes everything else.
 */
final class Preparation {

	private static final int FEW = 4;

	private final SessionImplementor session;

	/** Whether the receivers of an entity are being called, or wait for others. */
	private @Nullable Map<Object, Boolean> begun;

	private @Nullable List<HiddenChanges> hidden;

	/** What is going to be deleted, of which nobody has heard yet. */
	private final ByInstance<Boolean> removed = new ByInstance<>();

	/** What merges have made persistent, of which nobody has heard yet. */
	private final ByInstance<Boolean> merged = new ByInstance<>();

	/** What the running call of the entity manager deletes, and cascades from. */
	private @Nullable Object deleting;

	Preparation(SessionImplementor session) {
		this.session = session;
	}

	/**
	 * Return what is being prepared at this moment.
	 */
	Set<Object> entities() {
		return new IdentityHashMap<>((this.begun != null) ? this.begun : Map.of()).keySet();
	}

	boolean contains(Object entity) {
		return this.begun != null && this.begun.containsKey(entity);
	}

	/**
	 * Call the receivers of what is going to be written, and hold it back meanwhile.
	 * @param called whether nobody else may call the receivers
	 */
	void prepare(Collection<?> entities, boolean called, Runnable receivers) {
		List<Object> added = add(entities, called);
		FlushMode mode = this.session.getHibernateFlushMode();
		boolean heldUp = mode == FlushMode.AUTO && forbidsFlush();
		try {
			if (heldUp) {
				this.session.asEventSource().setHibernateFlushMode(FlushMode.COMMIT);
			}
			receivers.run();
		}
		finally {
			if (heldUp && this.session.getHibernateFlushMode() == FlushMode.COMMIT) {
				this.session.asEventSource().setHibernateFlushMode(mode);
			}
			remove(added);
		}
	}

	private List<Object> add(Collection<?> entities, boolean called) {
		Map<Object, Boolean> known = this.begun;
		if (known == null) {
			known = new IdentityHashMap<>(FEW);
			this.begun = known;
		}
		List<Object> added = new ArrayList<>(entities.size());
		for (Object entity : entities) {
			if (known.putIfAbsent(entity, called) == null) {
				added.add(entity);
			}
		}
		return added;
	}

	/**
	 * The receivers of an entity are about to be called.
	 * @return whether they have not been called yet
	 */
	boolean begin(Object entity) {
		return this.begun != null && this.begun.replace(entity, false, true);
	}

	/**
	 * Forget what is prepared, or is not going to be.
	 */
	void remove(Collection<?> entities) {
		if (this.begun != null) {
			show();
			entities.forEach(this.begun::remove);
			this.begun = this.begun.isEmpty() ? null : this.begun;
		}
	}

	/**
	 * Return whether something is being prepared that a flush could not leave alone.
	 */
	boolean forbidsFlush() {
		if (this.begun != null) {
			for (Object entity : this.begun.keySet()) {
				if (isQueued(entity)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Return what waits for others, and would be written meanwhile.
	 */
	List<Object> queued() {
		List<Object> queued = new ArrayList<>();
		if (this.begun != null) {
			this.begun.forEach((entity, called) -> {
				if (!called && isQueued(entity)) {
					queued.add(entity);
				}
			});
		}
		return queued;
	}

	private boolean isQueued(Object entity) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		return entry != null && !HiddenChanges.arePossible(entity, entry, this.session.asEventSource());
	}

	/**
	 * Hide from a flush what is not prepared.
	 */
	void hide() {
		show();
		if (this.begun == null) {
			return;
		}
		List<HiddenChanges> changes = new ArrayList<>();
		for (Object entity : this.begun.keySet()) {
			EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
			HiddenChanges change = (entry != null) ? HiddenChanges.of(entity, entry, this.session.asEventSource())
					: null;
			if (change != null) {
				changes.add(change);
			}
		}
		this.hidden = changes;
	}

	void show() {
		if (this.hidden != null) {
			this.hidden.forEach(HiddenChanges::show);
			this.hidden = null;
		}
	}

	/**
	 * A call of the entity manager begins to delete an entity, or has ended.
	 */
	void deleting(@Nullable Object root) {
		this.deleting = root;
	}

	@Nullable Object deleting() {
		return this.deleting;
	}

	/**
	 * The next flush is going to delete an entity.
	 */
	void removed(Object entity) {
		this.removed.put(entity, true);
	}

	/**
	 * Return what is going to be deleted since the last call: the parts of a cascade
	 * before what they belong to.
	 */
	List<Object> takeRemoved() {
		return take(this.removed);
	}

	/**
	 * A merge has made a copy persistent.
	 */
	void merged(Object copy) {
		this.merged.put(copy, true);
	}

	/**
	 * Return what merges have created since the last call.
	 */
	List<Object> takeMerged() {
		return take(this.merged);
	}

	private static List<Object> take(ByInstance<Boolean> instances) {
		List<Object> taken = new ArrayList<>(instances.size());
		instances.forEach((instance, present) -> taken.add(instance));
		instances.clear();
		return taken;
	}

	/**
	 * A flush has ended, and with it what was to come.
	 */
	void clear() {
		this.removed.clear();
		this.merged.clear();
	}

}
