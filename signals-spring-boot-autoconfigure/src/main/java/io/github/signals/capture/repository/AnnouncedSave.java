package io.github.signals.capture.repository;

import java.util.List;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.capture.ManagedEntityReader;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.NotedContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * The save of one entity where the persistence context tells what it writes, and nobody
 * asks the call what it changes: the short way of {@link SaveCapture}.
 */
final class AnnouncedSave {

	private final Dispatcher dispatcher;

	private final ManagedEntityReader reader;

	private final SenderRoutes routes;

	private final DispatchContext context;

	private final boolean atOnce;

	private final boolean told;

	/**
	 * Create the save.
	 * @param atOnce whether a receiver is to hear of the save when the call has returned
	 */
	AnnouncedSave(Dispatcher dispatcher, ManagedEntityReader reader, SenderRoutes routes, DispatchContext context,
			boolean atOnce) {
		this.dispatcher = dispatcher;
		this.reader = reader;
		this.routes = routes;
		this.context = NotedContext.of(context, routes);
		this.atOnce = atOnce;
		this.told = atOnce || !routes.of(PreSave.class).isEmpty() || !context.admitsAll();
	}

	@Nullable Object proceed(MethodInvocation invocation, Object entity, Class<?> domainType) throws Throwable {
		boolean managed = this.routes.hasSaveReceivers() && this.reader.isToBeUpdated(entity);
		before(entity);
		Object result;
		Object saved;
		boolean created;
		this.reader.enterCall();
		try {
			result = invocation.proceed();
			saved = (result != null && domainType.isInstance(result)) ? this.reader.unproxy(result) : entity;
			created = announce(saved, managed);
		}
		finally {
			this.reader.exitCall();
		}
		if (this.routes.hasNetChangeReceivers() && this.reader.isHeldBack(saved)) {
			this.dispatcher.warnUnwritten(PostSave.class, this.routes);
		}
		if (this.atOnce) {
			this.reader.settleDeletes();
			after(saved, created);
		}
		this.reader.settle();
		return result;
	}

	private void before(Object entity) {
		if (!this.routes.of(PreSave.class).isEmpty()) {
			this.reader.prepare(List.of(entity), () -> {
				this.dispatcher.now(new PreSave<>(this.routes.sender(), entity, false, Changes.none(), this.context),
						this.routes);
				this.reader.prepared(entity);
			});
		}
	}

	/**
	 * Say what the persistence context is going to write.
	 * @return whether a row is created
	 */
	private boolean announce(Object saved, boolean managed) {
		if (this.told && this.routes.hasSaveReceivers()) {
			return this.reader.saved(saved, managed, this.context);
		}
		if (this.routes.hasSaveReceivers()) {
			this.reader.savedUnheard(saved, managed);
		}
		return false;
	}

	private void after(Object saved, boolean created) {
		PostSave<?> signal = new PostSave<>(this.routes.sender(), saved, created,
				created ? Changes.unread() : Changes.none(), this.context);
		this.dispatcher.now(signal, this.routes, this.reader.observerOfNoted());
	}

}
