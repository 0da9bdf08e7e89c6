package io.github.signals.declaration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ReflectionUtils;

import io.github.signals.ReceiverGoneException;
import io.github.signals.declaration.ReceiverParameter.Argument;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverCall;

/**
 * Calls a bean method with arguments from the signal. The bean is looked up by name: a
 * singleton at its first call, any other bean at each call. A method is called by
 * reflection at first, and as a lambda once it is called often. A destroyed bean is not
 * called, although its container would still return it while it closes.
 */
final class BeanMethodCall implements ReceiverCall {

	/**
	 * A lambda costs a class. By its 15th call the JDK would make one for the reflection.
	 */
	private static final int OFTEN = 10;

	private final BeanFactory beanFactory;

	private final String beanName;

	private final Method method;

	private final Argument[] arguments;

	private volatile @Nullable ReceiverCall singleton;

	private volatile boolean ended;

	BeanMethodCall(BeanFactory beanFactory, String beanName, Method method, List<ReceiverParameter> parameters) {
		this.beanFactory = beanFactory;
		this.beanName = beanName;
		this.method = method;
		this.arguments = new Argument[parameters.size()];
		for (int i = 0; i < this.arguments.length; i++) {
			this.arguments[i] = parameters.get(i).argument();
		}
		ReflectionUtils.makeAccessible(method);
	}

	@Override
	public @Nullable Object call(Object payload, DispatchContext context) throws Exception {
		ReceiverCall singleton = this.singleton;
		try {
			return ((singleton != null) ? singleton : resolve()).call(payload, context);
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new UndeclaredThrowableException(ex);
		}
	}

	private ReceiverCall resolve() {
		Object bean = this.ended ? null : bean();
		ReceiverCall call = (bean != null) ? new Reflection(bean, invocable(bean)) : null;
		if (call != null && this.beanFactory.isSingleton(this.beanName)) {
			replace(null, call);
		}
		if (call == null || this.ended) {
			throw new ReceiverGoneException(this.beanName);
		}
		return call;
	}

	private @Nullable Object bean() {
		try {
			return this.beanFactory.getBean(this.beanName);
		}
		catch (BeanCreationNotAllowedException ex) {
			return null;
		}
	}

	/**
	 * Look up the bean again at the next call.
	 */
	synchronized void forget() {
		this.singleton = null;
	}

	/**
	 * Stop calling the bean, which is destroyed with its application context.
	 */
	synchronized void end() {
		this.ended = true;
		this.singleton = null;
	}

	private synchronized void replace(@Nullable ReceiverCall known, ReceiverCall call) {
		if (this.singleton == known && !this.ended) {
			this.singleton = call;
		}
	}

	private Method invocable(Object bean) {
		if (!this.method.getDeclaringClass().isInstance(bean)) {
			Method invocable = AopUtils.selectInvocableMethod(this.method, bean.getClass());
			ReflectionUtils.makeAccessible(invocable);
			return invocable;
		}
		if (Modifier.isFinal(this.method.getModifiers()) && AopUtils.isCglibProxy(bean)) {
			throw new IllegalStateException("A final method would run on the proxy itself, whose fields are not set");
		}
		return this.method;
	}

	/**
	 * The call of a method that has not been called often, or of which no lambda can be
	 * made. It counts without a lock: some calls may not count, but no number is skipped.
	 */
	private final class Reflection implements ReceiverCall {

		private final Object bean;

		private final Method method;

		private int calls;

		Reflection(Object bean, Method method) {
			this.bean = bean;
			this.method = method;
		}

		@Override
		public @Nullable Object call(Object payload, DispatchContext context) throws Exception {
			int calls = this.calls + 1;
			this.calls = calls;
			if (calls == OFTEN) {
				replace();
			}
			try {
				return this.method.invoke(this.bean, arguments(payload, context));
			}
			catch (InvocationTargetException ex) {
				ReflectionUtils.rethrowException(ex.getTargetException());
				return null;
			}
		}

		private void replace() {
			ReceiverCall lambda = MethodLambda.of(this.bean, this.method, BeanMethodCall.this.arguments);
			if (lambda != null) {
				BeanMethodCall.this.replace(this, lambda);
			}
		}

		private Object[] arguments(Object payload, DispatchContext context) {
			Argument[] arguments = BeanMethodCall.this.arguments;
			Object[] values = new Object[arguments.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = arguments[i].of(payload, context);
			}
			return values;
		}

	}

}
