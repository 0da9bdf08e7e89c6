package io.github.signals.capture.persistence;

import java.util.Arrays;
import java.util.Map;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.hibernate.type.TypeHelper;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;

/**
 * A copy of an entity's values at a point in time, to tell whether it has changed since.
 */
final class EntityCopy {

	private final EntityPersister persister;

	private final @Nullable Object[] values;

	private final @Nullable Map<String, @Nullable Object> collections;

	private EntityCopy(EntityPersister persister, @Nullable Object[] values,
			@Nullable Map<String, @Nullable Object> collections) {
		this.persister = persister;
		this.values = values;
		this.collections = collections;
	}

	static EntityCopy of(Object entity, SharedSessionContractImplementor session) {
		return of(entity, session.getEntityPersister(null, entity), session);
	}

	static EntityCopy of(Object entity, EntityPersister persister, SharedSessionContractImplementor session) {
		@Nullable Object[] values = persister.getValues(entity);
		@Nullable Object[] copy = new Object[values.length];
		TypeHelper.deepCopy(values, persister.getPropertyTypes(), persister.getPropertyCheckability(), copy, session);
		return new EntityCopy(persister, copy,
				persister.hasCollections() ? collections(persister, values, session) : null);
	}

	/**
	 * Remember an entity that has just been made persistent: without a copy if it is
	 * still as Hibernate is going to insert it.
	 */
	static EntityCopy ofInsert(Object entity, EntityEntry entry, SharedSessionContractImplementor session) {
		EntityPersister persister = entry.getPersister();
		@Nullable Object[] inserted = entry.getLoadedState();
		if (inserted != null && !persister.hasCollections()) {
			EntityCopy shared = new EntityCopy(persister, inserted, null);
			if (areSame(inserted, persister.getValues(entity))) {
				return shared;
			}
		}
		return of(entity, persister, session);
	}

	/**
	 * Remember an entity as it was inserted, without what was set since then.
	 */
	static EntityCopy inserted(EntityPersister persister, @Nullable Object[] state,
			SharedSessionContractImplementor session) {
		return new EntityCopy(persister, state.clone(),
				persister.hasCollections() ? collections(persister, state, session) : null);
	}

	private static @Nullable Map<String, @Nullable Object> collections(EntityPersister persister,
			@Nullable Object[] values, SharedSessionContractImplementor session) {
		Map<String, @Nullable Object> collections = EntityState.collections(persister, values, session);
		return collections.isEmpty() ? null : collections;
	}

	/**
	 * Return whether an entity is as it was, but for what Hibernate itself generates.
	 */
	boolean isSame(Object entity, SharedSessionContractImplementor session) {
		@Nullable Object[] current = this.persister.getValues(entity);
		@Nullable Object @Nullable [] stored = stored(entity, session);
		return differences(known(stored), current, entity, session).length == 0 && (!this.persister.hasCollections()
				|| hasSameCollections(current, (stored != null) ? stored : current, session));
	}

	private static @Nullable Object @Nullable [] stored(Object entity, SharedSessionContractImplementor session) {
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		return (entry != null) ? UnseenState.stored(entry) : null;
	}

	/**
	 * Return the values as they were then: what was not read then was as it is stored.
	 */
	private @Nullable Object[] known(@Nullable Object @Nullable [] stored) {
		if (stored == null || !this.persister.hasLazyProperties()) {
			return this.values;
		}
		@Nullable Object[] known = this.values.clone();
		for (int i = 0; i < known.length; i++) {
			known[i] = UnreadValue.is(known[i]) ? stored[i] : known[i];
		}
		return known;
	}

	/**
	 * Return whether the collections are as they were: what was not read then is compared
	 * with what is stored.
	 */
	private boolean hasSameCollections(@Nullable Object[] current, @Nullable Object[] stored,
			SharedSessionContractImplementor session) {
		Map<String, @Nullable Object> now = EntityState.collections(this.persister, current, session);
		if (now.isEmpty()) {
			return true;
		}
		new UnseenValues(session).readCollections(this.persister, stored, current);
		Map<String, @Nullable Object> before = EntityState.storedCollections(this.persister, stored, session);
		if (this.collections != null) {
			before.putAll(this.collections);
		}
		return EntityAttributes.of(this.persister).toBeUpdated(before, now).isEmpty();
	}

