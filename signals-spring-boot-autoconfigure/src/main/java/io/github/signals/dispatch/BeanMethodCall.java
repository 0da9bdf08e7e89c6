package io.github.signals.dispatch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ReflectionUtils;

import io.github.signals.dispatch.ReceiverParameter.Argument;

/**
 * Calls a bean method through a method handle that takes its arguments out of the signal.
 * The bean is asked for by its name: a singleton at its first call, any other bean at
 * each call. The handle is made at the first call too, as it is dear and cannot fail.
 */
final class BeanMethodCall implements ReceiverCall {

	private final BeanFactory beanFactory;

	private final String beanName;

	private final List<ReceiverParameter> parameters;

	private final Method method;

	private volatile @Nullable Target target;

	private volatile @Nullable Object singleton;

	BeanMethodCall(BeanFactory beanFactory, String beanName, Method method, List<ReceiverParameter> parameters) {
		this.beanFactory = beanFactory;
		this.beanName = beanName;
		this.parameters = parameters;
		this.method = method;
		ReflectionUtils.makeAccessible(method);
	}

	@Override
	public @Nullable Object call(Object payload, DispatchContext context) throws Exception {
		Object bean = this.singleton;
		if (bean == null) {
			bean = resolveBean();
		}
		try {
			return target().call(bean, payload, context);
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Target target() {
		Target target = this.target;
		return (target != null) ? target : bind(this.method);
	}

	private Target bind(Method method) {
		Target target = Target.of(method, this.parameters);
		this.target = target;
		return target;
	}

	private Object resolveBean() {
		Object bean = this.beanFactory.getBean(this.beanName);
		Method method = target().method;
		if (!method.getDeclaringClass().isInstance(bean)) {
			bind(AopUtils.selectInvocableMethod(method, bean.getClass()));
		}
		else if (Modifier.isFinal(method.getModifiers()) && AopUtils.isCglibProxy(bean)) {
			throw new IllegalStateException("A final method would run on the proxy of its bean, without its fields");
		}
		if (this.beanFactory.isSingleton(this.beanName)) {
			this.singleton = bean;
		}
		return bean;
	}

	/**
	 * The method, whose handle takes objects only.
	 */
	private record Target(Method method, MethodHandle handle, Argument[] arguments) {

		static Target of(Method method, List<ReceiverParameter> parameters) {
			ReflectionUtils.makeAccessible(method);
			Argument[] arguments = parameters.stream().map(ReceiverParameter::argument).toArray(Argument[]::new);
			try {
				MethodHandle handle = MethodHandles.lookup().unreflect(method);
				MethodHandle generic = handle.asType(MethodType.genericMethodType(arguments.length + 1));
				boolean spread = arguments.length > 2;
				return new Target(method, spread ? generic.asSpreader(Object[].class, arguments.length) : generic,
						arguments);
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Nullable Object call(Object bean, Object payload, DispatchContext context) throws Throwable {
			Argument[] arguments = this.arguments;
			return switch (arguments.length) {
				case 0 -> (@Nullable Object) this.handle.invokeExact(bean);
				case 1 -> (@Nullable Object) this.handle.invokeExact(bean, arguments[0].of(payload, context));
				case 2 -> (@Nullable Object) this.handle.invokeExact(bean, arguments[0].of(payload, context),
						arguments[1].of(payload, context));
				default -> (@Nullable Object) this.handle.invokeExact(bean, spread(payload, context));
			};
		}

		private Object[] spread(Object payload, DispatchContext context) {
			Object[] values = new Object[this.arguments.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = this.arguments[i].of(payload, context);
			}
			return values;
		}

	}

}
