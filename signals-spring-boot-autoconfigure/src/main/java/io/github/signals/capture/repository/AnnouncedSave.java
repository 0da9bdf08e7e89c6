package io.github.signals.capture.repository;

import java.util.List;
import java.util.Map;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.dispatch.DispatchContext;
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

	private final boolean atOnce;

	private final boolean told;

	/**
	 * Create the save.
	 * @param atOnce whether a receiver is to hear of the save when the call has returned
	 */
	AnnouncedSave(Dispatcher dispatcher, EntityAccess access, SenderRoutes routes, DispatchContext context,
			boolean atOnce) {
		this.dispatcher = dispatcher;
		this.access = access;
		this.routes = routes;
		this.context = context;
		this.atOnce = atOnce;
		this.told = atOnce || !routes.of(PreSave.class).isEmpty() || !context.admitsAll();
	}

	@Nullable Object proceed(MethodInvocation invocation, Object entity, Class<?> domainType) throws Throwable {
		boolean managed = this.routes.hasSaveReceivers() && this.access.isToBeUpdated(entity);
		before(entity);
		Object result;
		Object saved;
		boolean created;
		this.access.enterCall();
		try {
			result = invocation.proceed();
			saved = (result != null && domainType.isInstance(result)) ? this.access.unproxy(result) : entity;
			created = announce(saved, managed);
		}
		finally {
			this.access.exitCall();
		}
		if (this.routes.hasNetChangeReceivers() && this.access.isHeldBack(saved)) {
			this.dispatcher.warnUnwritten(PostSave.class, this.routes);
		}
		if (this.atOnce) {
			this.access.settleDeletes();
			after(saved, created);
		}
		this.access.settle();
		return result;
	}

	private void before(Object entity) {
		if (!this.routes.of(PreSave.class).isEmpty()) {
			this.access.prepare(List.of(entity), () -> {
				this.dispatcher.now(new PreSave<>(this.routes.sender(), entity, this.context), this.routes);
				this.access.prepared(entity);
			});
		}
	}

	/**
	 * Say what the persistence context is going to write.
	 * @return whether a row is created
	 */
	private boolean announce(Object saved, boolean managed) {
		if (this.told && this.routes.hasSaveReceivers()) {
			return this.access.saved(saved, managed, this.context);
		}
		if (this.routes.hasSaveReceivers()) {
			this.access.savedUnheard(saved, managed);
		}
		return false;
	}

	private void after(Object saved, boolean created) {
		PostSave<?> signal = new PostSave<>(this.routes.sender(), saved, created, created ? UNREAD : Changes.none(),
				this.context);
		this.dispatcher.now(signal, this.routes, this.access.observer());
	}

}
