package io.github.signals.capture.repository;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.PreSave;
import io.github.signals.capture.EntityReader;
import io.github.signals.capture.repository.EntityStore.Before;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.InstanceKey;
import io.github.signals.dispatch.Route;
import io.github.signals.dispatch.SenderRoutes;

/**
 * What a call is going to save, as it is known before any receiver has changed it.
 */
final class UpcomingSaves {

	private final EntityStore store;

	private final EntityReader reader;

	private final WriteContexts contexts;

	private final Map<Object, Map<String, @Nullable Object>> loaded = new IdentityHashMap<>();

	private Map<Object, Before> known = Map.of();

	private Map<Object, Object> told = Map.of();

	UpcomingSaves(EntityStore store, EntityReader reader, DispatchContext context) {
		this.store = store;
		this.reader = reader;
		this.contexts = new WriteContexts(context);
	}

	/**
	 * Return whether receivers ask what is going to be created.
	 */
	static boolean areAskedFor(SenderRoutes routes, DispatchContext context) {
		return routes.of(PreSave.class).asksCreation() && !context.mutesAll();
	}

	/**
	 * Note what a managed entity was loaded with, before a receiver flushes it.
	 */
	void noteLoaded(Object entity) {
		if (this.reader.isToBeUpdated(entity)) {
			this.reader.readReplaced(entity, entity);
			Map<String, @Nullable Object> state = this.reader.loaded(entity);
			if (state != null) {
				this.loaded.putIfAbsent(entity, state);
			}
		}
	}

	/**
	 * Return what a managed entity was loaded with, if that was noted.
	 */
	@Nullable Map<String, @Nullable Object> loaded(Object entity) {
		return this.loaded.get(entity);
	}

	/**
	 * Tell what the save of an entity is going to do, without reading again what was read
	 * before its receivers were called.
	 */
	Before before(Object entity, boolean state) {
		return this.store.before(entity, state, this.known.isEmpty() ? null : this.known.get(entity));
	}

	/**
	 * Return what receivers are told before the save of an entity.
	 */
	PreSave<?> signal(Object entity, SenderRoutes routes) {
		DispatchContext context = context(entity, routes);
		if (!areAskedFor(routes, context)) {
			return new PreSave<>(routes.sender(), entity, false, Changes.none(), context);
		}
		Before before = lookUp(entity, routes.of(PreSave.class));
		return new PreSave<>(routes.sender(), entity, before.creation(), changes(entity, before, routes), context);
	}

	/**
	 * Return the context of all signals about the save of an entity.
	 */
	DispatchContext context(Object entity, SenderRoutes routes) {
		return this.contexts.of(entity, routes);
	}

	private Before lookUp(Object entity, Route route) {
		if (this.told.isEmpty()) {
			this.known = new IdentityHashMap<>(1);
			this.told = new HashMap<>(1);
		}
		Object id = this.store.of(entity);
		Object earlier = this.told.putIfAbsent((id != null) ? id : new InstanceKey(entity), entity);
		if (earlier != null) {
			// The same call has saved the row then.
			return new Before(false, route.asksChanges() ? this.reader.current(earlier) : null, null);
		}
		Map<String, @Nullable Object> state = this.loaded.get(entity);
		Before before = (state != null) ? new Before(false, state, null)
				: this.store.before(entity, route.asksChanges(), null);
		this.known.put(entity, before);
		return before;
	}

	private Changes changes(Object entity, Before before, SenderRoutes routes) {
		if (!routes.of(PreSave.class).asksChanges()) {
			return before.creation() ? Changes.unread() : Changes.none();
		}
		return this.reader.changes(entity, before.state(), this.reader.current(entity));
	}

}
