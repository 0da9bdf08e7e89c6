package io.github.signals.capture.bulk;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

import org.springframework.core.InfrastructureProxy;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

/**
 * Stands in front of a factory, a session or a query, and looks at what is called.
 */
final class Noticing implements InvocationHandler {

	private final Object target;

	private final Call call;

	private final boolean fluent;

	private Noticing(Object target, Call call, boolean fluent) {
		this.target = target;
		this.call = call;
		this.fluent = fluent;
	}

	/**
	 * Put a proxy in front of an object, unless it is one already.
	 * @param target the object
	 * @param call what is done with each call
	 * @return a proxy with all of its interfaces
	 */
	static Object of(Object target, Call call) {
		return of(target, call, false);
	}

	/**
	 * Put a proxy in front of an object whose methods return the object itself, and then
	 * the proxy.
	 */
	static Object ofFluent(Object target, Call call) {
		return of(target, call, true);
	}

	private static Object of(Object target, Call call, boolean fluent) {
		if (Proxy.isProxyClass(target.getClass()) && Proxy.getInvocationHandler(target) instanceof Noticing) {
			return target;
		}
		// Spring's transactions must treat a decorated factory as the factory itself.
		Class<?>[] interfaces = ObjectUtils.addObjectToArray(
				ClassUtils.getAllInterfacesForClass(target.getClass(), ClassUtils.getDefaultClassLoader()),
				InfrastructureProxy.class);
		return Proxy.newProxyInstance(ClassUtils.getDefaultClassLoader(), interfaces,
				new Noticing(target, call, fluent));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (method.getDeclaringClass() == InfrastructureProxy.class) {
			return (this.target instanceof InfrastructureProxy inner) ? inner.getWrappedObject() : this.target;
		}
		switch (method.getName()) {
			case "equals" -> {
				return arguments != null && proxy == arguments[0];
			}
			case "hashCode" -> {
				return System.identityHashCode(proxy);
			}
			case "unwrap" -> {
				// Spring asks for null to get what is behind a proxy.
				if (isAsked(null, arguments)) {
					return this.target;
				}
			}
			default -> {
			}
		}
		Object result = this.call.on(this.target, method, arguments);
		return (this.fluent && result == this.target) ? proxy : result;
	}

	/**
	 * Return whether the only argument of a call is this class.
	 */
	static boolean isAsked(@Nullable Class<?> type, @Nullable Object @Nullable [] arguments) {
		return arguments != null && arguments.length == 1 && arguments[0] == type;
	}

	static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	/**
	 * What is done with a call.
	 */
	interface Call {

		@Nullable Object on(Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable;

	}

}