	/**
	 * Return what has changed since then, but for what Hibernate itself generates.
	 */
	Changes changesTo(@Nullable Object[] current, Object entity, SharedSessionContractImplementor session) {
		return changesTo(current, entity, known(stored(entity, session)), Map.of(), session);
	}

	/**
	 * Return what has changed until a write, but for what Hibernate itself generates.
	 */
	Changes changesTo(@Nullable Object[] current, WrittenRow row, SharedSessionContractImplementor session) {
		return changesTo(current, row.entity, known(row.before()), row.collectionsBefore(), session);
	}

	private Changes changesTo(@Nullable Object[] current, Object entity, @Nullable Object[] known,
			Map<String, @Nullable Object> written, SharedSessionContractImplementor session) {
		int[] differences = differences(known, current, entity, session);
		if (differences.length == 0 && this.collections == null && written.isEmpty()) {
			return Changes.none();
		}
		Map<String, @Nullable Object> before = EntityState.singular(this.persister, known, differences, session);
		Map<String, @Nullable Object> after = EntityState.singular(this.persister, current, differences, session);
		// It has changed, but the old value is unknown.
		after.keySet().forEach((name) -> before.putIfAbsent(name, null));
		if (this.persister.hasCollections()) {
			before.putAll(written);
			if (this.collections != null) {
				before.putAll(this.collections);
			}
			after.putAll(EntityState.collections(this.persister, current, session));
		}
		return EntityAttributes.of(this.persister).toBeUpdated(before, after);
	}

	/**
	 * Return whether there is nothing that a row does not have.
	 */
	boolean isStored(@Nullable Object @Nullable [] row) {
		return row != null && !this.persister.hasCollections() && areSame(row, this.values);
	}

	Map<String, @Nullable Object> collections() {
		return (this.collections != null) ? this.collections : Map.of();
	}

	/**
	 * Return whether nothing of the entity can have been left unread.
	 */
	boolean isComplete() {
		return !this.persister.hasCollections() && !this.persister.hasLazyProperties();
	}

	/**
	 * Return the attributes by name.
	 */
	Map<String, @Nullable Object> attributes(SharedSessionContractImplementor session) {
		Map<String, @Nullable Object> attributes = EntityState.singular(this.persister, this.values, session);
		if (this.collections != null) {
			attributes.putAll(this.collections);
		}
		return attributes;
	}

	/**
	 * Return what differs from the stored values.
	 */
	Changes changesFrom(@Nullable Object[] stored, SharedSessionContractImplementor session) {
		return EntityAttributes.of(this.persister)
			.toBeUpdated(EntityState.stored(this.persister, stored, session), attributes(session));
	}

	/**
	 * Return all that a new row was going to have.
	 */
	Changes creation(SharedSessionContractImplementor session) {
		return EntityAttributes.of(this.persister).created(attributes(session));
	}

	private int[] differences(@Nullable Object[] known, @Nullable Object[] current, Object entity,
			SharedSessionContractImplementor session) {
		if (areSame(known, current)) {
			return Dirtiness.NONE;
		}
		int[] dirty = Dirtiness.between(this.persister, current, known, entity, session);
		int[] differences = new int[dirty.length];
		int count = 0;
		for (int index : dirty) {
			if (!isGenerated(index) && !isCollection(index)) {
				differences[count++] = index;
			}
		}
		return Arrays.copyOf(differences, count);
	}

	/**
	 * Return whether all values are the same objects, as what can change was copied.
	 */
	private static boolean areSame(@Nullable Object[] known, @Nullable Object[] current) {
		for (int i = 0; i < current.length; i++) {
			if (current[i] != known[i]) {
				return false;
			}
		}
		return true;
	}

	private boolean isCollection(int index) {
		return this.persister.getPropertyTypes()[index] instanceof CollectionType;
	}

	private boolean isGenerated(int index) {
		Generator generator = this.persister.getGenerators()[index];
		return this.persister.isVersioned() && index == this.persister.getVersionPropertyIndex()
				|| generator != null && generator.generatesSometimes();
	}

}
