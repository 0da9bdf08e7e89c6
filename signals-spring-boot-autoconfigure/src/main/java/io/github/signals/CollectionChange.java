package io.github.signals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The contents of a collection of an entity have changed: the links of a many-to-many or
 * of a one-to-many with a join table, or the values of an element collection.
 * <p>
 * Sent with JPA, right after the flush that has written the rows of the collection,
 * inside the transaction. Receivers that run after the commit hear the net change of the
 * transaction instead, once for each collection. A collection that is mapped by an
 * attribute of its elements has no rows of its own: the changes of a many-to-many are
 * reported from the side that owns the rows, and from the other side as
 * {@link #inverse()}.
 *
 * @param <T> the type of the entity that has the collection
 * @param sender the class of the entity that has the collection
 * @param instance the entity that has the collection
 * @param attribute the name of the collection, or its path in an embedded value
 * @param added the elements that were not there before; entries, for a map
 * @param removed the elements that are no longer there; entries, for a map
 * @param cleared whether the collection is now empty; always {@code false} for the
 * inverse side
 * @param ownerDeleted whether it was changed because its entity, or the one on the other
 * side, was deleted
 * @param inverse whether the rows belong to the collection of the other side
 * @param opposite the name of the collection on the other side, or {@code null} if there
 * is none
 * @param context who and what led to the signal
 * @since 0.1.0
 */
public record CollectionChange<T>(Class<?> sender, T instance, String attribute, List<? extends @Nullable Object> added,
		List<? extends @Nullable Object> removed, boolean cleared, boolean ownerDeleted, boolean inverse,
		@Nullable String opposite, SignalContext context) implements EntitySignal<T> {

	/**
	 * Create the signal; the lists are copied.
	 * @param sender the class of the entity that has the collection
	 * @param instance the entity that has the collection
	 * @param attribute the name of the collection
	 * @param added the elements that were not there before
	 * @param removed the elements that are no longer there
	 * @param cleared whether the collection is now empty
	 * @param ownerDeleted whether it was changed because an entity was deleted
	 * @param inverse whether the rows belong to the collection of the other side
	 * @param opposite the name of the collection on the other side
	 * @param context who and what led to the signal
	 */
	public CollectionChange {
		added = Collections.unmodifiableList(new ArrayList<>(added));
		removed = Collections.unmodifiableList(new ArrayList<>(removed));
	}

	/**
	 * Return the name of the signal, its sender and the collection, without the elements.
	 */
	@Override
	public String toString() {
		return "CollectionChange[" + this.sender.getName() + "." + this.attribute + "]";
	}

}
