package io.github.signals.capture.persistence;

import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import io.github.signals.SignalCause;

/**
 * Finds the entity whose delete or save leads to the delete of another one.
 */
final class DeleteCauses {

	private final EventSource session;

	DeleteCauses(EventSource session) {
		this.session = session;
	}

	/**
	 * Return the cause of a delete that the application has not called for.
	 * @param entity what is deleted
	 * @param root what the running call of the entity manager deletes, if there is one
	 */
	@Nullable SignalCause of(Object entity, @Nullable Object root) {
		Object cause = (root != null) ? root : owner(entity);
		EntityEntry entry = (cause != null) ? entry(cause) : null;
		return (cause == entity || entry == null || entry.getId() == null) ? null
				: new SignalCause(entry.getPersister().getMappedClass(), entry.getId());
	}

	/**
	 * Return the entity from which an orphan was removed: the outermost, if that one is
	 * deleted too.
	 */
	private @Nullable Object owner(Object orphan) {
		Object owner = directOwner(orphan);
		for (int depth = 0; owner != null && depth < 100; depth++) {
			EntityEntry entry = entry(owner);
			Object further = (entry != null && entry.getStatus() == Status.DELETED) ? directOwner(owner) : null;
			if (further == null) {
				return owner;
			}
			owner = further;
		}
		return owner;
	}

	/**
	 * Return the entity that a deleted one referred to, and that removes what it has no
	 * more.
	 */
	private @Nullable Object directOwner(Object entity) {
		EntityEntry entry = entry(entity);
		@Nullable Object[] loaded = (entry != null) ? entry.getLoadedState() : null;
		if (entry == null || loaded == null) {
			return null;
		}
		Type[] types = entry.getPersister().getPropertyTypes();
		for (int i = 0; i < types.length; i++) {
			Object referred = types[i].isEntityType() ? CascadedEntities.loaded(loaded[i]) : null;
			if (referred != null && removes(referred, entry.getPersister())) {
				return referred;
			}
		}
		return null;
	}

	private boolean removes(Object owner, EntityPersister deleted) {
		EntityEntry entry = entry(owner);
		if (entry == null) {
			return false;
		}
		Type[] types = entry.getPersister().getPropertyTypes();
		CascadeStyle[] styles = entry.getPersister().getPropertyCascadeStyles();
		for (int i = 0; i < types.length; i++) {
			if (styles[i].hasOrphanDelete() && isOf(types[i], deleted)) {
				return true;
			}
		}
		return false;
	}

	private boolean isOf(Type type, EntityPersister persister) {
		Class<?> element = type.isCollectionType()
				? ((CollectionType) type).getElementType(this.session.getFactory()).getReturnedClass()
				: type.getReturnedClass();
		return element.isAssignableFrom(persister.getMappedClass());
	}

	private @Nullable EntityEntry entry(Object entity) {
		return this.session.getPersistenceContextInternal().getEntry(entity);
	}

}
