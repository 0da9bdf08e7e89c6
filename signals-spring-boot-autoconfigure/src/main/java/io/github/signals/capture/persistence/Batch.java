package io.github.signals.capture.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What is signalled at once, as a flush has ended.
 *
 * @param writes the rows that were written
 * @param links what has become of collections
 * @param takenBack the entities of which a save was heard, and that were changed back
 * before it was written: as they were heard of
 */
record Batch(List<SettledWrite> writes, Collection<LinkChange> links, Map<Object, Snapshot> takenBack) {

	boolean isEmpty() {
		return this.writes.isEmpty() && this.links.isEmpty() && this.takenBack.isEmpty();
	}

}
