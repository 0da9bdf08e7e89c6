package io.github.signals.declaration;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import io.github.signals.PostSave;
import io.github.signals.SignalContext;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.IdentifierAccessor;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.SignalsFixture;
import io.github.signals.testing.Sent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for calls of bean methods, which do the same however often they are made.
 */
class BeanMethodCallTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final DispatchContext context = new SignalsFixture().dispatcher.context(null, Origin.APPLICATION,
			IdentifierAccessor.NONE);

	@ParameterizedTest
	@ValueSource(ints = { 1, 9, 10, 11, 100 })
	void callsASingletonEachTime(int times) throws Exception {
		register(BeanDefinition.SCOPE_SINGLETON);
		assertThat(call("first", times)).containsExactly("Rex of 1");
		assertThat(this.beanFactory.getBean(Kennel.class).calls).isEqualTo(times);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 9, 10, 11, 100 })
	void callsAPrototypeEachTimeANewOne(int times) throws Exception { // P46
		register(BeanDefinition.SCOPE_PROTOTYPE);
		assertThat(call("first", times))
			.containsExactlyElementsOf(IntStream.rangeClosed(1, times).mapToObj((i) -> "Rex of " + i).toList());
	}

	@Test
	void reflectsOnlyUntilItIsCalledOften() throws Exception {
		register(BeanDefinition.SCOPE_SINGLETON);
		assertThat(call("isReflected", 10)).containsExactly(true);
		assertThat(call("isReflected", 11)).containsExactly(true, false);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 100 })
	void callsMethodsOfAnyNumberOfParameters(int times) throws Exception {
		register(BeanDefinition.SCOPE_SINGLETON);
		assertThat(call("none", times)).containsExactly("none");
		assertThat(call("two", times)).containsExactly("Rex true");
		assertThat(call("three", times)).containsExactly("Rex true APPLICATION");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 100 })
	void throwsWhatTheMethodThrows(int times) throws Exception {
		register(BeanDefinition.SCOPE_SINGLETON);
		call("first", times);
		ReceiverCall call = callOf("failing");
		for (int i = 0; i < times; i++) {
			assertThatIOException().isThrownBy(() -> call(call)).withMessage("Rex");
		}
		ReceiverCall thrower = callOf("throwing");
		for (int i = 0; i < times; i++) {
			assertThatExceptionOfType(UndeclaredThrowableException.class).isThrownBy(() -> call(thrower))
				.withCauseExactlyInstanceOf(Throwable.class);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 100 })
	void callsTheProxyOfASingleton(int times) throws Exception { // P47
		ProxyFactory proxy = new ProxyFactory(new Kennel());
		proxy.setInterfaces(Barking.class);
		proxy.addAdvice((MethodInterceptor) (call) -> "proxied " + call.proceed());
		this.beanFactory.registerSingleton("kennel", proxy.getProxy());
		assertThat(call("bark", times)).containsExactly("proxied Rex barks");
	}

	private void register(String scope) {
		Kennel.created = 0;
		this.beanFactory.registerBeanDefinition("kennel",
				BeanDefinitionBuilder.genericBeanDefinition(Kennel.class).setScope(scope).getBeanDefinition());
	}

	/**
	 * Return the different answers of many calls, in the order in which they came.
	 */
	private Set<@Nullable Object> call(String method, int times) throws Exception {
		ReceiverCall call = callOf(method);
		Set<@Nullable Object> answers = new LinkedHashSet<>();
		for (int i = 0; i < times; i++) {
			answers.add(call(call));
		}
		return answers;
	}

	private @Nullable Object call(ReceiverCall call) throws Exception {
		return call.call(Sent.created(new Dog("Rex")), this.context);
	}

	private ReceiverCall callOf(String name) {
		Method method = Arrays.stream(Kennel.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(name) && !candidate.isBridge())
			.findFirst()
			.orElseThrow();
		return new BeanMethodCall(this.beanFactory, "kennel", method, ReceiverParameter.of(method, Kennel.class));
	}

	record Dog(String name) {

	}

	interface Barking {

		String bark(Dog dog);

	}

	static class Kennel implements Barking {

		static int created;

		final int number;

		int calls;

		Kennel() {
			created++;
			this.number = created;
		}

		String first(Dog dog) {
			this.calls++;
			return dog.name() + " of " + this.number;
		}

		boolean isReflected(Dog dog) {
			return StackWalker.getInstance()
				.walk((frames) -> frames.anyMatch((frame) -> frame.getClassName().endsWith("$Reflection")));
		}

		String none() {
			return "none";
		}

		String two(PostSave<Dog> saved, boolean created) {
			return saved.instance().name() + " " + created;
		}

		private String three(Dog dog, boolean created, SignalContext context) {
			return dog.name() + " " + created + " " + context.origin();
		}

		void failing(Dog dog) throws IOException {
			throw new IOException(dog.name());
		}

		void throwing(Dog dog) throws Throwable {
			throw new Throwable(dog.name());
		}

		@Override
		public String bark(Dog dog) {
			return dog.name() + " barks";
		}

	}

}
