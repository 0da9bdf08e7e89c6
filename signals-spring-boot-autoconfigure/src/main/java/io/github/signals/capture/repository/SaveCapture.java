package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.data.util.ProxyUtils;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.capture.EntityReader;
import io.github.signals.capture.ManagedEntityReader;
import io.github.signals.capture.repository.EntityStore.Before;
import io.github.signals.dispatch.CallObserver;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.DispatchScope;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.InstanceKey;
import io.github.signals.dispatch.SenderRoutes;

/**
 * The signals of one call that saves.
 */
final class SaveCapture {

	private static final Changes UNREAD = Changes.all(Map.of());

	private final Dispatcher dispatcher;

	private final EntityStore store;

	private final EntityReader reader;

	private final DispatchContext context;

	private final List<NotedSave> saves = new ArrayList<>(1);

	private final List<Object> results = new ArrayList<>(1);

	private final Set<Object> seen = new HashSet<>();

	private final Map<Object, Map<String, @Nullable Object>> written = new HashMap<>();

	private final Map<Object, Map<String, @Nullable Object>> loaded = new IdentityHashMap<>();

	private final @Nullable ManagedEntityReader managed;

	private final @Nullable CallObserver observer;

	private boolean repeats;

	SaveCapture(Dispatcher dispatcher, EntityStore store, EntityReader reader, DispatchContext context) {
		this.dispatcher = dispatcher;
		this.store = store;
		this.reader = reader;
		this.context = context;
		this.managed = (reader instanceof ManagedEntityReader announced) ? announced : null;
		this.observer = (this.managed != null) ? this.managed.observer() : null;
	}

	/**
	 * Send what is to be heard before the call, and note what the call is going to do.
	 */
	void before(Iterable<?> instances) {
		List<Object> entities = new ArrayList<>(1);
		instances.forEach((instance) -> entities.add(this.reader.unproxy(instance)));
		entities.forEach(this::noteLoaded);
		if (this.managed != null) {
			this.managed.prepare(entities, () -> prepare(entities));
		}
		else {
			prepare(entities);
		}
	}

	private void prepare(List<Object> entities) {
		entities.forEach(this::before);
		entities.forEach((entity) -> this.saves.add(note(entity)));
	}

	private void before(Object entity) {
		SenderRoutes routes = routes(entity);
		if (!routes.of(PreSave.class).isEmpty()) {
			this.dispatcher.now(new PreSave<>(routes.sender(), entity, this.context), routes);
			if (this.managed != null) {
				this.managed.prepared(entity);
			}
		}
	}

	/**
	 * Note what a managed entity was loaded with, before a receiver flushes it.
	 */
	private void noteLoaded(Object entity) {
		SenderRoutes routes = routes(entity);
		if (routes.hasSaveReceivers() && asksChanges(routes) && this.reader.isToBeUpdated(entity)) {
			this.reader.readReplaced(entity, entity);
			Map<String, @Nullable Object> state = this.reader.loaded(entity);
			if (state != null) {
				this.loaded.putIfAbsent(entity, state);
			}
		}
	}

	private NotedSave note(Object entity) {
		Object id = this.store.of(entity);
		Object key = (id != null) ? id : new InstanceKey(entity);
		SenderRoutes routes = routes(entity);
		if (!routes.hasSaveReceivers()) {
			return new NotedSave(entity, id, key, null, true, false);
		}
		if (!this.seen.add(key)) {
			this.repeats = true;
			return new NotedSave(entity, id, key, Before.UPDATE, true, true);
		}
		Map<String, @Nullable Object> state = this.loaded.get(entity);
		if (state != null && !routes.of(PreSave.class).isEmpty()) {
			this.reader.addRead(entity, state);
		}
		if (!isHeardAtOnce(routes)) {
			return new NotedSave(entity, id, key, Before.UPDATE, this.reader.isToBeUpdated(entity), false);
		}
		Before before = (state != null) ? new Before(false, state) : this.store.before(entity, asksChanges(routes));
		return new NotedSave(entity, id, key, before, !before.creation(), false);
	}

	/**
	 * Return whether the call itself is heard, and not only the rows that it writes.
	 */
	private boolean isHeardAtOnce(SenderRoutes routes) {
		return this.managed == null || routes.of(PostSave.class).hasImmediate() && !DispatchScope.isMuted();
	}

	private boolean asksChanges(SenderRoutes routes) {
		return (this.managed != null) ? isHeardAtOnce(routes) && routes.of(PostSave.class).asksChanges()
				: routes.askChanges();
	}

	/**
	 * Note what the call returns, before it can be flushed.
	 */
	void returned(Iterable<?> results) {
		for (Object result : NotedSave.pair(this.saves, results, this.store)) {
			this.results.add(this.reader.unproxy(result));
		}
		if (this.managed != null) {
			for (int i = 0; i < this.results.size(); i++) {
				announce(this.results.get(i), this.saves.get(i), this.managed);
			}
		}
	}

	private void announce(Object entity, NotedSave save, ManagedEntityReader reader) {
		if (save.before() != null) {
			SenderRoutes routes = routes(entity);
			if (isHeardAtOnce(routes) || !routes.of(PreSave.class).isEmpty() || !this.context.admitsAll()) {
				reader.saved(entity, save.managed(), this.context);
			}
			else {
				reader.savedUnheard(entity, save.managed());
			}
		}
	}

	/**
	 * Send what is to be heard after the call.
	 */
	void after() {
		if (this.managed != null) {
			this.managed.settleDeletes();
		}
		for (int i = 0; i < this.results.size(); i++) {
			Before before = this.saves.get(i).before();
			if (before != null) {
				saved(this.results.get(i), this.saves.get(i), before);
			}
		}
	}

	private void saved(Object entity, NotedSave save, Before before) {
		SenderRoutes routes = routes(entity);
		boolean heldBack = isHeldBack(entity, routes);
		if (heldBack) {
			this.dispatcher.warnUnwritten(PostSave.class, routes);
		}
		if (isHeardAtOnce(routes)) {
			Changes changes = changes(entity, save, before, routes);
			PostSave<?> signal = new PostSave<>(routes.sender(), entity, before.creation(), changes, this.context);
			if (this.observer != null && routes.of(PostSave.class).hasImmediate()) {
				this.observer.beforeCalls(signal);
			}
			this.dispatcher.now(signal, routes, this.observer);
			if (this.managed == null && !heldBack) {
				this.dispatcher.later(signal, this.context, routes);
			}
		}
	}

	private boolean isHeldBack(Object entity, SenderRoutes routes) {
		return routes.hasNetChangeReceivers() && this.reader.isHeldBack(entity);
	}

	private Changes changes(Object entity, NotedSave save, Before before, SenderRoutes routes) {
		boolean wanted = before.creation() ? routes.readCreations() : asksChanges(routes);
		if (!wanted && !(this.repeats && asksChanges(routes))) {
			return before.creation() ? UNREAD : Changes.none();
		}
		Map<String, @Nullable Object> current = this.reader.current(entity);
		Map<String, @Nullable Object> stored = save.again() ? this.written.get(save.key()) : before.state();
		if (this.repeats) {
			this.written.put(save.key(), current);
		}
		return this.reader.changes(entity, stored, current);
	}

	private SenderRoutes routes(Object instance) {
		return this.dispatcher.registry().routes(ProxyUtils.getUserClass(instance));
	}

}
