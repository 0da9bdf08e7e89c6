package io.github.signals.capture.persistence;

import java.util.LinkedHashMap;
import java.util.Map;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.dispatch.SenderRoutes;

/**
 * What has been written of the row of one entity, however many statements it took.
 */
final class WrittenRow {

	final Object entity;

	final EntityPersister persister;

	final SenderRoutes routes;

	private boolean created;

	private boolean deleted;

	private boolean updated;

	private boolean listed;

	private @Nullable Object @Nullable [] before;

	private @Nullable Object @Nullable [] after;

	private @Nullable Object @Nullable [] last;

	private int[] dirty = Dirtiness.NONE;

	private @Nullable WrittenCollections collections;

	private @Nullable EntityAttributes attributes;

	WrittenRow(Object entity, EntityPersister persister, SenderRoutes routes) {
		this.entity = entity;
		this.persister = persister;
		this.routes = routes;
	}

	void inserted(@Nullable Object[] state) {
		this.created = true;
		this.after = state;
	}

	/** The row was created before, as receivers have heard of it. */
	void createdAsHeard() {
		this.created = true;
	}

	void updated(@Nullable Object @Nullable [] oldState, @Nullable Object[] state, int @Nullable [] properties) {
		if (this.after == null && !this.created) {
			this.before = oldState;
		}
		this.after = state;
		this.listed = properties != null;
		this.updated |= properties == null || oldState == null || isRowWritten(oldState, state, properties);
		int[] changed = (properties != null && this.before != null) ? properties : Dirtiness.all(state.length);
		this.dirty = (this.dirty.length == 0) ? changed : Dirtiness.union(this.dirty, changed);
		addGenerated();
	}

	/**
	 * Return whether there was anything to write: what Hibernate calls dirty may have no
	 * column.
	 */
	private boolean isRowWritten(@Nullable Object[] oldState, @Nullable Object[] state, int[] properties) {
		boolean[] updatable = this.persister.getPropertyUpdateability();
		for (int index : properties) {
			if (updatable[index]) {
				return true;
			}
		}
		Type[] types = this.persister.getPropertyTypes();
		for (int index : attributes().generated()) {
			if (oldState[index] != state[index] && !types[index].isSame(oldState[index], state[index])) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The version, and what is generated, is not among what Hibernate calls dirty, but it
	 * is written.
	 */
	private void addGenerated() {
		if (this.before != null) {
			this.dirty = Dirtiness.union(this.dirty, attributes().generated());
		}
	}

	/**
	 * Note what a collection of values contained, and what it contains.
	 */
	void changed(String attribute, @Nullable PersistentCollection<?> stored,
			@Nullable PersistentCollection<?> current) {
		if (this.collections == null) {
			this.collections = new WrittenCollections(attributes());
		}
		this.collections.changed(attribute, stored, current);
	}

	/**
	 * Return whether anything of the entity was written that was not there.
	 */
	boolean isWritten() {
		return this.created || this.deleted || this.updated || hasOtherElements();
	}

	private boolean hasOtherElements() {
		return this.collections != null && this.collections.haveOtherElements();
	}

	/**
	 * Return the values of the properties before they were written, or {@code null} if
	 * they are not known.
	 */
	@Nullable Object @Nullable [] before() {
		return this.before;
	}

	boolean hasCollections() {
		return this.collections != null;
	}

	/**
	 * Return what collections contained that were written.
	 */
	Map<String, @Nullable Object> collectionsBefore() {
		return (this.collections != null) ? this.collections.before() : Map.of();
	}

	EntityAttributes attributes() {
		EntityAttributes known = this.attributes;
		if (known == null) {
			known = EntityAttributes.of(this.persister);
			this.attributes = known;
		}
		return known;
	}

	void deleted(@Nullable Object @Nullable [] state) {
		this.deleted = true;
		this.last = state;
	}

	/**
	 * Return the attributes that were stored before the delete, as far as they are known.
	 */
	Map<String, @Nullable Object> last(SharedSessionContractImplementor session) {
		@Nullable Object[] state = lastState();
		return (state != null) ? EntityState.stored(this.persister, state, session) : Map.of();
	}

	/** Return the values before the delete, or {@code null} if they are not known. */
	@Nullable Object @Nullable [] lastState() {
		return (this.before != null) ? this.before : this.last;
	}

	boolean isCreated() {
		return this.created;
	}

	boolean isOnlyInserted() {
		return this.created && this.dirty.length == 0 && !hasOtherElements();
	}

	/**
	 * Return whether a receiver in the transaction may have to hear of it.
	 */
	boolean isHeardAtOnce() {
		return this.routes.of(this.deleted ? PostDelete.class : PostSave.class).hasImmediate();
	}

	boolean isDeleted() {
		return this.deleted;
	}

	/**
	 * Return the values of the properties as they were written, or {@code null} if only
	 * collections were.
	 */
	@Nullable Object @Nullable [] after() {
		return this.after;
	}

	/** Return what was written, as far as somebody asks. */
	Changes changes(SenderRoutes routes, SharedSessionContractImplementor session) {
		return changes(routes, session, Map.of());
	}

	/**
	 * Return what was written, and what is certain to follow, as far as somebody asks.
	 * @param coming what collections contain whose rows are still to be written
	 */
	Changes changes(SenderRoutes routes, SharedSessionContractImplementor session,
			Map<String, @Nullable Object> coming) {
		boolean wanted = this.created ? routes.readCreations() : routes.askChanges();
		if (!wanted) {
			return this.created ? Changes.unread() : Changes.none();
		}
		if (this.created || this.after != null && this.before == null) {
			return attributes().created(attributesAfter(session, coming));
		}
		return new RowUpdate(this.persister, attributes(), this.before, this.after, this.dirty, this.listed,
				this.collections)
			.changes(session);
	}

	/**
	 * Return all attributes; of the collections those whose rows were written, and those
	 * that a new row has none of.
	 */
	private Map<String, @Nullable Object> attributesAfter(SharedSessionContractImplementor session,
			Map<String, @Nullable Object> coming) {
		Map<String, @Nullable Object> attributes = (this.after != null)
				? EntityState.singular(this.persister, this.after, session) : new LinkedHashMap<>();
		if (this.collections != null) {
			attributes.putAll(this.collections.after());
		}
		attributes.putAll(coming);
		if (this.created && session.isEventSource()) {
			attributes().collections().forEach((name) -> attributes.putIfAbsent(name, null));
		}
		return attributes;
	}

}
