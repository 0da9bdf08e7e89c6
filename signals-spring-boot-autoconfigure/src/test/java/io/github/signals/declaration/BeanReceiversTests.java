package io.github.signals.declaration;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.annotation.Order;

import io.github.signals.Changes;
import io.github.signals.On;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverFailure;
import io.github.signals.ReceiverInfo;
import io.github.signals.Response;
import io.github.signals.Signal;
import io.github.signals.SignalContext;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.testing.Calls;
import io.github.signals.testing.LoggedEvents;
import io.github.signals.testing.Sent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for receivers that are methods of beans.
 */
class BeanReceiversTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
		.withBean(Calls.class);

	@Test
	void parametersMayStandInAnyOrder() {
		run(Parameters.class, (context) -> {
			Dog dog = new Dog("Rex");
			signals(context).send(Sent.created(dog));
			assertThat(calls(context)).containsExactly("none", "Rex", "true changes[] Rex APPLICATION Rex",
					"APPLICATION true Rex", "Rex PostSave");
		});
	}

	@Test
	void runsByOrderAndThenAsDeclaredInTheSource() { // S15
		run(Ordered.class, (context) -> {
			signals(context).send(Sent.created(new Dog("Rex")));
			assertThat(calls(context)).containsExactly("ordered -1", "zebra", "ant", "bee(Object)", "bee(Dog)",
					"bee(Signal)", "mole", "ordered max");
		});
	}

	@Test
	void answersOfMethodsArePairedWithThem() { // Behaviours 3, 13, 47
		run(Answering.class, (context) -> {
			List<Response> responses = signals(context).send(new Barked(new Dog("Rex")));
			assertThat(responses).extracting(Response::value).containsExactly("good dog", null);
			assertThat(responses).extracting((response) -> response.receiver().uid())
				.containsExactly("answering.answer", "answering.stay");
		});
	}

	@Test
	void inheritedMethodsAreFoundOnce() {
		run(Inheriting.class, (context) -> {
			signals(context).send(Sent.created(new Dog("Rex")));
			assertThat(calls(context)).containsExactlyInAnyOrder("inherited Rex", "overriding Rex", "default Rex",
					"generic Rex", "generic interface Rex");
			signals(context).send(Sent.created(new Cat()));
			assertThat(calls(context)).hasSize(5);
		});
	}

	@Test
	void methodsNeedNotBePublic() {
		run(Hidden.class, (context) -> {
			signals(context).send(Sent.created(new Dog("Rex")));
			assertThat(calls(context)).containsExactly("package-private", "protected", "private");
		});
	}

	@Test
	void oneMethodMayHearSeveralSignalsOrHaveSeveralAnnotations() { // Behaviours 20, 21
		run(Several.class, (context) -> {
			signals(context).send(Sent.created(new Dog("Rex")));
			signals(context).send(Sent.deleted(new Dog("Rex")));
			signals(context).send(new Barked(new Dog("Rex")));
			assertThat(calls(context)).containsExactly("list PostSave", "annotations PostSave", "composed", "mixed",
					"list PostDelete", "annotations PostDelete", "mixed");
			assertThat(signals(context).receivers()).extracting(ReceiverInfo::uid)
				.contains("several.annotations#PostSave", "several.annotations#PostDelete", "composed-uid");
		});
	}

	@Test
	void onChangedAndConditionDecideTogether() {
		run(Choosy.class, (context) -> {
			Changes renamed = Changes.between(Map.of("name", "Rex"), Map.of("name", "Tim"));
			signals(context).send(Sent.created(new Dog("Tim")));
			signals(context).send(Sent.updated(new Dog("Rex"), renamed));
			assertThat(calls(context)).isEmpty();
			signals(context).send(Sent.updated(new Dog("Tim"), renamed));
			assertThat(calls(context)).containsExactly("choosy");
		});
	}

	@Test
	void conditionSeesSignalChangesAndBeans() {
		run(Conditional.class, (context) -> {
			signals(context).send(Sent.created(new Dog("Rex")));
			assertThat(calls(context)).containsExactly("created");
			signals(context).send(Sent.updated(new Dog("Rex"), Changes.between(Map.of(), Map.of("name", 1))));
			assertThat(calls(context)).containsExactly("created", "changes", "bean");
		});
	}

	@Test
	void conditionThatThrowsIsAFailureOfItsReceiver() { // S20
		run(BadCondition.class, (context) -> {
			assertThatExceptionOfType(ReceiverException.class)
				.isThrownBy(() -> signals(context).send(Sent.created(new Dog("Rex"))))
				.withMessageContainingAll("'badCondition.on'",
						"The condition 'instance.colour == 'brown'' could not be evaluated: EL1008E: Property or field"
								+ " 'colour' cannot be found on object of type '" + Dog.class.getName() + "'",
						". Check the type first, as in 'instance instanceof T(com.example.Order) and ...'.")
				.withMessageNotContaining("Rex");
			try (LoggedEvents logged = new LoggedEvents()) {
				List<Response> responses = signals(context).sendRobust(Sent.created(new Dog("Rex")));
				assertThat(responses).hasSize(2);
				assertThat(responses.get(0).error()).isNotNull();
				assertThat(logged.errors()).hasSize(1);
			}
			assertThat(calls(context)).containsExactly("later");
		});
	}

	@Test
	void errorHandlerOfTheReceiverDecides() {
		run(Handled.class, (context) -> {
			signals(context).send(Sent.created(new Dog("Rex")));
			assertThat(calls(context)).containsExactly("handled.failing: no", "later");
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> signals(context).send(Sent.deleted(new Dog("Rex"))));
		});
	}

	@Test
	void robustSendAlsoOutlivesAFailingErrorHandler() { // Behaviours 16
		run(Handled.class, (context) -> {
			List<Response> responses = signals(context).sendRobust(Sent.deleted(new Dog("Rex")));
			assertThat(responses).extracting((response) -> response.receiver().uid())
				.containsExactly("handled.rethrowing", "handled.afterwards");
			assertThat(responses.get(0).error()).isInstanceOf(UnsupportedOperationException.class);
			assertThat(calls(context)).containsExactly("afterwards");
		});
	}

	@Test
	void receiversAreSwitchedOffByTheirUid() {
		this.runner.withBean("switched", Switched.class)
			.withPropertyValues("signals.receivers.save_user_profile.enabled=false",
					"signals.receivers[switched.byDefaultUid].enabled=false", "signals.receivers.audit.enabled=true",
					"signals.receivers.dashed-uid.enabled=false")
			.run((context) -> {
				signals(context).send(Sent.created(new Dog("Rex")));
				assertThat(calls(context)).containsExactly("audit", "other");
				assertThat(signals(context).receivers()).filteredOn((info) -> !info.enabled())
					.extracting(ReceiverInfo::uid)
					.containsExactly("save_user_profile", "switched.byDefaultUid", "dashed-uid");
			});
	}

	@Test
	void uidWithDotsNeedsNoBracketsInASystemProperty() {
		this.runner.withBean("switched", Switched.class)
			.withSystemProperties("signals.receivers.switched.byDefaultUid.enabled=false")
			.run((context) -> assertThat(signals(context).receivers()).filteredOn((info) -> !info.enabled())
				.extracting(ReceiverInfo::uid)
				.containsExactly("switched.byDefaultUid"));
	}

	@Test
	void beanMethodIsDisconnectedByItsUid() { // S16
		run(Hidden.class, (context) -> {
			assertThat(signals(context).disconnect("hidden.visible")).isTrue();
			assertThat(signals(context).disconnect("hidden.visible")).isFalse();
			signals(context).send(Sent.created(new Dog("Rex")));
			assertThat(calls(context)).containsExactly("protected", "private");
		});
	}

	@Test
	void beansOfOneClassAreReceiversOfTheirOwn() { // S16
		this.runner.withBean("one", Hidden.class).withBean("two", Hidden.class).run((context) -> {
			signals(context).send(Sent.created(new Dog("Rex")));
			assertThat(calls(context)).hasSize(6);
			assertThat(signals(context).receivers()).extracting(ReceiverInfo::uid).contains("one.own", "two.own");
		});
	}

	@Test
	void lazyBeanIsCreatedByItsFirstSignal() { // P46
		this.runner.withUserConfiguration(LazyBeans.class).run((context) -> {
			assertThat(calls(context)).isEmpty();
			assertThat(signals(context).hasReceivers(PostSave.class, Dog.class)).isTrue();
			signals(context).send(Sent.created(new Dog("Rex")));
			signals(context).send(Sent.created(new Dog("Rex")));
			assertThat(calls(context)).containsExactly("instantiated", "lazy 1", "lazy 2");
		});
	}

	@Test
	void prototypeIsNewForEachCall() { // P46
		this.runner.withUserConfiguration(Prototypes.class).run((context) -> {
			signals(context).send(Sent.created(new Dog("Rex")));
			signals(context).send(Sent.created(new Dog("Rex")));
			assertThat(calls(context)).containsExactly("prototype 1", "prototype 1");
		});
	}

	@Test
	void scopedBeanIsConnectedOnceAndFoundInItsScope() { // P46
		this.runner.withUserConfiguration(Scoped.class).run((context) -> {
			assertThat(signals(context).receivers()).hasSize(1);
			signals(context).send(Sent.created(new Dog("Rex")));
			signals(context).send(Sent.created(new Dog("Rex")));
			Thread other = new Thread(() -> signals(context).send(Sent.created(new Dog("Rex"))));
			other.start();
			other.join();
			assertThat(calls(context)).containsExactly("scoped 1", "scoped 2", "scoped 1");
		});
	}

	private <T> void run(Class<T> bean, Consumer<AssertableApplicationContext> test) {
		String name = Character.toLowerCase(bean.getSimpleName().charAt(0)) + bean.getSimpleName().substring(1);
		this.runner.withBean(name, bean).run(test::accept);
	}

	private static Signals signals(AssertableApplicationContext context) {
		return context.getBean(Signals.class);
	}

	private static List<String> calls(AssertableApplicationContext context) {
		return context.getBean(Calls.class).all();
	}

	interface Named {

		String name();

	}

	record Dog(String name) implements Named {

	}

	record Cat() {

	}

	record Barked(Dog instance) implements Signal<Dog> {

	}

	record Parameters(Calls calls) {

		@PostSaveReceiver(Dog.class)
		void none() {
			this.calls.add("none");
		}

		@PostSaveReceiver
		void instance(Dog dog) {
			this.calls.add(dog.name());
		}

		@PostSaveReceiver
		void all(boolean created, Changes changes, PostSave<Dog> signal, SignalContext context, Dog dog) {
			this.calls.add(created + " " + changes + " " + signal.instance().name() + " " + context.origin() + " "
					+ dog.name());
		}

		@PostSaveReceiver
		void boxed(SignalContext context, Boolean created, Named named) {
			this.calls.add(context.origin() + " " + created + " " + named.name());
		}

		@PostSaveReceiver(Dog.class)
		void loose(Object dog, Signal<?> signal) {
			this.calls.add(((Dog) dog).name() + " " + signal.getClass().getSimpleName());
		}

	}

	record Ordered(Calls calls) {

		@PostSaveReceiver
		void zebra(Dog dog) {
			this.calls.add("zebra");
		}

		@PostSaveReceiver
		void ant(Dog dog) {
			this.calls.add("ant");
		}

		@PostSaveReceiver(Dog.class)
		void bee(Object dog) {
			this.calls.add("bee(Object)");
		}

		@PostSaveReceiver
		void bee(Dog dog) {
			this.calls.add("bee(Dog)");
		}

		@PostSaveReceiver
		void bee(PostSave<Dog> signal) {
			this.calls.add("bee(Signal)");
		}

		@PostSaveReceiver
		@Order
		void mole(Dog dog) {
			this.calls.add("mole");
		}

		@PostSaveReceiver
		@Order(Integer.MAX_VALUE)
		void yak(Dog dog) {
			this.calls.add("ordered max");
		}

		@PostSaveReceiver
		@Order(-1)
		void ape(Dog dog) {
			this.calls.add("ordered -1");
		}

	}

	static final class Answering {

		@Receiver
		String answer(Barked barked) {
			return "good dog";
		}

		@Receiver
		void stay(Barked barked) {
		}

	}

	static class Base<T extends Named> {

		protected final Calls calls;

		Base(Calls calls) {
			this.calls = calls;
		}

		@PostSaveReceiver
		void inherited(Dog dog) {
			this.calls.add("inherited " + dog.name());
		}

		@PostSaveReceiver
		public void overridden(Dog dog) {
			this.calls.add("overridden " + dog.name());
		}

		@PostSaveReceiver
		void generic(T instance) {
			this.calls.add("generic " + instance.name());
		}

	}

	interface Defaults<T> {

		Calls calls();

		@PostSaveReceiver
		default void byDefault(PostSave<Dog> saved) {
			calls().add("default " + saved.instance().name());
		}

		void typed(T instance);

	}

	static final class Inheriting extends Base<Dog> implements Defaults<Dog> {

		Inheriting(Calls calls) {
			super(calls);
		}

		@Override
		public void overridden(Dog dog) {
			this.calls.add("overriding " + dog.name());
		}

		@Override
		public Calls calls() {
			return this.calls;
		}

		@Override
		@PostSaveReceiver
		public void typed(Dog dog) {
			this.calls.add("generic interface " + dog.name());
		}

	}

	static class Hidden {

		private final Calls calls;

		Hidden(Calls calls) {
			this.calls = calls;
		}

		@PostSaveReceiver
		void visible(Dog dog) {
			this.calls.add("package-private");
		}

		@PostSaveReceiver
		protected void inherited(Dog dog) {
			this.calls.add("protected");
		}

		@PostSaveReceiver
		private void own(Dog dog) {
			this.calls.add("private");
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@PostSaveReceiver(on = On.CREATED)
	@interface OnCreation {

		@AliasFor(annotation = PostSaveReceiver.class)
		String dispatchUid() default "";

	}

	record Several(Calls calls) {

		@Receiver({ PostSave.class, PostDelete.class })
		void list(Dog dog, Signal<Dog> signal) {
			this.calls.add("list " + signal.getClass().getSimpleName());
		}

		@PostSaveReceiver
		@PostDeleteReceiver
		void annotations(Signal<Dog> signal) {
			this.calls.add("annotations " + signal.getClass().getSimpleName());
		}

		@OnCreation(dispatchUid = "composed-uid")
		void composed(Dog dog) {
			this.calls.add("composed");
		}

		@PostSaveReceiver
		@Receiver(value = Barked.class)
		void mixed(Signal<Dog> signal) {
			this.calls.add("mixed");
		}

	}

	record Choosy(Calls calls) {

		@PostSaveReceiver(on = On.UPDATED, changed = { "name", "age" }, condition = "instance.name == 'Tim'")
		void choosy(Dog dog) {
			this.calls.add("choosy");
		}

	}

	record Conditional(Calls calls) {

		@PostSaveReceiver(condition = "created")
		void created(Dog dog) {
			this.calls.add("created");
		}

		@PostSaveReceiver(condition = "changes.contains('name')")
		void changes(Dog dog) {
			this.calls.add("changes");
		}

		@PostSaveReceiver(condition = "@conditional.wanted(signal)")
		void bean(Dog dog) {
			this.calls.add("bean");
		}

		public boolean wanted(PostSave<?> signal) {
			return !signal.created();
		}

	}

	record BadCondition(Calls calls) {

		// What another class of this interface may have
		@PostSaveReceiver(condition = "instance.colour == 'brown'")
		void on(Named dog) {
			this.calls.add("never");
		}

		@PostSaveReceiver
		void later(Dog dog) {
			this.calls.add("later");
		}

	}

	record Handled(Calls calls) {

		@PostSaveReceiver(onError = Noting.class)
		void failing(Dog dog) {
			throw new IllegalStateException("no");
		}

		@PostSaveReceiver
		void later(Dog dog) {
			this.calls.add("later");
		}

		@PostDeleteReceiver(onError = Rethrowing.class)
		void rethrowing(Dog dog) {
			throw new IllegalStateException("no");
		}

		@PostDeleteReceiver
		void afterwards(Dog dog) {
			this.calls.add("afterwards");
		}

	}

	record Noting(Calls calls) implements ReceiverErrorHandler {

		@Override
		public void handle(ReceiverFailure failure) {
			this.calls.add(failure.receiver().uid() + ": " + failure.cause().getMessage());
		}

	}

	record Rethrowing() implements ReceiverErrorHandler {

		@Override
		public void handle(ReceiverFailure failure) {
			throw new UnsupportedOperationException(failure.cause());
		}

	}

	record Switched(Calls calls) {

		@PostSaveReceiver(dispatchUid = "save_user_profile")
		void underscored(Dog dog) {
			this.calls.add("underscored");
		}

		@PostSaveReceiver
		void byDefaultUid(Dog dog) {
			this.calls.add("byDefaultUid");
		}

		@PostSaveReceiver(dispatchUid = "dashed-uid")
		void dashed(Dog dog) {
			this.calls.add("dashed");
		}

		@PostSaveReceiver(dispatchUid = "audit")
		void audit(Dog dog) {
			this.calls.add("audit");
		}

		@PostSaveReceiver
		void other(Dog dog) {
			this.calls.add("other");
		}

	}

	static class Counting {

		private final Calls calls;

		private final String name;

		private final AtomicInteger count = new AtomicInteger();

		Counting(Calls calls, String name) {
			this.calls = calls;
			this.name = name;
		}

		@PostSaveReceiver
		void on(Dog dog) {
			this.calls.add(this.name + " " + this.count.incrementAndGet());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyBeans {

		@Bean
		@Lazy
		Counting lazy(Calls calls) {
			calls.add("instantiated");
			return new Counting(calls, "lazy");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Prototypes {

		@Bean
		@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
		Counting prototype(Calls calls) {
			return new Counting(calls, "prototype");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		static CustomScopeConfigurer threadScope() {
			CustomScopeConfigurer configurer = new CustomScopeConfigurer();
			configurer.addScope("thread", new SimpleThreadScope());
			return configurer;
		}

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		ThreadBound scoped(Calls calls) {
			return new ThreadBound(calls);
		}

	}

	static class ThreadBound {

		private final @Nullable Calls calls;

		private final AtomicInteger count = new AtomicInteger();

		ThreadBound(Calls calls) {
			this.calls = calls;
		}

		@PostSaveReceiver
		void on(Dog dog) {
			assertThat(this.calls).isNotNull();
			this.calls.add("scoped " + this.count.incrementAndGet());
		}

	}

}
