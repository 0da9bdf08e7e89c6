package io.github.signals.actuate;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.actuate.TraceDescriptor.CallDescriptor;
import io.github.signals.actuate.TraceDescriptor.DispatchDescriptor;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.actuate.SignalsEndpointAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Very many entries, receivers and names.
 */
class TraceSizeTests {

	private static final String ABROAD = "‮\"><script>alert('é ع')</script>\\ \n";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=signals");

	private final ApplicationContextRunner large = this.runner.withPropertyValues("signals.trace.size=10000");

	@Test
	void tenThousandEntriesAreReadInNoTime() {
		this.large.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.connect(ReceiverSpec.of(Counted.class).uid("at.once"), (counted) -> {
			});
			signals.connect(ReceiverSpec.of(Counted.class).uid("after").delivery(Delivery.AFTER_COMMIT), (counted) -> {
			});
			DispatchTrace trace = context.getBean(DispatchTrace.class);
			for (int i = 0; i < 25_000; i++) {
				signals.send(new Counted(i));
			}
			TraceDescriptor all = TraceDescriptor.of(trace, 0);
			assertThat(all.dispatches()).hasSize(10_000);
			assertThat(trace.entries().ring().remembered()).isEqualTo(10_000);
			signals.send(new Counted(0));
			long start = System.nanoTime();
			TraceDescriptor news = TraceDescriptor.of(trace, all.last());
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
			assertThat(news.dispatches()).hasSize(1);
			JsonNode json = JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(all));
			assertThat(json.get("dispatches")).hasSize(10_000);
		});
	}

	@Test
	void ofVeryManyReceiversTheFirstAreListedAndAFailureIsSeen() {
		this.large.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			for (int i = 0; i < 300; i++) {
				signals.connect(ReceiverSpec.of(Counted.class).uid("receiver." + i).order(i), (counted) -> {
				});
			}
			signals.connect(ReceiverSpec.of(Counted.class).uid("last").order(300), (counted) -> {
				throw new IllegalStateException();
			});
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> signals.send(new Counted(0)));
			DispatchDescriptor entry = TraceDescriptor.of(context.getBean(DispatchTrace.class), 0).dispatches().get(0);
			assertThat(entry.receivers()).hasSize(200);
			assertThat(entry.complete()).isFalse();
			assertThat(entry.outcome()).isEqualTo("FAILURE");
		});
	}

	@Test
	void namesAreToldAsTheyAre() {
		String uid = ABROAD + "x".repeat(500);
		this.large.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.connect(ReceiverSpec.of(Counted.class).uid(uid), (counted) -> {
			});
			String thread = Thread.currentThread().getName();
			Thread.currentThread().setName(ABROAD);
			try {
				signals.send(new Counted(0));
			}
			finally {
				Thread.currentThread().setName(thread);
			}
			TraceDescriptor trace = TraceDescriptor.of(context.getBean(DispatchTrace.class), 0);
			CallDescriptor call = trace.dispatches().get(0).receivers().get(0);
			assertThat(call.uid()).isEqualTo(uid);
			assertThat(call.thread()).isEqualTo(ABROAD);
			JsonNode json = JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(trace));
			assertThat(json.at("/dispatches/0/receivers/0/uid").asString()).isEqualTo(uid);
		});
	}

	@Test
	void whoAsksWithTheVersionOfAnotherStartIsToldEverything() {
		this.large.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.connect(ReceiverSpec.of(Counted.class).uid("heard"), (counted) -> {
			});
			signals.send(new Counted(0));
			DispatchTrace trace = context.getBean(DispatchTrace.class);
			assertThat(TraceDescriptor.of(trace, 1_000_000).dispatches()).hasSize(1);
			assertThat(TraceDescriptor.of(trace, trace.entries().version()).dispatches()).isEmpty();
			assertThat(TraceDescriptor.of(trace, 0).node()).isEqualTo(trace.node()).hasSize(8);
		});
	}

	@Test
	void whoFollowsTheVersionsMissesNothing() {
		this.large.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			for (int i = 0; i < 3; i++) {
				signals.connect(ReceiverSpec.of(Counted.class).uid("receiver." + i), (counted) -> {
				});
			}
			DispatchTrace trace = context.getBean(DispatchTrace.class);
			ExecutorService executor = Executors.newFixedThreadPool(4);
			try {
				List<Future<?>> senders = IntStream.range(0, 4).<Future<?>>mapToObj((thread) -> executor.submit(() -> {
					for (int i = 0; i < 2000; i++) {
						signals.send(new Counted(i));
					}
				})).toList();
				assertThat(follow(trace, senders)).isEqualTo(everything(trace));
			}
			finally {
				executor.shutdown();
			}
		});
	}

	private static Map<Long, DispatchDescriptor> follow(DispatchTrace trace, List<Future<?>> senders) {
		Map<Long, DispatchDescriptor> seen = new HashMap<>();
		long last = 0;
		boolean done = false;
		while (!done) {
			done = senders.stream().allMatch(Future::isDone);
			TraceDescriptor news = TraceDescriptor.of(trace, last);
			news.dispatches().forEach((entry) -> seen.put(entry.number(), entry));
			last = news.last();
		}
		senders.forEach((sender) -> assertThatNoException().isThrownBy(sender::get));
		return seen;
	}

	private static Map<Long, DispatchDescriptor> everything(DispatchTrace trace) {
		Map<Long, DispatchDescriptor> all = new HashMap<>();
		TraceDescriptor.of(trace, 0).dispatches().forEach((entry) -> all.put(entry.number(), entry));
		assertThat(all).hasSize(8000);
		return all;
	}

	record Counted(Integer instance) implements Signal<Integer> {

	}

}
