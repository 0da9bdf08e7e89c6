package io.github.signals.capture.repository;

import java.util.List;
import java.util.function.Function;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.capture.ManagedEntityReader;
import io.github.signals.dispatch.CallObserver;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.DispatchScope;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.SenderRoutes;

/**
 * The saves of one call where the persistence context tells what it writes: the call
 * announces them, and is heard itself only by those who hear it at once.
 */
final class AnnouncedSaves extends SaveCapture {

	private final ManagedEntityReader reader;

	private final CallObserver observer;

	AnnouncedSaves(Dispatcher dispatcher, EntityStore store, ManagedEntityReader reader, DispatchContext context) {
		super(dispatcher, store, reader, context);
		this.reader = reader;
		this.observer = reader.observer();
	}

	@Override
	void prepare(List<Object> entities) {
		this.reader.prepare(entities, () -> super.prepare(entities));
	}

	@Override
	void before(Object entity, SenderRoutes routes) {
		super.before(entity, routes);
		this.reader.prepared(entity);
	}

	/**
	 * Make the call, and have what it flushes wait for what it says itself.
	 */
	@Override
	@Nullable Object call(MethodInvocation invocation, Function<@Nullable Object, Iterable<?>> results) throws Throwable {
		this.reader.enterCall();
		try {
			Object result = super.call(invocation, results);
			// Before anything can flush it.
			forEachSaved(this::announce);
			return result;
		}
		finally {
			this.reader.exitCall();
		}
	}

	private void announce(Object entity, NotedSave save) {
		if (save.before() != null) {
			SenderRoutes routes = routes(entity);
			if (isHeardAtOnce(routes) || !routes.of(PreSave.class).isEmpty() || !this.context.admitsAll()) {
				this.reader.saved(entity, save.managed(), context(save, routes));
			}
			else {
				this.reader.savedUnheard(entity, save.managed());
			}
		}
	}

	@Override
	void after() {
		this.reader.settleDeletes();
		super.after();
		this.reader.settle();
	}

	@Override
	boolean isHeardAtOnce(SenderRoutes routes) {
		return routes.of(PostSave.class).hasImmediate() && !DispatchScope.isMuted();
	}

	@Override
	boolean asksChanges(SenderRoutes routes) {
		return isHeardAtOnce(routes) && routes.of(PostSave.class).asksChanges();
	}

	@Override
	void send(PostSave<?> signal, SenderRoutes routes, boolean heldBack) {
		this.dispatcher.now(signal, routes, this.observer);
	}

}
