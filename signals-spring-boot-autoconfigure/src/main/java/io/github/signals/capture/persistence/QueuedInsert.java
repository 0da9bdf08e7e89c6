package io.github.signals.capture.persistence;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The insert of an entity that waits in Hibernate's queue.
 */
final class QueuedInsert {

	private QueuedInsert() {
	}

	/**
	 * Have the insert of an entity, if it waits, write what a receiver has set, instead
	 * of an update after it.
	 */
	static void refresh(Object entity, EventSource session) {
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		if (entry != null && !entry.isExistsInDatabase()) {
			refresh(entity, entry, session);
		}
	}

	private static void refresh(Object entity, EntityEntry entry, EventSource session) {
		@Nullable Object[] inserted = entry.getLoadedState();
		EntityPersister persister = entry.getPersister();
		@Nullable Object[] values = persister.getValues(entity);
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; inserted != null && i < types.length; i++) {
			if (!(types[i] instanceof CollectionType) && !(types[i] instanceof EntityType) && !UnreadValue.is(values[i])
					&& !UnreadValue.is(inserted[i]) && !types[i].isSame(inserted[i], values[i])) {
				inserted[i] = types[i].deepCopy(values[i], session.getFactory());
			}
		}
	}

}
