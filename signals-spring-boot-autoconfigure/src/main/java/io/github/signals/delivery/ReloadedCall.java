package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

import io.github.signals.PostSave;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.StoredEntities;

/**
 * Makes a call with instances that are read anew, in a transaction of its own that it
 * shares with the receiver. What is gone is not heard any more.
 *
 * @since 0.1.0
 */
public final class ReloadedCall implements ReceiverCall {

	private static final Logger logger = LoggerFactory.getLogger(ReloadedCall.class);

	private final ReceiverCall call;

	private final StoredEntities entities;

	private final Function<@Nullable String, @Nullable PlatformTransactionManager> managers;

	/**
	 * Create a call.
	 * @param call the call of the receiver
	 * @param entities reads the instances
	 * @param managers finds the transaction manager of a change by its name
	 */
	public ReloadedCall(ReceiverCall call, StoredEntities entities,
			Function<@Nullable String, @Nullable PlatformTransactionManager> managers) {
		this.call = call;
		this.entities = entities;
		this.managers = managers;
	}

	@Override
	public @Nullable Object call(Object payload, DispatchContext context) throws Exception {
		PlatformTransactionManager manager = this.managers.apply(context.using());
		if (manager == null) {
			return reload(payload, context);
		}
		// None is open, unless a test plays the commit, whose rows only its own one sees.
		TransactionStatus status = manager.getTransaction(TransactionDefinition.withDefaults());
		Object result;
		try {
			result = reload(payload, context);
		}
		catch (Exception | Error ex) {
			rollback(manager, status, ex);
			throw ex;
		}
		manager.commit(status);
		return result;
	}

	private static void rollback(PlatformTransactionManager manager, TransactionStatus status, Throwable thrown) {
		try {
			manager.rollback(status);
		}
		catch (RuntimeException ex) {
			thrown.addSuppressed(ex);
		}
	}

	private @Nullable Object reload(Object payload, DispatchContext context) throws Exception {
		Object fresh = (payload instanceof List<?> batch) ? all(batch) : one((PostSave<?>) payload);
		return (fresh != null) ? this.call.call(fresh, context) : null;
	}

	private @Nullable List<PostSave<?>> all(List<?> batch) {
		List<PostSave<?>> fresh = new ArrayList<>();
		for (Object each : batch) {
			PostSave<?> saved = one((PostSave<?>) each);
			if (saved != null) {
				fresh.add(saved);
			}
		}
		return fresh.isEmpty() ? null : List.copyOf(fresh);
	}

	private @Nullable PostSave<?> one(PostSave<?> saved) {
		Object id = ((DispatchContext) saved.context()).identifiers().of(saved.instance());
		if (id == null) {
			throw new IllegalStateException(
					"The instance of " + saved.sender().getName() + " has no identifier to read it by");
		}
		Object instance = this.entities.find(saved.sender(), id);
		if (instance != null) {
			return new PostSave<>(saved.sender(), instance, saved.created(), saved.changes(), saved.context());
		}
		if (!this.entities.isGone(saved.sender(), id)) {
			throw new IllegalStateException("The row exists, but a restriction, a filter or the tenant hides it: "
					+ saved.sender().getName() + " is not found by its identifier");
		}
		logger.debug("A row of {} is gone, so the receiver is not called", saved.sender().getName());
		return null;
	}

}
