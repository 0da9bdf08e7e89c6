package io.github.signals.capture.repository;

import java.util.Map;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.DispatchScope;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.EntityAccess;
import io.github.signals.dispatch.SenderRoutes;

/**
 * The save of one entity where the persistence context tells what it writes, and nobody
 * asks the call what it changes: the short way of {@link SaveCapture}.
 */
final class AnnouncedSave {

	private static final Changes UNREAD = Changes.all(Map.of());

	private final Dispatcher dispatcher;

	private final EntityAccess access;

	private final SenderRoutes routes;

	private final DispatchContext context;

	AnnouncedSave(Dispatcher dispatcher, EntityAccess access, SenderRoutes routes, DispatchContext context) {
		this.dispatcher = dispatcher;
		this.access = access;
		this.routes = routes;
		this.context = context;
	}

	/**
	 * Return whether it is known without a query if the entity is created, or nobody
	 * wants to know before the flush.
	 */
	static boolean suits(Object entity, SenderRoutes routes, EntityAccess access) {
		return !isHeard(routes)
				|| !routes.of(PostSave.class).asksChanges() && (access.isManaged(entity) || access.isNew(entity));
	}

	private static boolean isHeard(SenderRoutes routes) {
		return routes.of(PostSave.class).hasImmediate() && !DispatchScope.isMuted();
	}

	@Nullable Object proceed(MethodInvocation invocation, Object entity, Class<?> domainType) throws Throwable {
		boolean heard = isHeard(this.routes);
		boolean managed = heard && this.access.isManaged(entity);
		boolean created;
		before(entity);
		Object result;
		Object saved;
		this.access.enterCall();
		try {
			result = invocation.proceed();
			saved = (result != null && domainType.isInstance(result)) ? this.access.unproxy(result) : entity;
			created = announce(saved, heard) && !managed;
		}
		finally {
			this.access.exitCall();
		}
		if (this.routes.hearNetChange() && this.access.isHeldBack(saved)) {
			this.dispatcher.warnUnwritten(PostSave.class, this.routes);
		}
		if (heard) {
			after(saved, created);
		}
		this.access.settle();
		return result;
	}

	private void before(Object entity) {
		if (!this.routes.of(PreSave.class).isEmpty()) {
			this.dispatcher.now(new PreSave<>(this.routes.sender(), entity, this.context), this.routes);
			this.access.prepared(entity);
		}
	}

	private boolean announce(Object saved, boolean heard) {
		if (!this.routes.hearSaves()) {
			return false;
		}
		if (heard || !this.routes.of(PreSave.class).isEmpty() || !this.context.admitsAll()) {
			return this.access.saved(saved, this.context);
		}
		this.access.savedUnheard(saved);
		return false;
	}

	private void after(Object saved, boolean created) {
		PostSave<?> signal = new PostSave<>(this.routes.sender(), saved, created, created ? UNREAD : Changes.none(),
				this.context);
		this.dispatcher.now(signal, this.routes, this.access.observer());
	}

}
