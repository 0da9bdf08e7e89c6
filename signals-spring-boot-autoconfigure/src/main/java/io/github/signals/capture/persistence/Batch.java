package io.github.signals.capture.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What is signalled together, when a flush has ended or a call has returned.
 *
 * @param writes the rows that were written
 * @param links what has become of collections
 * @param takenBack the entities of which a save was heard, and that were changed back
 * before it was written: as they were heard of
 */
record Batch(List<SettledWrite> writes, Collection<LinkChange> links, Map<Object, EntityCopy> takenBack) {

	/**
	 * Return the same with other writes.
	 */
	Batch with(List<SettledWrite> others) {
		return new Batch(others, this.links, this.takenBack);
	}

	boolean isEmpty() {
		return this.writes.isEmpty() && this.links.isEmpty() && this.takenBack.isEmpty();
	}

}
