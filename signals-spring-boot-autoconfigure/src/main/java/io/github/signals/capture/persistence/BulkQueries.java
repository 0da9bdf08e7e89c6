package io.github.signals.capture.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.InfrastructureProxy;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

import io.github.signals.BulkWrite;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SenderRoutes;

/**
 * Signals the statements that are executed through the entity managers of a factory, for
 * which Hibernate has no event. As long as nobody hears them, the entity managers are
 * those of Hibernate.
 *
 * @since 0.1.0
 */
public final class BulkQueries {

	private final PersistenceCapture capture;

	/**
	 * Create it.
	 * @param capture the capture that knows the factories
	 */
	public BulkQueries(PersistenceCapture capture) {
		this.capture = capture;
	}

	/**
	 * Have a factory hand out entity managers whose statements are noticed.
	 * @param factory the factory
	 * @return a proxy with all of its interfaces
	 */
	public EntityManagerFactory wrap(EntityManagerFactory factory) {
		return (EntityManagerFactory) proxy(factory, (method, arguments, result) -> {
			boolean heard = result instanceof EntityManager && this.capture.registry().hears(BulkWrite.class);
			return (heard && result != null) ? wrap((EntityManager) result) : result;
		});
	}

	private EntityManager wrap(EntityManager manager) {
		return (EntityManager) proxy(manager, (method, arguments, result) -> {
			if (result instanceof Query query && method.getName().startsWith("create")) {
				return wrap(query, manager);
			}
			// An application asks for the session; what asks for more gets Hibernate's
			// own.
			boolean session = method.getName().equals("unwrap") && arguments != null && arguments[0] == Session.class;
			return (session && result instanceof EntityManager unwrapped) ? wrap(unwrapped) : result;
		});
	}

	private Query wrap(Query query, EntityManager manager) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			Object identity = identity(proxy, method, arguments);
			if (identity != null) {
				return identity;
			}
			if (isUnwrapping(method, arguments)) {
				return query;
			}
			if (method.getName().equals("executeUpdate") && method.getParameterCount() == 0) {
				return execute(query, method, manager.unwrap(SessionImplementor.class));
			}
			Object result = invoke(query, method, arguments);
			return (result == query) ? proxy : result;
		};
		return (Query) Proxy.newProxyInstance(Query.class.getClassLoader(), interfaces(query), handler);
	}

	private @Nullable Object execute(Query query, Method method, SessionImplementor session) throws Throwable {
		BulkStatement statement = BulkStatement.of(query, session);
		FactoryCapture factory = this.capture.findAny(session.getFactory());
		if (statement == null || factory == null) {
			return invoke(query, method, null);
		}
		SenderRoutes routes = factory.signals().registry().routes(statement.sender());
		if (routes.of(BulkWrite.class).isEmpty()) {
			return invoke(query, method, null);
		}
		List<?> ids = routes.of(BulkWrite.class).asksIds() ? statement.selectIds(query, session) : null;
		DispatchContext context = factory.signals().context(Origin.BULK);
		Object rows = invoke(query, method, null);
		factory.signals()
			.dispatcher()
			.written(
					new BulkWrite<>(statement.sender(), statement.operation(),
							(rows instanceof Number count) ? count.longValue() : -1, ids, context),
					routes, factory.signals().deferral(session));
		return rows;
	}

	private static Object proxy(Object target, Wrapping wrapping) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			if (method.getDeclaringClass() == InfrastructureProxy.class || isUnwrapping(method, arguments)) {
				return target;
			}
			Object identity = identity(proxy, method, arguments);
			return (identity != null) ? identity : wrapping.wrap(method, arguments, invoke(target, method, arguments));
		};
		// To Spring's transactions a decorated factory is the same as the factory itself.
		Class<?>[] interfaces = ObjectUtils.addObjectToArray(interfaces(target), InfrastructureProxy.class);
		return Proxy.newProxyInstance(ClassUtils.getDefaultClassLoader(), interfaces, handler);
	}

	private static Class<?>[] interfaces(Object target) {
		return ClassUtils.getAllInterfacesForClass(target.getClass(), ClassUtils.getDefaultClassLoader());
	}

	/**
	 * Spring unwraps proxies of queries and entity managers by {@code unwrap(null)}.
	 */
	private static boolean isUnwrapping(Method method, @Nullable Object @Nullable [] arguments) {
		return method.getName().equals("unwrap") && arguments != null && arguments.length == 1 && arguments[0] == null;
	}

	private static @Nullable Object identity(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
		if (method.getName().equals("equals") && arguments != null && arguments.length == 1) {
			return proxy == arguments[0];
		}
		return (method.getName().equals("hashCode") && method.getParameterCount() == 0) ? System.identityHashCode(proxy)
				: null;
	}

	private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	/**
	 * What is done with what a method returns.
	 */
	private interface Wrapping {

		@Nullable Object wrap(Method method, @Nullable Object @Nullable [] arguments, @Nullable Object result);

	}

}
