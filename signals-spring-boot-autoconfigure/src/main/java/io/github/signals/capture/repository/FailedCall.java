package io.github.signals.capture.repository;

import java.util.Collection;
import java.util.List;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.data.util.ProxyUtils;

import io.github.signals.DeleteFailed;
import io.github.signals.FailureSignal;
import io.github.signals.SaveFailed;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.SenderRoutes;

/**
 * A call that has thrown an exception, by itself or because a receiver has: nothing that
 * it was to write counts as written.
 */
final class FailedCall {

	private final Dispatcher dispatcher;

	private final @Nullable String using;

	private final EntityStore store;

	private final Throwable failure;

	FailedCall(Dispatcher dispatcher, @Nullable String using, EntityStore store, Throwable failure) {
		this.dispatcher = dispatcher;
		this.using = using;
		this.store = store;
		this.failure = failure;
	}

	/**
	 * Keep for the end of the transaction what the call was to save.
	 */
	void saves(MethodInvocation invocation, RepositoryOperation operation) {
		Object argument = invocation.getArguments()[0];
		if (operation == RepositoryOperation.SAVE) {
			keep(List.of(argument), false);
		}
		else if (argument instanceof Collection<?> elements) {
			// Another iterable was replaced by a list, unless it has failed itself.
			keep(elements, false);
		}
	}

	/**
	 * Keep for the end of the transaction what the call was to delete.
	 */
	void deletes(Collection<?> entities) {
		keep(entities, true);
	}

	private void keep(Collection<?> instances, boolean deleted) {
		try {
			DispatchContext context = this.dispatcher.context(this.using, Origin.REPOSITORY, this.store);
			for (Object instance : instances) {
				keep(this.store.reader().unproxy(instance), deleted, context);
			}
		}
		catch (RuntimeException ex) {
			// The caller is to see why the call has failed, and not what came of that.
			this.failure.addSuppressed(ex);
		}
	}

	private void keep(Object entity, boolean deleted, DispatchContext context) {
		SenderRoutes routes = this.dispatcher.registry().routes(ProxyUtils.getUserClass(entity));
		if (!routes.of(deleted ? DeleteFailed.class : SaveFailed.class).isEmpty()) {
			FailureSignal<?> signal = deleted
					? new DeleteFailed<>(routes.sender(), entity, this.failure.getClass(), context)
					: new SaveFailed<>(routes.sender(), entity, this.failure.getClass(), context);
			this.dispatcher.later(signal, context, routes);
		}
	}

}
