package io.github.signals.capture.persistence;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.hibernate.engine.spi.SessionImplementor;

/**
 * What the call of this moment creates, of which receivers have heard before: they may
 * flush before the call makes it persistent.
 */
final class Creations {

	private final SessionImplementor session;

	private Set<Object> entities = Collections.newSetFromMap(new IdentityHashMap<>(0));

	Creations(SessionImplementor session) {
		this.session = session;
	}

	/**
	 * Receivers have heard of an entity, which may be one that is created.
	 */
	void prepared(Object entity) {
		if (!isManaged(entity)) {
			this.entities.add(entity);
		}
	}

	private boolean isManaged(Object entity) {
		return this.session.getPersistenceContextInternal().isEntryFor(entity);
	}

	/**
	 * Return whether an entity is still to be made persistent as it was heard of.
	 */
	boolean isComing(Object entity, KnownWrite known) {
		return known.isPrepared() && this.entities.contains(entity) && !isManaged(entity);
	}

	Set<Object> entities() {
		return this.entities;
	}

	void clear() {
		if (!this.entities.isEmpty()) {
			this.entities = Collections.newSetFromMap(new IdentityHashMap<>(0));
		}
	}

}
