package io.github.signals.capture.persistence;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * What has changed of a managed entity, hidden from one flush: for its time Hibernate
 * takes what the entity has for what is stored.
 */
final class HiddenChanges {

	private static final String[] NONE = {};

	private final Object entity;

	private final @Nullable Object[] state;

	private final @Nullable Object[] loaded;

	private String[] tracked = NONE;

	private boolean tracking;

	private HiddenChanges(Object entity, @Nullable Object[] state) {
		this.entity = entity;
		this.state = state;
		this.loaded = state.clone();
	}

	/**
	 * Return whether a flush can be kept from writing an entity: not what waits in
	 * Hibernate's queue already, nor a collection that increments the version.
	 */
	static boolean arePossible(Object entity, EntityEntry entry, EventSource session) {
		return entry.getStatus() == Status.READ_ONLY || entry.getStatus() == Status.MANAGED
				&& entry.isExistsInDatabase()
				&& !(entry.getPersister().isVersioned() && Dirtiness.hasDirtyCollections(entity, entry, session));
	}

	static @Nullable HiddenChanges of(Object entity, EntityEntry entry, EventSource session) {
		@Nullable Object[] state = entry.getLoadedState();
		if (state == null || !arePossible(entity, entry, session)) {
			return null;
		}
		HiddenChanges hidden = new HiddenChanges(entity, state);
		hidden.hide(entry.getPersister().getValues(entity));
		return hidden;
	}

	private void hide(@Nullable Object[] values) {
		System.arraycopy(values, 0, this.state, 0, this.state.length);
		if (this.entity instanceof SelfDirtinessTracker tracker) {
			this.tracked = tracker.$$_hibernate_getDirtyAttributes();
			this.tracking = ((ManagedEntity) tracker).$$_hibernate_useTracker();
			tracker.$$_hibernate_clearDirtyAttributes();
		}
	}

	void show() {
		System.arraycopy(this.loaded, 0, this.state, 0, this.state.length);
		if (this.entity instanceof SelfDirtinessTracker tracker) {
			for (String attribute : this.tracked) {
				tracker.$$_hibernate_trackChange(attribute);
			}
			// The flush relies on what is tracked from now on, and a merge tracks
			// nothing.
			((ManagedEntity) tracker).$$_hibernate_setUseTracker(this.tracking);
		}
	}

}
