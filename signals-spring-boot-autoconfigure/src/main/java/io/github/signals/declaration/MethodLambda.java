package io.github.signals.declaration;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NativeDetector;

import io.github.signals.declaration.ReceiverParameter.Argument;
import io.github.signals.dispatch.ReceiverCall;

/**
 * Makes a lambda, {@code bean::method}, of a receiver method: unlike a method handle in a
 * field, the virtual machine compiles it into its caller. Lambdas are of the JDK's types,
 * which every class loader sees. Their classes live as long as the class of the method,
 * and are therefore made once for it.
 */
final class MethodLambda {

	private static final ClassValue<Map<Method, MethodHandle>> FACTORIES = new ClassValue<>() {

		@Override
		protected Map<Method, MethodHandle> computeValue(Class<?> type) {
			return new ConcurrentHashMap<>();
		}

	};

	private MethodLambda() {
	}

	/**
	 * Return the call of a method, or {@code null} if no lambda can be made of it: it has
	 * no parameter or more than two, its class is of another class loader or module, or
	 * no class can be made at run time.
	 */
	static @Nullable ReceiverCall of(Object bean, Method method, Argument[] arguments) {
		if (arguments.length == 0 || arguments.length > 2 || NativeDetector.inNativeImage()) {
			return null;
		}
		try {
			Object lambda = factory(method).invokeExact(bean);
			return (arguments.length == 1) ? call(lambda, arguments[0]) : call(lambda, arguments[0], arguments[1]);
		}
		catch (Exception | LinkageError ex) {
			return null;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MethodHandle factory(Method method) throws Exception {
		Map<Method, MethodHandle> known = FACTORIES.get(method.getDeclaringClass());
		MethodHandle factory = known.get(method);
		if (factory == null) {
			factory = createFactory(method);
			known.put(method, factory);
		}
		return factory;
	}

	private static MethodHandle createFactory(Method method) throws Exception {
		Class<?> declaring = method.getDeclaringClass();
		Lookup lookup = MethodHandles.privateLookupIn(declaring, MethodHandles.lookup());
		MethodHandle handle = lookup.unreflect(method);
		MethodType arguments = handle.type().dropParameterTypes(0, 1);
		boolean one = arguments.parameterCount() == 1;
		boolean silent = arguments.returnType() == void.class;
		Class<?> result = silent ? void.class : Object.class;
		Class<?> type = silent ? (one ? Consumer.class : BiConsumer.class) : (one ? Function.class : BiFunction.class);
		return LambdaMetafactory
			.metafactory(lookup, silent ? "accept" : "apply", MethodType.methodType(type, declaring),
					arguments.generic().changeReturnType(result), handle, arguments.wrap().changeReturnType(result))
			.getTarget()
			.asType(MethodType.genericMethodType(1));
	}

	@SuppressWarnings("unchecked")
	private static ReceiverCall call(Object lambda, Argument argument) {
		if (lambda instanceof Consumer<?>) {
			Consumer<Object> method = (Consumer<Object>) lambda;
			return (payload, context) -> {
				method.accept(argument.of(payload, context));
				return null;
			};
		}
		Function<Object, Object> method = (Function<Object, Object>) lambda;
		return (payload, context) -> method.apply(argument.of(payload, context));
	}

	@SuppressWarnings("unchecked")
	private static ReceiverCall call(Object lambda, Argument first, Argument second) {
		if (lambda instanceof BiConsumer<?, ?>) {
			BiConsumer<Object, Object> method = (BiConsumer<Object, Object>) lambda;
			return (payload, context) -> {
				method.accept(first.of(payload, context), second.of(payload, context));
				return null;
			};
		}
		BiFunction<Object, Object, Object> method = (BiFunction<Object, Object, Object>) lambda;
		return (payload, context) -> method.apply(first.of(payload, context), second.of(payload, context));
	}

}
