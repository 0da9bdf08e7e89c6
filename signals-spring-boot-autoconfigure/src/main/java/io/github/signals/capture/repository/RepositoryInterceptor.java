package io.github.signals.capture.repository;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.util.ProxyUtils;

import io.github.signals.PostSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.capture.EntityReader;
import io.github.signals.capture.EntityReaders;
import io.github.signals.capture.ManagedEntityReader;
import io.github.signals.capture.repository.DerivedFinder.FoundDelete;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.DispatchScope;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Sends the signals around the calls of one repository. Runs inside the repository's
 * transaction; a call that concerns nobody costs it one look-up.
 */
final class RepositoryInterceptor implements MethodInterceptor {

	private final Supplier<Dispatcher> dispatcher;

	private final RepositoryInformation information;

	private final EntityInformation<Object, Object> entityInformation;

	private final StoreKind kind;

	private final @Nullable String using;

	private final EntityReaders reader;

	private final @Nullable DerivedFinder derivedFinder;

	private final Class<?> domainType;

	private final ConcurrentMap<Method, RepositoryMethod> methods = new ConcurrentHashMap<>();

	private volatile @Nullable EntityStore store;

	private volatile @Nullable Heard heard;

	RepositoryInterceptor(Supplier<Dispatcher> dispatcher, RepositoryInformation information,
			EntityInformation<Object, Object> entityInformation, StoreKind kind, @Nullable String using,
			EntityReaders reader, @Nullable DerivedFinder derivedFinder) {
		this.dispatcher = dispatcher;
		this.information = information;
		this.entityInformation = entityInformation;
		this.kind = kind;
		this.using = using;
		this.reader = reader;
		this.derivedFinder = derivedFinder;
		this.domainType = information.getDomainType();
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Dispatcher dispatcher = this.dispatcher.get();
		Heard heard = heard(dispatcher.registry());
		if (!heard.concerned() && !heard.statements()) {
			return invocation.proceed();
		}
		RepositoryMethod method = method(invocation.getMethod());
		if (method.query() != null && heard.statements()) {
			return method.query().proceed(invocation, dispatcher, this.using, heard.routes());
		}
		return heard.concerned() ? invoke(method, invocation, dispatcher, heard) : invocation.proceed();
	}

	private @Nullable Object invoke(RepositoryMethod method, MethodInvocation invocation, Dispatcher dispatcher,
			Heard heard) throws Throwable {
		RepositoryOperation operation = method.operation();
		EntityStore store = concerns(operation, dispatcher) ? store(invocation) : null;
		if (store == null || operation != RepositoryOperation.DELETE_DERIVED && CallArguments.isNull(invocation)) {
			return invocation.proceed();
		}
		EntityReader reader = store.reader();
		boolean managed = reader instanceof ManagedEntityReader;
		// Whatever the application implements is captured where it happens.
		if (managed ? method.isImplementedHere() : !operation.isDelete() && DispatchScope.isMuted()) {
			return invocation.proceed();
		}
		try {
			return managed ? announce(operation, invocation, dispatcher, store, (ManagedEntityReader) reader, heard)
					: tell(operation, invocation, dispatcher, store, reader);
		}
		catch (Throwable ex) {
			if (!operation.isDelete()) {
				new FailedCall(dispatcher, this.using, store, ex).saves(invocation, operation);
			}
			throw ex;
		}
	}

	/**
	 * Make a call whose writes the persistence context tells.
	 */
	private @Nullable Object announce(RepositoryOperation operation, MethodInvocation invocation, Dispatcher dispatcher,
			EntityStore store, ManagedEntityReader reader, Heard heard) throws Throwable {
		DispatchContext context = dispatcher.context(this.using, Origin.REPOSITORY, store);
		if (operation.isDelete()) {
			return delete(operation, invocation, store, new AnnouncedDeletes(dispatcher, store, reader, context));
		}
		if (operation == RepositoryOperation.SAVE) {
			Object entity = reader.unproxy(CallArguments.only(invocation));
			SenderRoutes routes = (entity.getClass() == this.domainType) ? heard.routes()
					: dispatcher.registry().routes(ProxyUtils.getUserClass(entity));
			boolean atOnce = routes.of(PostSave.class).hasImmediate() && !context.mutesAll();
			boolean asked = atOnce && routes.of(PostSave.class).asksChanges();
			if (!asked && !UpcomingSaves.areAskedFor(routes, context)) {
				return new AnnouncedSave(dispatcher, reader, routes, context, atOnce).proceed(invocation, entity,
						this.domainType);
			}
		}
		return save(operation, invocation, new AnnouncedSaves(dispatcher, store, reader, context));
	}

