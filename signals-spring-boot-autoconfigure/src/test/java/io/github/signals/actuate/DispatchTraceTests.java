package io.github.signals.actuate;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.signals.Delivery;
import io.github.signals.Receiver;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.actuate.TraceDescriptor.CallDescriptor;
import io.github.signals.actuate.TraceDescriptor.DispatchDescriptor;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.actuate.SignalsEndpointAutoConfiguration;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.ReceiverRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DispatchTraceTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=signals")
		.withBean(Bank.class);

	private final ApplicationContextRunner traced = this.runner.withPropertyValues("signals.trace.size=3");

	@Test
	void anEntryIsASignalWithItsReceiversAndWhatCausedIt() {
		this.traced.run((context) -> {
			context.getBean(Signals.class).send(new Paid("secret"));
			List<DispatchDescriptor> dispatches = trace(context.getBean(DispatchTrace.class)).dispatches();

			assertThat(dispatches).extracting(DispatchDescriptor::signal).containsExactly("Booked", "Paid");
			DispatchDescriptor paid = dispatches.get(1);
			assertThat(paid.sender()).isEqualTo("java.lang.String");
			assertThat(paid.origin()).isEqualTo("APPLICATION");
			assertThat(paid.causedBy()).isNull();
			assertThat(paid.outcome()).isEqualTo("SUCCESS");
			assertThat(paid.receivers()).extracting(CallDescriptor::uid).containsExactly("pay", "book", "later");
			assertThat(paid.receivers()).extracting(CallDescriptor::delivery)
				.containsExactly("IN_TRANSACTION", "IN_TRANSACTION", "AFTER_COMMIT");
			assertThat(paid.milliseconds()).isPositive();
			DispatchDescriptor booked = dispatches.get(0);
			assertThat(booked.causedBy()).isEqualTo("book");
			assertThat(booked.time()).isAfterOrEqualTo(paid.time());
			assertThat(dispatches.toString()).doesNotContain("secret");
		});
	}

	@Test
	void aFailureIsNamedWithItsReceiverAndItsTypeAlone() {
		this.traced.run((context) -> {
			assertThatExceptionOfType(ReceiverException.class)
				.isThrownBy(() -> context.getBean(Signals.class).send(new Paid("refused")));
			DispatchDescriptor refused = trace(context.getBean(DispatchTrace.class)).dispatches().get(0);
			assertThat(refused.outcome()).isEqualTo("FAILURE");
			assertThat(refused.receivers()).extracting(CallDescriptor::uid).containsExactly("pay");
			assertThat(refused.receivers().get(0).error()).isEqualTo("java.lang.IllegalStateException");
			assertThat(refused.toString()).doesNotContain("refused");
		});
	}

	@Test
	void theOldestMakesRoomAndTheSameObjectIsSentAgain() {
		this.traced.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			Booked same = new Booked("same");
			for (int i = 0; i < 10; i++) {
				signals.send(same);
			}
			TraceDescriptor trace = trace(context.getBean(DispatchTrace.class));
			assertThat(trace.size()).isEqualTo(3);
			assertThat(trace.dispatches()).hasSize(3)
				.allSatisfy((dispatch) -> assertThat(dispatch.receivers()).hasSize(1));
		});
	}

	@Test
	void nothingIsPutAroundACallWhereItIsOff() {
		ReceiverCall call = (payload, context) -> null;
		assertThat(trace(0).decorate(null, call)).isSameAs(call);
		assertThat(trace(1).decorate(null, call)).isNotSameAs(call);
		this.runner.run((context) -> {
			context.getBean(Signals.class).send(new Paid("a"));
			TraceDescriptor trace = trace(context.getBean(DispatchTrace.class));
			assertThat(trace.size()).isZero();
			assertThat(trace.dispatches()).isEmpty();
			assertThat(trace.transactions()).isEmpty();
		});
	}

	@Test
	void aSizeWithoutMeaningStopsTheStartup() {
		for (String size : List.of("-1", "10001")) {
			this.runner.withPropertyValues("signals.trace.size=" + size)
				.run((context) -> assertThat(context).getFailure()
					.hasMessage("Property signals.trace.size with value '" + size
							+ "' is invalid: It must be between 0 and 10000."));
		}
		this.runner.withPropertyValues("signals.trace.size=10000").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void noInstanceIsKeptAlive() {
		this.traced.run((context) -> {
			WeakReference<Paid> sent = send(context.getBean(Signals.class));
			Awaitility.await().until(() -> {
				System.gc();
				return sent.get() == null;
			});
			assertThat(trace(context.getBean(DispatchTrace.class)).dispatches()).hasSize(2);
		});
	}

	private static WeakReference<Paid> send(Signals signals) {
		Paid paid = new Paid("large");
		signals.send(paid);
		return new WeakReference<>(paid);
	}

	@Test
	void severalThreadsLeaveExactlyTheLast() {
		this.runner.withPropertyValues("signals.trace.size=64").run((context) -> {
			DispatchTrace trace = context.getBean(DispatchTrace.class);
			sendByFourThreads(context.getBean(Signals.class), 5000);
			List<Long> numbers = trace.entries().ring().entries().stream().map(TraceEntry::number).toList();
			// More than were sent: a thread may be held up until its entry is pushed out.
			assertThat(numbers.get(0)).isGreaterThanOrEqualTo(20_000 - 1);
			assertThat(numbers)
				.containsExactlyElementsOf(LongStream.range(0, 64).mapToObj((i) -> numbers.get(0) - i).toList());
			assertThat(trace.entries().ring().remembered()).isEqualTo(64);
		});
	}

	@Test
	void severalThreadsLoseNothingThatHasItsPlace() {
		this.runner.withPropertyValues("signals.trace.size=10000").run((context) -> {
			DispatchTrace trace = context.getBean(DispatchTrace.class);
			sendByFourThreads(context.getBean(Signals.class), 2500);
			assertThat(trace(trace).dispatches()).hasSize(10_000)
				.allMatch((entry) -> entry.receivers()
					.stream()
					.map(CallDescriptor::uid)
					.toList()
					.equals(List.of("counted.0", "counted.1", "counted.2")));
		});
	}

	private static void sendByFourThreads(Signals signals, int each) throws Exception {
		for (int i = 0; i < 3; i++) {
			signals.connect(ReceiverSpec.of(Counted.class).uid("counted." + i), (counted) -> {
			});
		}
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			CyclicBarrier start = new CyclicBarrier(4);
			Callable<Void> sender = () -> {
				start.await();
				for (int i = 0; i < each; i++) {
					signals.send(new Counted(i));
				}
				return null;
			};
			for (Future<Void> sent : executor.invokeAll(Collections.nCopies(4, sender))) {
				sent.get();
			}
		}
		finally {
			executor.shutdown();
		}
	}

	private static TraceDescriptor trace(DispatchTrace trace) {
		return TraceDescriptor.of(trace, 0);
	}

	private static DispatchTrace trace(int size) {
		return new DispatchTrace(size, new ReceiverRegistry(), (using) -> null);
	}

	record Paid(String instance) implements Signal<String> {

	}

	record Booked(String instance) implements Signal<String> {

	}

	record Counted(Integer instance) implements Signal<Integer> {

	}

	static class Bank {

		private final Signals signals;

		Bank(Signals signals) {
			this.signals = signals;
		}

		@Receiver(dispatchUid = "pay")
		void pay(Paid paid) {
			if (paid.instance().equals("refused")) {
				throw new IllegalStateException("refused");
			}
		}

		@Receiver(dispatchUid = "book")
		void book(Paid paid) {
			this.signals.send(new Booked(paid.instance()));
		}

		@Receiver(dispatchUid = "booked")
		void booked(Booked booked) {
			booked.instance();
		}

		@Receiver(dispatchUid = "later", delivery = Delivery.AFTER_COMMIT)
		void later(Paid paid) {
			paid.instance();
		}

	}

}
