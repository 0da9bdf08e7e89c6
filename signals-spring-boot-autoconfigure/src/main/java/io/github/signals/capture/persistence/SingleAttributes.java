package io.github.signals.capture.persistence;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.Changes.Comparison;

/**
 * The properties of an entity that have single values, by index: for them, what an update
 * has written is told without a map.
 */
final class SingleAttributes {

	/** Of more attributes, a hash table finds one faster. */
	private static final int FEW = 16;

	private final String[] names;

	private final Type[] types;

	/** When they are written; of collections and embedded values nothing is known. */
	private final @Nullable AttributeWriting[] writing;

	SingleAttributes(EntityPersister persister) {
		this.names = persister.getPropertyNames();
		this.types = persister.getPropertyTypes();
		this.writing = new @Nullable AttributeWriting[this.names.length];
		for (int i = 0; i < this.names.length; i++) {
			boolean single = !(this.types[i] instanceof CollectionType || this.types[i] instanceof CompositeType);
			this.writing[i] = single ? AttributeWriting.of(persister, i) : null;
		}
	}

	/**
	 * Return what an update has written of properties that have single values.
	 * @param indexes the indexes of the properties
	 * @return what has changed, or {@code null} if one of the properties has another kind
	 * of value or was not read, or if there are many
	 */
	@Nullable Changes changed(int[] indexes, @Nullable Object[] stored, @Nullable Object[] state, Comparison comparison,
			SharedSessionContractImplementor session) {
		if (indexes.length > FEW) {
			return null;
		}
		int count = 0;
		for (int index : indexes) {
			AttributeWriting writing = this.writing[index];
			if (writing == null || UnreadValue.is(stored[index]) || UnreadValue.is(state[index])) {
				return null;
			}
			count += writing.isUpdated() ? 1 : 0;
		}
		String[] changed = new String[count];
		@Nullable Object[] before = new @Nullable Object[count];
		@Nullable Object[] after = new @Nullable Object[count];
		int next = 0;
		for (int index : indexes) {
			AttributeWriting writing = this.writing[index];
			if (writing != null && writing.isUpdated()) {
				changed[next] = this.names[index];
				before[next] = WrittenValues.copy(this.types[index], stored[index], session.getFactory(), session);
				after[next++] = WrittenValues.copy(this.types[index], state[index], session.getFactory(), session);
			}
		}
		return Changes.between(changed, before, after, comparison);
	}

}
