package io.github.signals.capture.persistence;

import java.util.LinkedHashMap;
import java.util.Map;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.PreSave;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Route;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Reads the entities of a session as receivers know them: what they were told of a save
 * counts like what is stored, though it is not written yet.
 */
class AnnouncedEntityReader extends HibernateEntityReader {

	final Announcements announced;

	AnnouncedEntityReader(SessionImplementor session, Announcements announced) {
		super(session);
		this.announced = announced;
	}

	@Override
	public boolean isToBeUpdated(Object instance) {
		EntityEntry entry = entry(instance);
		return entry != null && !entry.getStatus().isDeletedOrGone()
				&& (entry.isExistsInDatabase() || this.announced.known(instance).isAnnounced());
	}

	@Override
	public @Nullable Map<String, @Nullable Object> loaded(Object instance) {
		EntityCopy told = this.announced.known(instance).told();
		if (told == null) {
			return stored(instance);
		}
		// Values that were not read at that time are as stored.
		Map<String, @Nullable Object> stored = told.isComplete() ? null : stored(instance);
		Map<String, @Nullable Object> state = (stored != null) ? stored : new LinkedHashMap<>();
		state.putAll(told.attributes(this.session));
		return state;
	}

	/**
	 * Return what receivers are told before a save that no repository announces: what is
	 * known of it before any of them has changed it.
	 */
	final PreSave<?> upcoming(Object entity, SenderRoutes routes, DispatchContext context) {
		Route route = routes.of(PreSave.class);
		if (!route.asksCreation() || context.mutesAll()) {
			return new PreSave<>(routes.sender(), entity, false, Changes.none(), context);
		}
		boolean created = !isToBeUpdated(entity);
		Changes changes = created ? Changes.unread() : Changes.none();
		if (route.asksChanges()) {
			changes = changes(entity, created ? null : known(entity), current(entity));
		}
		return new PreSave<>(routes.sender(), entity, created, changes, context);
	}

	private @Nullable Map<String, @Nullable Object> known(Object entity) {
		readReplaced(entity, entity);
		return loaded(entity);
	}

}