	/**
	 * Make a call that is all that tells of its writes.
	 */
	private @Nullable Object tell(RepositoryOperation operation, MethodInvocation invocation, Dispatcher dispatcher,
			EntityStore store, EntityReader reader) throws Throwable {
		DispatchContext context = dispatcher.context(this.using, Origin.REPOSITORY, store);
		return operation.isDelete()
				? delete(operation, invocation, store, new CallDeletes(dispatcher, store, reader, context))
				: save(operation, invocation, new CallSaves(dispatcher, store, reader, context));
	}

	private Heard heard(ReceiverRegistry registry) {
		Heard known = this.heard;
		if (known == null || !registry.isStill(known.state())) {
			known = Heard.by(registry, this.domainType, this.kind);
			this.heard = known;
		}
		return known;
	}

	private RepositoryMethod method(Method method) {
		RepositoryMethod known = this.methods.get(method);
		return (known != null) ? known
				: this.methods.computeIfAbsent(method, (key) -> RepositoryMethod.of(key, this.information));
	}

	/**
	 * A delete counts for the net change of the transaction, even if it is muted; so does
	 * a save whose row is noticed later, outside of the scope.
	 */
	private boolean concerns(RepositoryOperation operation, Dispatcher dispatcher) {
		if (operation.isDelete()) {
			return (operation != RepositoryOperation.DELETE_DERIVED || this.derivedFinder != null)
					&& dispatcher.registry().hasDeleteReceivers(this.domainType);
		}
		return operation != RepositoryOperation.NONE;
	}

	private @Nullable Object save(RepositoryOperation operation, MethodInvocation invocation, SaveCapture capture)
			throws Throwable {
		if (operation == RepositoryOperation.SAVE) {
			return capture.proceed(invocation, List.of(CallArguments.only(invocation)), this::saved);
		}
		return capture.proceed(invocation, CallArguments.elements(invocation), RepositoryInterceptor::savedAll);
	}

	private Iterable<?> saved(@Nullable Object result) {
		return (result != null && this.domainType.isInstance(result)) ? List.of(result) : List.of();
	}

	private static Iterable<?> savedAll(@Nullable Object result) {
		return (result instanceof Iterable<?> results) ? results : List.of();
	}

	private @Nullable Object delete(RepositoryOperation operation, MethodInvocation invocation, EntityStore store,
			DeleteCapture capture) throws Throwable {
		try {
			return captured(operation, invocation, store, capture);
		}
		catch (Throwable ex) {
			new FailedCall(capture.dispatcher, this.using, store, ex).deletes(capture.deletes());
			throw ex;
		}
	}

	private @Nullable Object captured(RepositoryOperation operation, MethodInvocation invocation, EntityStore store,
			DeleteCapture capture) throws Throwable {
		switch (operation) {
			case DELETE -> capture.beforeEntities(List.of(CallArguments.only(invocation)));
			case DELETE_ENTITIES -> capture.beforeEntities(CallArguments.elements(invocation));
			case DELETE_BY_ID -> capture.beforeIds(List.of(CallArguments.only(invocation)));
			case DELETE_ALL_BY_ID -> capture.beforeIds(CallArguments.elements(invocation));
			case DELETE_ALL -> capture.beforeStored(store.findAll());
			case DELETE_DERIVED -> {
				return deleteDerived(invocation, capture);
			}
			default -> throw new IllegalStateException(operation.name());
		}
		return capture.proceed(invocation);
	}

	private @Nullable Object deleteDerived(MethodInvocation invocation, DeleteCapture capture) throws Throwable {
		DerivedFinder finder = Objects.requireNonNull(this.derivedFinder);
		List<?> found = finder.find(invocation.getMethod(), invocation.getArguments());
		FoundDelete delete = finder.delete(invocation.getMethod());
		if (delete != null) {
			return delete.result(capture.delete(found, delete));
		}
		capture.beforeStored(found);
		return capture.proceed(invocation);
	}

	@SuppressWarnings("unchecked")
	private @Nullable EntityStore store(MethodInvocation invocation) {
		EntityStore current = this.store;
		if (current == null && invocation.getThis() instanceof CrudRepository<?, ?> target) {
			current = new EntityStore(this.kind, this.entityInformation, (CrudRepository<Object, Object>) target,
					this.reader);
			this.store = current;
		}
		return current;
	}

}
