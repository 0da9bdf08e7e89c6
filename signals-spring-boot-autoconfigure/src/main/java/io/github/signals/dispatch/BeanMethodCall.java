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

/**
 * Calls a bean method through a method handle that takes its arguments out of the signal.
 * The bean is asked for by its name: a singleton at its first call, any other bean at
 * each call.
 */
final class BeanMethodCall implements ReceiverCall {

	private static final MethodType TYPE = MethodType.methodType(Object.class, Object.class, Object.class,
			DispatchContext.class);

	private final BeanFactory beanFactory;

	private final String beanName;

	private final List<ReceiverParameter> parameters;

	private volatile Target target;

	private volatile @Nullable Object singleton;

	BeanMethodCall(BeanFactory beanFactory, String beanName, Method method, List<ReceiverParameter> parameters) {
		this.beanFactory = beanFactory;
		this.beanName = beanName;
		this.parameters = parameters;
		this.target = Target.bind(method, parameters);
	}

	@Override
	public @Nullable Object call(Object payload, DispatchContext context) throws Exception {
		Object bean = this.singleton;
		if (bean == null) {
			bean = resolveBean();
		}
		try {
			return (@Nullable Object) this.target.handle.invokeExact(bean, payload, context);
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Object resolveBean() {
		Object bean = this.beanFactory.getBean(this.beanName);
		if (!this.target.method.getDeclaringClass().isInstance(bean)) {
			Method invocable = AopUtils.selectInvocableMethod(this.target.method, bean.getClass());
			this.target = Target.bind(invocable, this.parameters);
		}
		else if (Modifier.isFinal(this.target.method.getModifiers()) && AopUtils.isCglibProxy(bean)) {
			throw new IllegalStateException("A final method would run on the proxy of its bean, without its fields");
		}
		if (this.beanFactory.isSingleton(this.beanName)) {
			this.singleton = bean;
		}
		return bean;
	}

	private record Target(Method method, MethodHandle handle) {

		static Target bind(Method method, List<ReceiverParameter> parameters) {
			ReflectionUtils.makeAccessible(method);
			try {
				return new Target(method, adapt(MethodHandles.lookup().unreflect(method), parameters));
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static MethodHandle adapt(MethodHandle handle, List<ReceiverParameter> parameters) {
			MethodHandle adapted = handle;
			int[] order = new int[parameters.size() + 1];
			for (int i = 0; i < parameters.size(); i++) {
				ReceiverParameter parameter = parameters.get(i);
				MethodHandle extractor = parameter.extractor();
				Class<?> required = handle.type().parameterType(i + 1);
				adapted = MethodHandles.filterArguments(adapted, i + 1,
						extractor.asType(extractor.type().changeReturnType(required)));
				order[i + 1] = (parameter.kind() == ReceiverParameter.Kind.CONTEXT) ? 2 : 1;
			}
			MethodType generic = adapted.type().changeReturnType(Object.class).changeParameterType(0, Object.class);
			return MethodHandles.permuteArguments(adapted.asType(generic), TYPE, order);
		}

	}

}
