package io.github.signals.delivery.durable;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

import io.github.signals.CallParked;
import io.github.signals.Delivery;
import io.github.signals.ParkedCall;
import io.github.signals.ParkedReceiver;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for declarations of receivers of parked calls.
 */
class ParkedStartupTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DurableNode.class)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:${random.uuid}", "spring.jpa.hibernate.ddl-auto=create",
				"signals.durable.initialize-schema=always")
		.withBean("parcels", Works.class);

	@ParameterizedTest // S14
	@MethodSource("wrong")
	void refusesWhatNobodyWouldHear(Class<?> receivers, List<String> parts) {
		this.runner.withBean("wrong", receivers).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()).getMessage())
				.contains(receivers.getSimpleName() + ".on(")
				.contains(parts);
		});
	}

	static List<Arguments> wrong() {
		return List.of(
				Arguments.of(OfUnknown.class,
						List.of("'of' names the receiver 'confrim', which does not exist",
								"Name the 'dispatchUid' of a DURABLE receiver. Did you mean confirm?")),
				Arguments.of(OfAsync.class, List
					.of("'of' names the receiver 'greet', which is ASYNC: only the calls of a DURABLE receiver")),
				Arguments.of(OfItself.class,
						List.of("'of' names the receiver 'itself', which hears of parked calls itself", "onError")),
				Arguments.of(OfEntity.class, List.of("A parameter of type Parcel cannot be supplied")),
				Arguments.of(OfText.class, List.of("A parameter of type String cannot be supplied")),
				Arguments.of(WithoutUid.class, List.of("the default uid changes when the method is renamed")),
				Arguments.of(Static.class, List.of("A static method cannot be a receiver")),
				Arguments.of(Late.class,
						List.of("CallParked is recorded when a call is parked, so its delivery must be DURABLE, not"
								+ " AFTER_COMMIT", "Use @ParkedReceiver")),
				Arguments.of(OfOther.class,
						List.of("'of' names receivers whose calls are parked, which only CallParked" + " reports",
								"Use @ParkedReceiver, or remove 'of'")));
	}

	@Test
	void refusesALambda() { // S14
		this.runner.run((context) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> context.getBean(Signals.class).connect(ReceiverSpec.of(CallParked.class), (parked) -> {
			}))
			.withMessageContaining("CallParked is recorded when a call is parked"));
	}

	@Test
	void takesWhatHearsThemInEachWay() {
		this.runner.withBean("right", Right.class)
			.withPropertyValues("signals.receivers.confirm.enabled=false")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				List<ReceiverInfo> receivers = context.getBean(Signals.class).receivers();
				assertThat(receivers).filteredOn((receiver) -> receiver.uid().equals("some"))
					.singleElement()
					.satisfies((some) -> {
						assertThat(some.delivery()).isEqualTo(Delivery.DURABLE);
						assertThat(some.signals()).containsExactly(CallParked.class);
						assertThat(some.conditions().when()).containsExactly("of confirm");
					});
			});
	}

	static class Works {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "confirm")
		void confirm(Parcel parcel) {
		}

		@PostSaveReceiver(delivery = Delivery.ASYNC, dispatchUid = "greet")
		void greet(Parcel parcel) {
		}

	}

	static class OfUnknown {

		@ParkedReceiver(of = { "confirm", "confrim" }, dispatchUid = "wrong")
		void on(ParkedCall call) {
		}

	}

	static class OfAsync {

		@ParkedReceiver(of = "greet", dispatchUid = "wrong")
		void on(ParkedCall call) {
		}

	}

	static class OfItself {

		@ParkedReceiver(of = "itself", dispatchUid = "itself")
		void on(ParkedCall call) {
		}

	}

	static class OfEntity {

		@ParkedReceiver(dispatchUid = "wrong")
		void on(Parcel parcel) {
		}

	}

	static class OfText {

		@ParkedReceiver(dispatchUid = "wrong")
		void on(ParkedCall call, String text) {
		}

	}

	static class WithoutUid {

		@ParkedReceiver
		void on(ParkedCall call) {
		}

	}

	static class Static {

		@ParkedReceiver(dispatchUid = "wrong")
		static void on(ParkedCall call) {
		}

	}

	static class Late {

		@Receiver(delivery = Delivery.AFTER_COMMIT)
		void on(CallParked parked) {
		}

	}

	static class OfOther {

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "wrong", of = "confirm")
		void on(OwnSignalApplication.Said said) {
		}

	}

	static class Right {

		@ParkedReceiver(of = "confirm", dispatchUid = "some")
		void some(ParkedCall call) {
		}

		@ParkedReceiver(condition = "signal.instance.attempts > 2", dispatchUid = "all")
		void all(List<CallParked> parked) {
		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "plain")
		void plain(CallParked parked) {
		}

	}

}
