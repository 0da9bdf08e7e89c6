package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

import io.github.signals.DataSignal;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.CallObserver;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Finds out which receivers go on writing, when they are called for the last time before
 * that is refused: looks at what is pending before and after each call.
 */
final class Culprits implements CallObserver {

	private static final Object THERE = new Object();

	private final WriteSignals signals;

	private final EventSource session;

	private final Map<Object, Set<String>> writers = new IdentityHashMap<>();

	private final Set<String> blamed = new TreeSet<>();

	private Map<Object, Object> pending;

	Culprits(WriteSignals signals, EventSource session) {
		this.signals = signals;
		this.session = session;
		this.pending = pending();
	}

	@Override
	public void beforeCalls(DataSignal<?> signal) {
		note(running());
	}

	@Override
	public void called(RegisteredReceiver receiver, DataSignal<?> signal) {
		note(receiver.uid());
	}

	private @Nullable String running() {
		return this.signals.context(Origin.FLUSH).causedBy();
	}

	private void note(@Nullable String writer) {
		Map<Object, Object> before = this.pending;
		this.pending = pending();
		if (writer != null) {
			this.pending.forEach((key, state) -> {
				if (!isSame(key, state, before.get(key))) {
					Object written = (key instanceof PersistentCollection<?> collection) ? collection.getOwner() : key;
					this.writers.computeIfAbsent(written, (entity) -> new TreeSet<>()).add(writer);
				}
			});
		}
	}

	private boolean isSame(Object key, Object state, @Nullable Object before) {
		if (state instanceof EntityCopy) {
			return before instanceof EntityCopy known && known.isSame(key, this.session);
		}
		if (!(state instanceof List<?> elements) || !(before instanceof List<?> known)) {
			return state == before;
		}
		boolean same = elements.size() == known.size();
		for (int i = 0; same && i < known.size(); i++) {
			same = elements.get(i) == known.get(i);
		}
		return same;
	}

	/**
	 * Return what a flush would write at this moment, and how it is.
	 */
	private Map<Object, Object> pending() {
		Map<Object, Object> found = new IdentityHashMap<>();
		ManagedEntities managed = ManagedEntities.of(this.session);
		List<Object> roots = new ArrayList<>();
		for (int i = 0; i < managed.size(); i++) {
			EntityEntry entry = managed.entry(i);
			if (entry.getStatus() == Status.DELETED) {
				found.put(managed.entity(i), THERE);
			}
			else if (Dirtiness.isToBeSaved(managed.entity(i), entry, this.session, false)) {
				found.put(managed.entity(i), EntityCopy.of(managed.entity(i), entry.getPersister(), this.session));
			}
			if (entry.getStatus() == Status.MANAGED) {
				roots.add(managed.entity(i));
			}
		}
		addCascaded(found, roots);
		this.session.getPersistenceContextInternal().forEachCollectionEntry((collection, entry) -> {
			if (CollectionState.isDirty(collection, this.session)) {
				found.put(collection, elements(collection));
			}
		}, true);
		return found;
	}

	private void addCascaded(Map<Object, Object> found, List<Object> roots) {
		for (Object entity : CascadedEntities.of(roots, CascadingActions.PERSIST_ON_FLUSH, this.session)) {
			if (this.session.getPersistenceContextInternal().getEntry(entity) == null) {
				found.put(entity, THERE);
			}
		}
	}

	private static List<?> elements(PersistentCollection<?> collection) {
		if (!collection.wasInitialized()) {
			List<Object> queued = new ArrayList<>();
			collection.queuedAdditionIterator().forEachRemaining(queued::add);
			return queued;
		}
		Collection<?> elements = (collection instanceof Map<?, ?> map) ? map.values()
				: (collection instanceof Collection<?> others) ? others : List.of();
		return new ArrayList<>(elements);
	}

	/**
	 * Blame whoever has written an entity in the calls that were watched, or is writing
	 * it.
	 * @param entity the entity
	 * @param cause the receiver that is known to have asked for it, or {@code null}
	 */
	void blame(Object entity, @Nullable String cause) {
		Set<String> known = this.writers.get(entity);
		String writer = (cause != null) ? cause : running();
		if (known != null) {
			this.blamed.addAll(known);
		}
		else if (writer != null) {
			this.blamed.add(writer);
		}
	}

	/**
	 * Return the names of the blamed receivers.
	 */
	@Override
	public String toString() {
		return this.blamed.isEmpty() ? "no known receiver; something else writes, such as a JPA callback method"
				: this.blamed.toString();
	}

}
