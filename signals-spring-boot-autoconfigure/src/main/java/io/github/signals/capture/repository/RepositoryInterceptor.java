package io.github.signals.capture.repository;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
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

	private final Supplier<EntityReader> reader;

	private final @Nullable DerivedFinder derivedFinder;

	private final Class<?> domainType;

	private final ConcurrentMap<Method, RepositoryMethod> methods = new ConcurrentHashMap<>();

	private volatile @Nullable EntityStore store;

	private volatile @Nullable Heard heard;

	RepositoryInterceptor(Supplier<Dispatcher> dispatcher, RepositoryInformation information,
			EntityInformation<Object, Object> entityInformation, StoreKind kind, @Nullable String using,
			Supplier<EntityReader> reader, @Nullable DerivedFinder derivedFinder) {
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
		if (method.isImplementedHere() && reader instanceof ManagedEntityReader) {
			// Whatever it does is captured where it happens.
			return invocation.proceed();
		}
		if (operation.isDelete()) {
			DispatchContext context = dispatcher.context(this.using, Origin.REPOSITORY, store);
			return delete(operation, invocation, store, reader, new DeleteCapture(dispatcher, store, reader, context));
		}
		if (!(reader instanceof ManagedEntityReader) && DispatchScope.isMuted()) {
			return invocation.proceed();
		}
		return save(operation, invocation, store, reader, heard);
	}

	private Heard heard(ReceiverRegistry registry) {
		Object state = registry.state();
		Heard known = this.heard;
		if (known == null || known.state() != state || state == null) {
			known = Heard.by(registry, this.domainType, this.kind);
			this.heard = known;
		}
		return known;
	}

	/**
	 * Make the call, and have what it flushes wait for what it says itself.
	 */
	private static @Nullable Object proceed(MethodInvocation invocation, EntityReader reader,
			Consumer<@Nullable Object> returned, Runnable after) throws Throwable {
		ManagedEntityReader managed = (reader instanceof ManagedEntityReader announced) ? announced : null;
		Object result = (managed != null) ? proceedTold(invocation, managed, returned) : invocation.proceed();
		if (managed == null) {
			returned.accept(result);
		}
		after.run();
		if (managed != null) {
			managed.settle();
		}
		return result;
	}

	private static @Nullable Object proceedTold(MethodInvocation invocation, ManagedEntityReader reader,
			Consumer<@Nullable Object> returned) throws Throwable {
		reader.enterCall();
		try {
			Object result = invocation.proceed();
			returned.accept(result);
			return result;
		}
		finally {
			reader.exitCall();
		}
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

	private @Nullable Object save(RepositoryOperation operation, MethodInvocation invocation, EntityStore store,
			EntityReader reader, Heard heard) throws Throwable {
		Dispatcher dispatcher = this.dispatcher.get();
		boolean single = operation == RepositoryOperation.SAVE;
		if (single && reader instanceof ManagedEntityReader managed) {
			Object entity = reader.unproxy(CallArguments.only(invocation));
			SenderRoutes routes = (entity.getClass() == this.domainType) ? heard.routes()
					: dispatcher.registry().routes(ProxyUtils.getUserClass(entity));
			DispatchContext context = dispatcher.context(this.using, Origin.REPOSITORY, store);
			boolean atOnce = routes.of(PostSave.class).hasImmediate() && !context.mutesAll();
			if (!atOnce || !routes.of(PostSave.class).asksChanges()) {
				return new AnnouncedSave(dispatcher, managed, routes, context, atOnce).proceed(invocation, entity,
						this.domainType);
			}
		}
		SaveCapture capture = new SaveCapture(dispatcher, store, reader,
				dispatcher.context(this.using, Origin.REPOSITORY, store));
		capture.before(single ? List.of(CallArguments.only(invocation)) : CallArguments.elements(invocation));
		return proceed(invocation, reader, (result) -> capture.returned(single ? saved(result) : savedAll(result)),
				capture::after);
	}

	private Iterable<?> saved(@Nullable Object result) {
		return (result != null && this.domainType.isInstance(result)) ? List.of(result) : List.of();
	}

	private static Iterable<?> savedAll(@Nullable Object result) {
		return (result instanceof Iterable<?> results) ? results : List.of();
	}

	private @Nullable Object delete(RepositoryOperation operation, MethodInvocation invocation, EntityStore store,
			EntityReader reader, DeleteCapture capture) throws Throwable {
		switch (operation) {
			case DELETE -> capture.beforeEntities(List.of(CallArguments.only(invocation)));
			case DELETE_ENTITIES -> capture.beforeEntities(CallArguments.elements(invocation));
			case DELETE_BY_ID -> capture.beforeIds(List.of(CallArguments.only(invocation)));
			case DELETE_ALL_BY_ID -> capture.beforeIds(CallArguments.elements(invocation));
			case DELETE_ALL -> capture.beforeStored(store.findAll());
			case DELETE_DERIVED -> {
				return deleteDerived(invocation, reader, capture);
			}
			default -> throw new IllegalStateException(operation.name());
		}
		return proceed(invocation, reader, (result) -> {
		}, capture::after);
	}

	private @Nullable Object deleteDerived(MethodInvocation invocation, EntityReader reader, DeleteCapture capture)
			throws Throwable {
		DerivedFinder finder = Objects.requireNonNull(this.derivedFinder);
		List<?> found = finder.find(invocation.getMethod(), invocation.getArguments());
		FoundDelete delete = finder.delete(invocation.getMethod());
		if (delete != null) {
			return delete.result(capture.delete(found, delete));
		}
		capture.beforeStored(found);
		return proceed(invocation, reader, (result) -> {
		}, capture::after);
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
