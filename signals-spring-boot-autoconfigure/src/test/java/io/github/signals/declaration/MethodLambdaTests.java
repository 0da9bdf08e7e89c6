package io.github.signals.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.signals.SignalContext.Origin;
import io.github.signals.declaration.ReceiverParameter.Argument;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.IdentifierAccessor;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.SignalsFixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for the lambdas that often called methods become, and for those that do not.
 */
class MethodLambdaTests {

	private static final Object[] SIGNAL = { "Rex", true };

	private final DispatchContext context = new SignalsFixture().dispatcher.context(null, Origin.APPLICATION,
			IdentifierAccessor.NONE);

	private final Methods bean = new Methods();

	@ParameterizedTest
	@ValueSource(strings = { "visibleToAll", "inherited", "visibleInPackage", "own" })
	void callsAMethodOfAnyVisibility(String method) throws Exception {
		assertThat(call(this.bean, method)).isNull();
		assertThat(this.bean.calls).containsExactly(method + " Rex");
	}

	@Test
	void unpacksABoolean() throws Exception {
		assertThat(call(this.bean, "created")).isNull();
		assertThat(this.bean.calls).containsExactly("created Rex true");
	}

	@Test
	void returnsWhatTheMethodReturns() throws Exception {
		assertThat(call(this.bean, "upperCase")).isEqualTo("REX");
		assertThat(call(this.bean, "length")).isEqualTo(3);
		assertThat(call(this.bean, "either")).isEqualTo("REX");
	}

	@Test
	void throwsWhatTheMethodThrows() {
		assertThatIOException().isThrownBy(() -> call(this.bean, "failing")).withMessage("Rex");
	}

	@Test
	void callsAnOverriddenMethodAsTheJvmDoes() throws Exception {
		Methods overriding = new Methods() {

			@Override
			public void visibleToAll(String name) {
				this.calls.add("overridden " + name);
			}

		};
		call(overriding, Methods.class, "visibleToAll");
		assertThat(overriding.calls).containsExactly("overridden Rex");
	}

	@Test
	void callsTheInterfaceOfAProxy() throws Exception {
		Object proxy = Proxy.newProxyInstance(Named.class.getClassLoader(), new Class<?>[] { Named.class },
				(self, method, arguments) -> method.getName() + " " + arguments[0]);
		assertThat(call(proxy, Named.class, "name")).isEqualTo("name Rex");
	}

	@Test
	void callsADefaultMethod() throws Exception {
		assertThat(call((Named) (name) -> "no " + name, Named.class, "greet")).isEqualTo("Hello Rex");
	}

	@Test
	void leavesMethodsWithoutAParameterOrWithManyToReflection() {
		assertThat(lambda(this.bean, Methods.class, "none")).isNull();
		assertThat(lambda(this.bean, Methods.class, "three")).isNull();
	}

	@Test
	void leavesMethodsOfAModuleThatIsNotOpenToReflection() {
		assertThat(lambda(new ArrayList<>(), ArrayList.class, "contains")).isNull();
	}

	@Test
	void leavesMethodsOfAnotherClassLoaderToReflection() throws Exception {
		Class<?> isolated = new IsolatingLoader().define(Isolated.class);
		assertThat(isolated.getClassLoader()).isNotEqualTo(Isolated.class.getClassLoader());
		assertThat(lambda(newInstance(isolated), isolated, "name")).isNull();
	}

	@Test
	void makesOneClassAMethod() throws Exception {
		assertThat(call(this.bean, "caller")).isSameAs(call(new Methods(), "caller"))
			.isNotEqualTo(call(this.bean, "otherCaller"));
	}

	@Test
	void refusesWhatIsNotAnArgument() {
		ReceiverCall call = Objects.requireNonNull(lambda(this.bean, Methods.class, "visibleToAll"));
		assertThatExceptionOfType(ClassCastException.class)
			.isThrownBy(() -> call.call(new Object[] { 1 }, this.context));
	}

	private @Nullable Object call(Methods bean, String method) throws Exception {
		return call(bean, Methods.class, method);
	}

	private @Nullable Object call(Object bean, Class<?> type, String method) throws Exception {
		return Objects.requireNonNull(lambda(bean, type, method)).call(SIGNAL, this.context);
	}

	private static @Nullable ReceiverCall lambda(Object bean, Class<?> type, String name) {
		Method method = Arrays.stream(type.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(name))
			.findFirst()
			.orElseThrow();
		Argument[] arguments = { (payload, context) -> ((Object[]) payload)[0],
				(payload, context) -> ((Object[]) payload)[1], (payload, context) -> context };
		return MethodLambda.of(bean, method, Arrays.copyOf(arguments, method.getParameterCount()));
	}

	private static Object newInstance(Class<?> type) throws Exception {
		var constructor = type.getDeclaredConstructor();
		constructor.setAccessible(true);
		return constructor.newInstance();
	}

	static class Methods {

		final List<String> calls = new ArrayList<>();

		public void visibleToAll(String name) {
			this.calls.add("visibleToAll " + name);
		}

		protected void inherited(String name) {
			this.calls.add("inherited " + name);
		}

		void visibleInPackage(String name) {
			this.calls.add("visibleInPackage " + name);
		}

		private void own(String name) {
			this.calls.add("own " + name);
		}

		void created(String name, boolean created) {
			this.calls.add("created " + name + " " + created);
		}

		String upperCase(String name) {
			return name.toUpperCase();
		}

		int length(String name) {
			return name.length();
		}

		private String either(String name, boolean upperCase) {
			return upperCase ? name.toUpperCase() : name;
		}

		void failing(String name) throws IOException {
			throw new IOException(name);
		}

		void none() {
		}

		void three(String name, boolean created, Object context) {
		}

		Class<?> caller(String name) {
			return callingClass();
		}

		Class<?> otherCaller(String name) {
			return callingClass();
		}

		private static Class<?> callingClass() {
			return StackWalker.getInstance(EnumSet.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES))
				.walk((frames) -> frames.skip(2).findFirst().map(StackFrame::getDeclaringClass).orElseThrow());
		}

	}

	@FunctionalInterface
	interface Named {

		String name(String name);

		default String greet(String name) {
			return "Hello " + name;
		}

	}

	private static final class IsolatingLoader extends ClassLoader {

		IsolatingLoader() {
			super(ClassLoader.getPlatformClassLoader());
		}

		Class<?> define(Class<?> type) throws IOException {
			String file = "/" + type.getName().replace('.', '/') + ".class";
			try (InputStream bytes = Objects.requireNonNull(type.getResourceAsStream(file))) {
				byte[] code = bytes.readAllBytes();
				return defineClass(type.getName(), code, 0, code.length);
			}
		}

	}

}
