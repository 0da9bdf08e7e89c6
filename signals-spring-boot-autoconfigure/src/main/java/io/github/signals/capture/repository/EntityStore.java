package io.github.signals.capture.repository;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.core.EntityInformation;

import io.github.signals.dispatch.IdentifierAccessor;
import io.github.signals.dispatch.EntityAccess;

/**
 * What the store of one repository tells of an entity before it is written.
 */
final class EntityStore implements IdentifierAccessor {

	private final StoreKind kind;

	private final EntityInformation<Object, Object> information;

	private final CrudRepository<Object, Object> repository;

	private final Supplier<EntityAccess> access;

	EntityStore(StoreKind kind, EntityInformation<Object, Object> information,
			CrudRepository<Object, Object> repository, Supplier<EntityAccess> access) {
		this.kind = kind;
		this.information = information;
		this.repository = repository;
		this.access = access;
	}

	@Override
	public @Nullable Object of(Object instance) {
		Object id = this.information.getJavaType().isInstance(instance) ? this.information.getId(instance) : null;
		boolean unset = id instanceof Number number && number.longValue() == 0
				&& this.information.getIdType().isPrimitive();
		return unset ? null : id;
	}

	EntityAccess access() {
		return this.access.get();
	}

	Optional<Object> find(Object id) {
		return this.repository.findById(id).map(access()::unproxy);
	}

	Iterable<Object> findAll() {
		return this.repository.findAll();
	}

	/**
	 * Return whether there is a row for an entity that is to be deleted.
	 */
	boolean isStored(Object instance) {
		// JPA repositories do not delete an entity that says it is new, even if managed.
		if (this.kind == StoreKind.JPA && this.information.isNew(instance)) {
			return false;
		}
		if (access().isManaged(instance)) {
			return true;
		}
		Object id = of(instance);
		if (id == null) {
			return false;
		}
		// Unlike a query, reading by identifier does not flush a persistence context.
		return (this.kind == StoreKind.JPA) ? this.repository.findById(id).isPresent() : this.repository.existsById(id);
	}

	/**
	 * Tell what a save is going to do.
	 * @param instance what is to be saved
	 * @param state whether the stored attributes are wanted
	 */
	Before before(Object instance, boolean state) {
		EntityAccess access = access();
		if (access.isToBeUpdated(instance)) {
			return new Before(false, state ? access.loaded(instance) : null);
		}
		if (access.isManaged(instance)) {
			return Before.CREATION;
		}
		Object id = of(instance);
		if (id == null || this.information.isNew(instance)) {
			return Before.CREATION;
		}
		if (this.kind == StoreKind.UPDATES_ONLY_ROWS && !state) {
			return Before.UPDATE;
		}
		if (this.kind == StoreKind.OTHER && !state) {
			return this.repository.existsById(id) ? Before.UPDATE : Before.CREATION;
		}
		Object stored = access.beforeMerge(() -> this.repository.findById(id)).orElse(null);
		if (stored == null) {
			return (this.kind == StoreKind.UPDATES_ONLY_ROWS) ? new Before(false, access.current(instance))
					: Before.CREATION;
		}
		return new Before(false, state ? stateOf(stored, instance, access) : null);
	}

	private static @Nullable Map<String, @Nullable Object> stateOf(Object stored, Object instance,
			EntityAccess access) {
		Object entity = access.unproxy(stored);
		if (access.isManaged(entity)) {
			access.readReplaced(entity, instance);
			return access.loaded(entity);
		}
		return (entity == instance) ? null : access.current(entity);
	}

	/**
	 * What a save is going to do.
	 *
	 * @param creation whether it creates the row
	 * @param state the stored attributes, or {@code null} if they are not known
	 */
	record Before(boolean creation, @Nullable Map<String, @Nullable Object> state) {

		static final Before CREATION = new Before(true, null);

		static final Before UPDATE = new Before(false, null);

	}

}
