package io.github.signals.autoconfigure.actuate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;

import io.github.signals.Delivery;
import io.github.signals.Mute;
import io.github.signals.Receiver;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.observation.DefaultReceiverObservationConvention;
import io.github.signals.observation.ReceiverMeterObservationHandler;
import io.github.signals.observation.ReceiverObservationContext;
import io.github.signals.observation.ReceiverObservations;
import io.github.signals.observation.SignalCounts;
import io.github.signals.observation.SignalsMeters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SignalsObservationAutoConfiguration}.
 */
class SignalsObservationAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsObservationAutoConfiguration.class));

	private final ApplicationContextRunner bank = this.runner.withBean(Bank.class);

	@Test
	void timesEachCallByItsReceiverAndItsOutcome() {
		this.bank.withBean(SimpleMeterRegistry.class).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.send(new Paid("one"));
			signals.send(new Paid("two"));
			assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> signals.send(new Paid("refused")));

			assertThat(calls(context, "pay", "SUCCESS").count()).isEqualTo(2);
			assertThat(calls(context, "pay", "FAILURE").count()).isEqualTo(1);
			assertThat(calls(context, "pay", "SUCCESS").getId().getTag("sender")).isEqualTo("java.lang.String");
			assertThat(calls(context, "pay", "SUCCESS").getId().getTag("signal")).isEqualTo("Paid");
			assertThat(calls(context, "pay", "SUCCESS").getId().getTag("delivery")).isEqualTo("IN_TRANSACTION");
		});
	}

	@Test
	void timesTheSameWithAndWithoutObservations() {
		Set<Meter.Id> direct = meters(this.bank.withBean(SimpleMeterRegistry.class));
		Set<Meter.Id> observed = meters(
				this.bank.withBean(SimpleMeterRegistry.class).withBean(DefaultReceiverObservationConvention.class));
		assertThat(direct).hasSize(3).isEqualTo(observed);
		assertThat(direct).extracting((id) -> id.getTag("error"))
			.containsExactlyInAnyOrder("none", "none", "IllegalStateException");
	}

	@Test
	void timesTheSameWhereCallsAreSpans() {
		Set<Meter.Id> direct = meters(this.bank.withBean(SimpleMeterRegistry.class));
		Set<Meter.Id> spans = meters(
				this.bank.withUserConfiguration(Handled.class).withPropertyValues("signals.observation.spans=true"));
		assertThat(spans).isEqualTo(direct);
	}

	@Test
	void leavesTheTimesOfSpansToTheApplicationWhereItDoesNotMeasure() {
		ApplicationContextRunner handled = this.bank.withUserConfiguration(Handled.class);
		handled.withPropertyValues("signals.observation.spans=true", "signals.observation.metrics=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ReceiverMeterObservationHandler.class));
		handled.run((context) -> assertThat(context).doesNotHaveBean(ReceiverMeterObservationHandler.class));
		spans(new Seen()).run((context) -> assertThat(context).doesNotHaveBean(ReceiverMeterObservationHandler.class));
	}

	private static Set<Meter.Id> meters(ApplicationContextRunner runner) {
		Set<Meter.Id> ids = new HashSet<>();
		runner.withBean(Mail.class).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.send(new Paid("one"));
			assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> signals.send(new Paid("refused")));
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			Awaitility.await().until(() -> meters.getMeters().size() == 3);
			meters.getMeters().forEach((meter) -> ids.add(meter.getId()));
		});
		return ids;
	}

	private static Timer calls(AssertableApplicationContext context, String uid, String outcome) {
		return context.getBean(MeterRegistry.class)
			.get("signals.receiver")
			.tag("uid", uid)
			.tag("outcome", outcome)
			.timer();
	}

	@Test
	void leavesCallsAsTheyAreWhereNobodyMeasures() {
		this.bank.run(SignalsObservationAutoConfigurationTests::assertThatNothingIsAround);
		this.bank.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("signals.observation.metrics=false")
			.run((context) -> {
				assertThatNothingIsAround(context);
				assertThat(context).doesNotHaveBean(SignalsMeters.class);
			});
	}

	private static void assertThatNothingIsAround(AssertableApplicationContext context) {
		RegisteredReceiver receiver = context.getBean(ReceiverRegistry.class).all().get(0);
		ReceiverCall call = (payload, caller) -> null;
		assertThat(context.getBean(ReceiverObservations.class).decorate(receiver, call)).isSameAs(call);
	}

	@Test
	void isNotThereWithoutMicrometerOrSignals() {
		this.bank.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ReceiverObservations.class));
		this.bank.withPropertyValues("signals.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ReceiverObservations.class));
	}

	@Test
	void makesNoSpansUnlessItIsTold() {
		Seen seen = new Seen();
		this.bank.withBean(SimpleMeterRegistry.class)
			.withBean(ObservationRegistry.class, seen::registry)
			.run((context) -> {
				context.getBean(Signals.class).send(new Paid("one"));
				assertThat(seen.contexts).isEmpty();
				assertThat(calls(context, "pay", "SUCCESS").count()).isEqualTo(1);
			});
	}

	@Test
	void leavesTheCurrentObservationOfTheApplicationAloneWhereItOnlyMeasures() {
		ObservationRegistry registry = new Seen().registry();
		this.runner.withBean(SimpleMeterRegistry.class)
			.withBean(ObservationRegistry.class, () -> registry)
			.run((context) -> {
				List<Observation> current = new CopyOnWriteArrayList<>();
				context.getBean(Signals.class)
					.connect(ReceiverSpec.of(Paid.class).uid("look"),
							(paid) -> current.add(registry.getCurrentObservation()));
				Observation request = Observation.start("request", registry);
				request.scoped(() -> context.getBean(Signals.class).send(new Paid("one")));
				request.stop();
				assertThat(current).containsExactly(request);
				assertThat(calls(context, "look", "SUCCESS").count()).isEqualTo(1);
			});
	}

	@Test
	void removesTheMetersOfAReceiverThatIsDisconnected() {
		this.runner.withBean(SimpleMeterRegistry.class).run((context) -> {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			context.getBean(SignalsMeters.class).bindTo(meters);
			Signals signals = context.getBean(Signals.class);
			for (String uid : new String[] { "first", "second" }) {
				signals.connect(ReceiverSpec.of(Paid.class).uid(uid), (paid) -> {
				});
			}
			signals.send(new Paid("bill"));
			signals.disconnect("first");
			assertThat(meters.find("signals.receiver").tag("uid", "first").meters()).isEmpty();
			assertThat(meters.find("signals.receiver").tag("uid", "second").meters()).hasSize(1);
			signals.connect(ReceiverSpec.of(Paid.class).uid("first"), (paid) -> {
			});
			signals.send(new Paid("bill"));
			assertThat(meters.get("signals.receiver").tag("uid", "first").timer().count()).isEqualTo(1);
		});
	}

	@Test
	void countsLambdasWithoutAUidByWhereTheyComeFrom() {
		this.runner.withBean(SimpleMeterRegistry.class).run((context) -> {
			for (int i = 0; i < 3; i++) {
				context.getBean(Signals.class).connect(ReceiverSpec.of(Paid.class), (paid) -> {
				});
			}
			context.getBean(Signals.class).send(new Paid("one"));
			assertThat(context.getBean(MeterRegistry.class).get("signals.receiver").timers()).hasSize(1)
				.allSatisfy((timer) -> assertThat(timer.count()).isEqualTo(3))
				.allSatisfy((timer) -> assertThat(timer.getId().getTag("uid"))
					.startsWith("lambda in " + getClass().getName()));
		});
	}

	@Test
	void measuresWhereThereIsNobodyToMakeSpans() {
		this.bank.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("signals.observation.spans=true")
			.run((context) -> {
				context.getBean(Signals.class).send(new Paid("one"));
				assertThat(calls(context, "pay", "SUCCESS").count()).isEqualTo(1);
			});
	}

	@Test
	void makesEachCallASpanThatHoldsNoData() {
		Seen seen = new Seen();
		spans(seen).run((context) -> {
			context.getBean(Signals.class).send(new Paid("one"));
			assertThatExceptionOfType(ReceiverException.class)
				.isThrownBy(() -> context.getBean(Signals.class).send(new Paid("refused")));

			assertThat(seen.contexts).hasSize(2).allSatisfy((call) -> {
				assertThat(call.getName()).isEqualTo("signals.receiver");
				assertThat(call.getContextualName()).isEqualTo("receiver pay");
				assertThat(call.getReceiver().uid()).isEqualTo("pay");
				assertThat(call.getHighCardinalityKeyValues()).isEmpty();
				assertThat(call.getLowCardinalityKeyValues()).extracting(KeyValue::getKey)
					.containsExactlyInAnyOrder("signal", "sender", "uid", "delivery", "outcome");
				assertThat(call.getLowCardinalityKeyValues()).extracting(KeyValue::getValue)
					.doesNotContain("one", "refused");
			});
			assertThat(seen.contexts.get(1).getError()).isInstanceOf(IllegalStateException.class);
			assertThat(seen.contexts).extracting((call) -> call.getLowCardinalityKeyValue("outcome"))
				.containsExactly(KeyValue.of("outcome", "SUCCESS"), KeyValue.of("outcome", "FAILURE"));
		});
	}

	@Test
	void carriesTheTraceToAnotherThread() {
		Seen seen = new Seen();
		ObservationRegistry registry = seen.registry();
		this.runner.withBean(Mail.class)
			.withBean(ObservationRegistry.class, () -> registry)
			.withPropertyValues("signals.observation.spans=true")
			.run((context) -> {
				Observation request = Observation.start("request", registry);
				request.scoped(() -> context.getBean(Signals.class).send(new Paid("one")));
				request.stop();

				Awaitility.await().until(() -> seen.contexts.size() == 1);
				assertThat(seen.contexts.get(0).getParentObservation()).isSameAs(request);
				assertThat(context.getBean(Mail.class).threads).doesNotContain(Thread.currentThread().getName());
			});
	}

	@Test
	void decoratesTheTasksOfItsExecutorAsTheApplicationSays() {
		List<String> decorated = new CopyOnWriteArrayList<>();
		TaskDecorator first = (work) -> () -> {
			decorated.add("one");
			work.run();
		};
		TaskDecorator second = (work) -> () -> {
			decorated.add("another");
			work.run();
		};
		this.runner.withBean(Mail.class)
			.withBean("first", TaskDecorator.class, () -> first)
			.withBean("second", TaskDecorator.class, () -> second)
			.run((context) -> {
				context.getBean(Signals.class).send(new Paid("one"));
				Awaitility.await().until(() -> context.getBean(Mail.class).threads.size() == 1);
				assertThat(decorated).containsExactlyInAnyOrder("one", "another");
			});
	}

	@Test
	void usesTheConventionOfTheApplication() {
		Seen seen = new Seen();
		spans(seen).withBean(OwnConvention.class).run((context) -> {
			context.getBean(Signals.class).send(new Paid("one"));
			assertThat(seen.contexts).extracting(ReceiverObservationContext::getName).containsExactly("own.receiver");
			assertThat(seen.contexts.get(0).getLowCardinalityKeyValues()).containsExactly(KeyValue.of("who", "pay"));
		});
	}

	@Test
	void usesTheGlobalConventionOfTheRegistryUnlessTheApplicationHasOneForReceivers() {
		Seen seen = new Seen();
		seen.registry().observationConfig().observationConvention(new GlobalConvention());
		spans(seen).run((context) -> context.getBean(Signals.class).send(new Paid("one")));
		spans(seen).withBean(OwnConvention.class)
			.run((context) -> context.getBean(Signals.class).send(new Paid("one")));
		assertThat(seen.contexts).extracting(ReceiverObservationContext::getName)
			.containsExactly("global.receiver", "own.receiver");
		assertThat(seen.contexts.get(0).getLowCardinalityKeyValues()).containsExactly(KeyValue.of("whose", "String"));
	}

	private ApplicationContextRunner spans(Seen seen) {
		return this.bank.withBean(ObservationRegistry.class, seen::registry)
			.withPropertyValues("signals.observation.spans=true");
	}

	@Test
	void measuresWhoIsConnectedAndWhatWaits() {
		this.bank.withBean(SimpleMeterRegistry.class).run((context) -> {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			context.getBean(SignalsMeters.class).bindTo(meters);

			Function<String, Double> value = (name) -> meters.get(name).gauge().value();
			assertThat(value.apply("signals.receivers")).isEqualTo(1);
			assertThat(value.apply("signals.async.calls")).isZero();
			assertThat(value.apply("signals.durable.waiting")).isZero();
			assertThat(value.apply("signals.durable.parked")).isZero();
			assertThat(meters.get("signals.durable.oldest").timeGauge().value()).isZero();
		});
	}

	@Test
	void countsWhatBecomesOfSignals() {
		Paid first = new Paid("one");
		this.bank.withBean(Mail.class).withBean(SimpleMeterRegistry.class).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			signals.send(first);
			context.getBean(SignalCounts.class).bindTo(meters);
			signals.send(first);
			signals.mute(Mute.receiver("pay"), () -> signals.send(first));
			signals.mute(Mute.sender(String.class), () -> signals.send(first));
			signals.mute(() -> signals.send(first));
			assertThat(count(meters, "signals.dispatched")).isEqualTo(3);
			assertThat(count(meters, "signals.deferred")).isEqualTo(3);
			assertThat(count(meters, "signals.muted")).isEqualTo(1 + 2);

			signals.connect(ReceiverSpec.of(Paid.class).uid("again"), signals::send);
			signals.send(first);
			assertThat(count(meters, "signals.dispatched")).isEqualTo(3 + 2);
			assertThat(count(meters, "signals.reentered")).isEqualTo(1);
			assertThat(meters.get("signals.dispatched").functionCounter().getId().getTags())
				.containsExactlyInAnyOrder(Tag.of("signal", "Paid"), Tag.of("sender", "java.lang.String"));
		});
	}

	private static double count(MeterRegistry meters, String name) {
		return meters.get(name).functionCounter().count();
	}

	@Test
	void countsNothingWhereNobodyMeasures() {
		this.bank.run((context) -> {
			context.getBean(Signals.class).send(new Paid("one"));
			assertThat(context.getBean(ReceiverRegistry.class).routes(String.class).of(Paid.class).counter()).isNull();
		});
	}

	record Paid(String instance) implements Signal<String> {

	}

	static class Bank {

		@Receiver(dispatchUid = "pay")
		void pay(Paid paid) {
			if (paid.instance().equals("refused")) {
				throw new IllegalStateException("no");
			}
		}

	}

	static class Mail {

		private final List<String> threads = new CopyOnWriteArrayList<>();

		@Receiver(dispatchUid = "mail", delivery = Delivery.ASYNC)
		void send(Paid paid) {
			this.threads.add(Thread.currentThread().getName());
		}

	}

	static class OwnConvention extends DefaultReceiverObservationConvention {

		@Override
		public String getName() {
			return "own.receiver";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(ReceiverObservationContext context) {
			return KeyValues.of("who", context.getReceiver().uid());
		}

	}

	static class GlobalConvention implements GlobalObservationConvention<ReceiverObservationContext> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ReceiverObservationContext;
		}

		@Override
		public String getName() {
			return "global.receiver";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(ReceiverObservationContext context) {
			return KeyValues.of("whose", context.getSender().getSimpleName());
		}

	}

	/**
	 * Groups the handlers of meters as Spring Boot does.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Handled {

		@Bean
		SimpleMeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		DefaultMeterObservationHandler defaultMeterObservationHandler(MeterRegistry meters) {
			return new DefaultMeterObservationHandler(meters);
		}

		@Bean
		ObservationRegistry observationRegistry(ObjectProvider<MeterObservationHandler<?>> handlers) {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig()
				.observationHandler(new FirstMatchingCompositeObservationHandler(handlers.orderedStream().toList()));
			return registry;
		}

	}

	/**
	 * Keeps the calls that were observed.
	 */
	private static final class Seen implements ObservationHandler<ReceiverObservationContext> {

		private final List<ReceiverObservationContext> contexts = new CopyOnWriteArrayList<>();

		private @Nullable ObservationRegistry registry;

		ObservationRegistry registry() {
			if (this.registry == null) {
				this.registry = ObservationRegistry.create();
				this.registry.observationConfig().observationHandler(this);
				this.registry.observationConfig().observationHandler(new Observed());
			}
			return this.registry;
		}

		@Override
		public void onStop(ReceiverObservationContext context) {
			this.contexts.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ReceiverObservationContext;
		}

	}

	/**
	 * Has every observation be one.
	 */
	private static final class Observed implements ObservationHandler<Observation.Context> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
