package io.github.signals.capture.repository;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.core.EntityInformation;

import io.github.signals.capture.EntityReader;
import io.github.signals.capture.EntityReaders;
import io.github.signals.dispatch.IdentifierAccessor;

/**
 * What the store of one repository tells of an entity before it is written.
 */
final class EntityStore implements IdentifierAccessor {

	private final StoreKind kind;

	private final EntityInformation<Object, Object> information;

	private final CrudRepository<Object, Object> repository;

	private final EntityReaders reader;

	EntityStore(StoreKind kind, EntityInformation<Object, Object> information,
			CrudRepository<Object, Object> repository, EntityReaders reader) {
		this.kind = kind;
		this.information = information;
		this.repository = repository;
		this.reader = reader;
	}

	@Override
	public @Nullable Object of(Object instance) {
		Object id = this.information.getJavaType().isInstance(instance) ? this.information.getId(instance) : null;
		boolean unset = id instanceof Number number && number.longValue() == 0
				&& this.information.getIdType().isPrimitive();
		return unset ? null : id;
	}

	@Override
	public Map<String, @Nullable Object> state(Object instance) {
		return this.reader.state(instance);
	}

	EntityReader reader() {
		return this.reader.get();
	}

	Optional<Object> find(Object id) {
		return this.repository.findById(id).map(reader()::unproxy);
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
		if (reader().isManaged(instance)) {
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
	 * @param read what was told of it before, or {@code null}
	 */
	Before before(Object instance, boolean state, @Nullable Before read) {
		EntityReader reader = reader();
		if (reader.isToBeUpdated(instance)) {
			return new Before(false, state ? reader.loaded(instance) : null, null);
		}
		if (reader.isManaged(instance)) {
			return Before.CREATION;
		}
		Object id = of(instance);
		if (id == null || this.information.isNew(instance)) {
			return Before.CREATION;
		}
		if (read != null && id.equals(read.id()) && (this.kind != StoreKind.JPA || read.creation())) {
			// What was found is in the persistence context of JPA, and may have changed
			// there.
			return read;
		}
		return read(instance, id, state, reader);
	}

	private Before read(Object instance, Object id, boolean state, EntityReader reader) {
		if (this.kind == StoreKind.UPDATES_ONLY_ROWS && !state) {
			return Before.UPDATE;
		}
		if (this.kind == StoreKind.OTHER && !state) {
			return new Before(!this.repository.existsById(id), null, id);
		}
		Object stored = reader.beforeMerge(() -> this.repository.findById(id)).orElse(null);
		if (stored == null) {
			return (this.kind == StoreKind.UPDATES_ONLY_ROWS) ? new Before(false, reader.current(instance), id)
					: new Before(true, null, id);
		}
		return new Before(false, state ? stateOf(stored, instance, reader) : null, id);
	}

	private static @Nullable Map<String, @Nullable Object> stateOf(Object stored, Object instance,
			EntityReader reader) {
		Object entity = reader.unproxy(stored);
		if (reader.isManaged(entity)) {
			reader.readReplaced(entity, instance);
			return reader.loaded(entity);
		}
		return (entity == instance) ? null : reader.current(entity);
	}

	/**
	 * What a save is going to do.
	 *
	 * @param creation whether it creates the row
	 * @param state the stored attributes, or {@code null} if they are not known
	 * @param id the identifier whose row was looked for, or {@code null} if none was
	 */
	record Before(boolean creation, @Nullable Map<String, @Nullable Object> state, @Nullable Object id) {

		static final Before CREATION = new Before(true, null, null);

		static final Before UPDATE = new Before(false, null, null);

	}

}
