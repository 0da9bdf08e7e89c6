package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.data.util.ProxyUtils;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.capture.EntityReader;
import io.github.signals.capture.repository.EntityStore.Before;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.InstanceKey;
import io.github.signals.dispatch.SenderRoutes;

/**
 * The signals of one call that saves. There are two kinds: one for stores that tell
 * nothing else of the writes, and one for those whose persistence context tells them,
 * too.
 */
abstract class SaveCapture {

	final Dispatcher dispatcher;

	final DispatchContext context;

	private final EntityStore store;

	private final EntityReader reader;

	private final List<NotedSave> saves = new ArrayList<>(1);

	private final List<Object> results = new ArrayList<>(1);

	private final Set<Object> seen = new HashSet<>();

	private final Map<Object, Map<String, @Nullable Object>> written = new HashMap<>();

	private final UpcomingSaves upcoming;

	private boolean repeats;

	SaveCapture(Dispatcher dispatcher, EntityStore store, EntityReader reader, DispatchContext context) {
		this.dispatcher = dispatcher;
		this.store = store;
		this.reader = reader;
		this.context = context;
		this.upcoming = new UpcomingSaves(store, reader, context);
	}

	/**
	 * Make the call, and send what is to be heard before and after it.
	 * @param invocation the call
	 * @param instances what it saves
	 * @param results tells the entities that it returns
	 * @return what it returns
	 */
	final @Nullable Object proceed(MethodInvocation invocation, Iterable<?> instances,
			Function<@Nullable Object, Iterable<?>> results) throws Throwable {
		before(instances);
		Object result = call(invocation, results);
		after();
		return result;
	}

	private void before(Iterable<?> instances) {
		List<Object> entities = new ArrayList<>(1);
		instances.forEach((instance) -> entities.add(this.reader.unproxy(instance)));
		entities.forEach(this::noteLoaded);
		prepare(entities);
	}

	/**
	 * Send what is to be heard before the call, and note what the call is going to do.
	 */
	void prepare(List<Object> entities) {
		entities.forEach(this::before);
		entities.forEach((entity) -> this.saves.add(note(entity)));
	}

	private void before(Object entity) {
		SenderRoutes routes = routes(entity);
		if (!routes.of(PreSave.class).isEmpty()) {
			before(entity, routes);
		}
	}

	void before(Object entity, SenderRoutes routes) {
		this.dispatcher.now(this.upcoming.signal(entity, routes), routes);
	}

	private void noteLoaded(Object entity) {
		SenderRoutes routes = routes(entity);
		if (routes.hasSaveReceivers() && (asksChanges(routes) || routes.of(PreSave.class).asksChanges())) {
			this.upcoming.noteLoaded(entity);
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
		Map<String, @Nullable Object> state = this.upcoming.loaded(entity);
		if (state != null && !routes.of(PreSave.class).isEmpty()) {
			this.reader.addRead(entity, state);
		}
		if (!isHeardAtOnce(routes)) {
			return new NotedSave(entity, id, key, Before.UPDATE, this.reader.isToBeUpdated(entity), false);
		}
		Before before = (state != null) ? new Before(false, state, null)
				: this.upcoming.before(entity, asksChanges(routes));
		return new NotedSave(entity, id, key, before, !before.creation(), false);
	}

	/**
	 * Make the call, and note what it returns.
	 */
	@Nullable Object call(MethodInvocation invocation, Function<@Nullable Object, Iterable<?>> results) throws Throwable {
		Object result = invocation.proceed();
		for (Object saved : NotedSave.pair(this.saves, results.apply(result), this.store)) {
			this.results.add(this.reader.unproxy(saved));
		}
		return result;
	}

	/**
	 * Send what is to be heard after the call.
	 */
	void after() {
		forEachSaved(this::saved);
	}

	final void forEachSaved(BiConsumer<Object, NotedSave> work) {
		for (int i = 0; i < this.results.size(); i++) {
			work.accept(this.results.get(i), this.saves.get(i));
		}
	}

	private void saved(Object entity, NotedSave save) {
		Before before = save.before();
		if (before == null) {
			return;
		}
		SenderRoutes routes = routes(entity);
		boolean heldBack = routes.hasNetChangeReceivers() && this.reader.isHeldBack(entity);
		if (heldBack) {
			this.dispatcher.warnUnwritten(PostSave.class, routes);
		}
		if (isHeardAtOnce(routes)) {
			Changes changes = changes(entity, save, before, routes);
			DispatchContext context = context(save, routes);
			send(new PostSave<>(routes.sender(), entity, before.creation(), changes, context), routes, heldBack);
		}
	}

	/**
	 * Return the context of all signals about a save.
	 */
	final DispatchContext context(NotedSave save, SenderRoutes routes) {
		return this.upcoming.context(save.entity(), routes);
	}

	private Changes changes(Object entity, NotedSave save, Before before, SenderRoutes routes) {
		boolean wanted = before.creation() ? routes.readCreations() : asksChanges(routes);
		if (!wanted && !(this.repeats && asksChanges(routes))) {
			return before.creation() ? Changes.unread() : Changes.none();
		}
		Map<String, @Nullable Object> current = this.reader.current(entity);
		Map<String, @Nullable Object> stored = save.again() ? this.written.get(save.key()) : before.state();
		if (this.repeats) {
			this.written.put(save.key(), current);
		}
		return this.reader.changes(entity, stored, current);
	}

	/**
	 * Return whether the call itself is heard, and not only the rows that it writes.
	 */
	abstract boolean isHeardAtOnce(SenderRoutes routes);

	/**
	 * Return whether somebody asks the call what it changes.
	 */
	abstract boolean asksChanges(SenderRoutes routes);

	/**
	 * Send that an entity was saved.
	 * @param heldBack whether it is not going to be written
	 */
	abstract void send(PostSave<?> signal, SenderRoutes routes, boolean heldBack);

	final SenderRoutes routes(Object instance) {
		return this.dispatcher.registry().routes(ProxyUtils.getUserClass(instance));
	}

}
