package io.github.signals.capture.persistence;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The entities whose updates have changed nothing in the transaction, as their values
 * never equal one another: each is heard of once.
 */
final class RepeatedUpdates {

	private static final int FEW = 4;

	private @Nullable Set<Object> entities;

	/**
	 * Note an update that has changed nothing.
	 * @return whether it is the first one of the entity
	 */
	boolean add(Object entity) {
		if (this.entities == null) {
			this.entities = Collections.newSetFromMap(new IdentityHashMap<>(FEW));
		}
		return this.entities.add(entity);
	}

	boolean contains(Object entity) {
		return this.entities != null && this.entities.contains(entity);
	}

	void clear() {
		this.entities = null;
	}

}
