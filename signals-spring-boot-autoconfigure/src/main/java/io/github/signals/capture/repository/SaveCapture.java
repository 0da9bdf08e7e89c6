package io.github.signals.capture.repository;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.data.util.ProxyUtils;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.capture.repository.EntityStore.Before;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.SenderRoutes;

/**
 * The signals of one call that saves.
 */
final class SaveCapture {

	private static final Changes UNREAD = Changes.all(Map.of());

	private final Dispatcher dispatcher;

	private final EntityStore store;

	private final DispatchContext context;

	private final List<Save> saves = new ArrayList<>(1);

	private final Set<Object> seen = new HashSet<>();

	SaveCapture(Dispatcher dispatcher, EntityStore store, DispatchContext context) {
		this.dispatcher = dispatcher;
		this.store = store;
		this.context = context;
	}

	/**
	 * Send what is to be heard before the call, and note what the call is going to do.
	 */
	void before(Iterable<?> instances) {
		for (Object instance : instances) {
			SenderRoutes routes = routes(instance);
			if (routes.hearSaves()) {
				Object entity = this.store.access().unproxy(instance);
				this.dispatcher.before(new PreSave<>(routes.sender(), entity, this.context), routes);
			}
		}
		for (Object instance : instances) {
			this.saves.add(new Save(instance, this.store.of(instance), before(instance)));
		}
	}

	private @Nullable Before before(Object instance) {
		SenderRoutes routes = routes(instance);
		if (!routes.hearSaves()) {
			return null;
		}
		Object id = this.store.of(instance);
		if (!this.seen.add((id != null) ? id : new Same(instance))) {
			return Before.UPDATE;
		}
		return this.store.before(this.store.access().unproxy(instance), routes.askChanges());
	}

	/**
	 * Send what is to be heard after the call.
	 */
	void after(Iterable<?> results) {
		Iterator<Object> paired = pair(results).iterator();
		for (Save save : this.saves) {
			Object result = paired.next();
			Before before = save.before();
			if (before != null) {
				saved(this.store.access().unproxy(result), before);
			}
		}
	}

	private void saved(Object entity, Before before) {
		SenderRoutes routes = routes(entity);
		Changes changes = changes(entity, before, routes);
		this.dispatcher.after(new PostSave<>(routes.sender(), entity, before.creation(), changes, this.context),
				routes);
	}

	private Changes changes(Object entity, Before before, SenderRoutes routes) {
		if (before.creation()) {
			return routes.readCreations() ? Changes.all(this.store.access().current(entity)) : UNREAD;
		}
		if (!routes.askChanges()) {
			return Changes.none();
		}
		Map<String, @Nullable Object> current = this.store.access().current(entity);
		return (before.state() != null) ? Changes.between(before.state(), current) : Changes.all(current);
	}

	private SenderRoutes routes(Object instance) {
		return this.dispatcher.registry().routes(ProxyUtils.getUserClass(instance));
	}

	/**
	 * Pair results with what was saved: a store may return them in another order, and
	 * copies of what it was given.
	 */
	private List<Object> pair(Iterable<?> results) {
		Set<Object> knownIds = new HashSet<>();
		this.saves.forEach((save) -> knownIds.add((save.id() != null) ? save.id() : this));
		Map<Object, Object> known = new HashMap<>();
		Deque<Object> created = new ArrayDeque<>();
		for (Object result : results) {
			Object id = this.store.of(result);
			if (id != null && knownIds.contains(id)) {
				known.put(id, result);
			}
			else {
				created.add(result);
			}
		}
		List<Object> paired = new ArrayList<>(this.saves.size());
		for (Save save : this.saves) {
			Object result = (save.id() != null) ? known.get(save.id()) : created.poll();
			paired.add((result != null) ? result : save.instance());
		}
		return paired;
	}

	private record Save(Object instance, @Nullable Object id, @Nullable Before before) {

	}

	private record Same(Object instance) {

		@Override
		public boolean equals(Object other) {
			return other instanceof Same that && that.instance == this.instance;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this.instance);
		}

	}

}
