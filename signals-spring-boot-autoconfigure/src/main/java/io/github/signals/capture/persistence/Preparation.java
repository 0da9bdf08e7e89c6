package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * What of one session is being prepared: receivers of what comes before its SQL are
 * called, or are going to be. A flush that they cause writes everything else.
 */
final class Preparation {

	private static final int FEW = 4;

	/** Whether the receivers of an entity are being called, or wait for others. */
	private @Nullable Map<Object, Boolean> begun;

	private @Nullable List<HiddenChanges> hidden;

	/**
	 * Return what is being prepared at this moment.
	 */
	Set<Object> entities() {
		return (this.begun == null) ? Set.of() : new IdentityHashMap<>(this.begun).keySet();
	}

	boolean contains(Object entity) {
		return this.begun != null && this.begun.containsKey(entity);
	}

	/**
	 * Add what is going to be prepared.
	 * @param called whether nobody else may call the receivers
	 * @return those that were not known
	 */
	List<Object> add(Collection<?> entities, boolean called) {
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
	boolean forbidsFlush(EventSource session) {
		if (this.begun != null) {
			for (Object entity : this.begun.keySet()) {
				if (isQueued(entity, session)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Return what waits for others, and would be written meanwhile.
	 */
	List<Object> queued(EventSource session) {
		List<Object> queued = new ArrayList<>();
		if (this.begun != null) {
			this.begun.forEach((entity, called) -> {
				if (!called && isQueued(entity, session)) {
					queued.add(entity);
				}
			});
		}
		return queued;
	}

	private static boolean isQueued(Object entity, EventSource session) {
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		return entry != null && !HiddenChanges.arePossible(entity, entry, session);
	}

	/**
	 * Hide from a flush what is not prepared.
	 */
	void hide(EventSource session) {
		show();
		if (this.begun == null) {
			return;
		}
		List<HiddenChanges> changes = new ArrayList<>();
		for (Object entity : this.begun.keySet()) {
			EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
			HiddenChanges change = (entry != null) ? HiddenChanges.of(entity, entry, session) : null;
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

}
