package io.github.signals.capture.persistence;

import java.util.LinkedHashMap;
import java.util.Map;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;

/**
 * What updates have written of a row and of its collections of values.
 *
 * @param persister the persister of the entity
 * @param attributes its attributes
 * @param before the values before, or {@code null} if no row was updated
 * @param after the values as they were written, or {@code null} if no row was updated
 * @param dirty the indexes of the properties that may have changed
 * @param listed whether Hibernate has told that they have changed, even where it does not
 * know the old value
 * @param collections what collections contained and contain, or {@code null} if none was
 * written
 */
record RowUpdate(EntityPersister persister, EntityAttributes attributes, @Nullable Object @Nullable [] before,
		@Nullable Object @Nullable [] after, int[] dirty, boolean listed, @Nullable WrittenCollections collections) {

	/**
	 * Return what has changed.
	 */
	Changes changes(SharedSessionContractImplementor session) {
		@Nullable Object[] stored = this.before;
		@Nullable Object[] current = this.after;
		Changes changes = (stored != null && current != null && this.collections == null)
				? this.attributes.updated(this.dirty, stored, current, session) : null;
		return (changes != null) ? changes : byName(session);
	}

	private Changes byName(SharedSessionContractImplementor session) {
		Map<String, @Nullable Object> old = attributes(this.before, session);
		Map<String, @Nullable Object> current = attributes(this.after, session);
		if (this.collections != null) {
			old.putAll(this.collections.before());
			current.putAll(this.collections.after());
		}
		if (this.listed) {
			// Hibernate reports a change, but the old value is unknown.
			current.keySet().forEach((name) -> old.putIfAbsent(name, null));
		}
		return this.attributes.updated(old, current);
	}

	private Map<String, @Nullable Object> attributes(@Nullable Object @Nullable [] state,
			SharedSessionContractImplementor session) {
		return (state != null) ? EntityState.singular(this.persister, state, this.dirty, session)
				: new LinkedHashMap<>();
	}

}
