package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.hibernate.engine.spi.SessionImplementor;

/**
 * What one session has written and not signalled yet, in the order in which it was
 * written.
 */
final class UnsignalledWrites {

	private static final int FEW = 4;

	private List<EntityWrite> writes = new ArrayList<>(FEW);

	private Map<LinkChange.Key, LinkChange> links = new LinkedHashMap<>();

	private Map<Object, EntityCopy> takenBack = Map.of();

	void add(EntityWrite write) {
		this.writes.add(write);
	}

	void add(LinkChange change) {
		this.links.merge(change.key(), change, LinkChange::then);
	}

	/**
	 * Add the saves that receivers have heard of and that were taken back before they
	 * were written: the entities, as they were heard of.
	 * @param held what the flush has left alone
	 */
	void addTakenBack(Announcements announced, Predicate<Object> held, SessionImplementor session) {
		if (announced.isAllWritten(this.writes.size()) && areRowsWritten()) {
			return;
		}
		Map<Object, EntityCopy> found = new IdentityHashMap<>(this.takenBack);
		announced.forEach((entity, write) -> {
			EntityCopy told = write.told();
			// What was written is told with the write.
			if (told != null && !write.isRowWritten() && !held.test(entity)
					&& session.getPersistenceContextInternal().isEntryFor(entity) && !told.isSame(entity, session)) {
				found.put(entity, told);
			}
		});
		this.takenBack = found;
	}

	private boolean areRowsWritten() {
		for (EntityWrite write : this.writes) {
			if (!write.isRowWritten()) {
				return false;
			}
		}
		return true;
	}

	int size() {
		return this.writes.size();
	}

	/**
	 * A flush has ended, though nothing can be signalled yet.
	 */
	void flushed() {
		this.writes.forEach(EntityWrite::flushed);
	}

	Batch takeAll() {
		return take((write) -> true);
	}

	/**
	 * Take some of the writes, and everything else.
	 */
	Batch take(Predicate<EntityWrite> wanted) {
		Batch batch = new Batch(takeWrites(wanted), takeLinks(), this.takenBack);
		this.takenBack = Map.of();
		return batch;
	}

	/**
	 * Take what was deleted, and nothing else.
	 */
	Batch takeDeleted() {
		return new Batch(takeWrites((write) -> write.row().isDeleted()), List.of(), Map.of());
	}

	private List<SettledWrite> takeWrites(Predicate<EntityWrite> wanted) {
		if (this.writes.isEmpty()) {
			return List.of();
		}
		List<EntityWrite> rest = new ArrayList<>(FEW);
		List<SettledWrite> taken = new ArrayList<>(this.writes.size());
		for (EntityWrite write : this.writes) {
			if (wanted.test(write)) {
				taken.add(write.deliver());
			}
			else {
				rest.add(write);
			}
		}
		this.writes = rest;
		return taken;
	}

	private Collection<LinkChange> takeLinks() {
		if (this.links.isEmpty()) {
			return List.of();
		}
		Collection<LinkChange> linked = this.links.values();
		this.links = new LinkedHashMap<>();
		return linked;
	}

	void clear() {
		this.writes = new ArrayList<>(FEW);
		this.links = new LinkedHashMap<>();
		this.takenBack = Map.of();
	}

}
