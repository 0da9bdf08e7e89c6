package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.data.util.ProxyUtils;

import io.github.signals.PostDelete;
import io.github.signals.PreDelete;
import io.github.signals.capture.EntityReader;
import io.github.signals.capture.repository.DerivedFinder.FoundDelete;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.SenderRoutes;

/**
 * The signals of one call that deletes. What has no row is not signalled. There are two
 * kinds: one for stores that tell nothing else of the deletes, and one for those whose
 * persistence context tells them, too.
 */
abstract class DeleteCapture {

	final Dispatcher dispatcher;

	private final WriteContexts contexts;

	private final EntityStore store;

	private final EntityReader reader;

	private final List<Object> deletes = new ArrayList<>(1);

	DeleteCapture(Dispatcher dispatcher, EntityStore store, EntityReader reader, DispatchContext context) {
		this.dispatcher = dispatcher;
		this.store = store;
		this.reader = reader;
		this.contexts = new WriteContexts(context);
	}

	/**
	 * Send what is to be heard before entities are deleted that may or may not be stored.
	 */
	void beforeEntities(Iterable<?> instances) {
		Set<Object> seen = new HashSet<>();
		List<Object> stored = new ArrayList<>(1);
		for (Object instance : instances) {
			Object entity = this.reader.unproxy(instance);
			if (routes(entity).hasDeleteReceivers() && this.store.isStored(entity) && !isUnheardOf(entity)) {
				Object id = this.store.of(entity);
				if (id == null || seen.add(id)) {
					stored.add(entity);
				}
			}
		}
		beforeStored(stored);
	}

	/**
	 * Send what is to be heard before rows are deleted by their identifiers.
	 */
	void beforeIds(Iterable<?> ids) {
		List<Object> stored = new ArrayList<>(1);
		for (Object id : new LinkedHashSet<>(CallArguments.toList(ids))) {
			this.store.find(id).filter((entity) -> !isUnheardOf(entity)).ifPresent(stored::add);
		}
		beforeStored(stored);
	}

	/**
	 * Return whether an entity was made persistent and never written, while those who
	 * hear of saves have not heard of it: they are not to hear that it is gone.
	 */
	private boolean isUnheardOf(Object entity) {
		return routes(entity).hasSaveReceivers() && this.reader.isManaged(entity) && !this.reader.isToBeUpdated(entity);
	}

	/**
	 * Send what is to be heard before stored entities are deleted.
	 */
	void beforeStored(Iterable<?> instances) {
		for (Object entity : instances) {
			if (routes(entity).hasDeleteReceivers()) {
				this.deletes.add(entity);
			}
		}
		this.deletes.forEach((entity) -> before(entity, routes(entity)));
	}

	/**
	 * Return what the call was to delete.
	 */
	List<Object> deletes() {
		return this.deletes;
	}

	void before(Object entity, SenderRoutes routes) {
		this.dispatcher.now(new PreDelete<>(routes.sender(), entity, context(entity, routes)), routes);
	}

	/**
	 * Return the context of all signals about the delete of an entity.
	 */
	final DispatchContext context(Object entity, SenderRoutes routes) {
		return this.contexts.of(entity, routes);
	}

	/**
	 * Make the call, and send what is to be heard after it.
	 * @param invocation the call
	 * @return what it returns
	 */
	final @Nullable Object proceed(MethodInvocation invocation) throws Throwable {
		Object result = call(invocation);
		after();
		return result;
	}

	@Nullable Object call(MethodInvocation invocation) throws Throwable {
		return invocation.proceed();
	}

	/**
	 * Delete what was found, and signal what has had a row until then: somebody else may
	 * have been quicker.
	 * @return how many rows were deleted
	 */
	int delete(List<?> found, FoundDelete delete) {
		beforeStored(found);
		int rows = 0;
		for (Object entity : found) {
			if (delete.delete(Objects.requireNonNull(this.store.of(entity)))) {
				rows++;
			}
			else {
				this.deletes.removeIf((deleted) -> deleted == entity);
			}
		}
		after();
		return rows;
	}

	/**
	 * Send what is to be heard after the call.
	 */
	void after() {
		for (Object entity : this.deletes) {
			if (!this.reader.isManaged(entity)) {
				deleted(entity);
			}
		}
	}

	private void deleted(Object entity) {
		SenderRoutes routes = routes(entity);
		boolean heldBack = routes.hasNetChangeReceivers() && this.reader.holdsBackDeletes();
		if (heldBack) {
			this.dispatcher.warnUnwritten(PostDelete.class, routes);
		}
		send(new PostDelete<>(routes.sender(), entity, context(entity, routes)), routes, heldBack);
	}

	/**
	 * Send that an entity was deleted.
	 * @param heldBack whether the delete is not going to be written
	 */
	abstract void send(PostDelete<?> signal, SenderRoutes routes, boolean heldBack);

	private SenderRoutes routes(Object instance) {
		return this.dispatcher.registry().routes(ProxyUtils.getUserClass(instance));
	}

}
