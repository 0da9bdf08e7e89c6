package io.github.signals.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.micrometer.context.ContextRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.data.domain.AuditorAware;
import org.springframework.util.function.ThrowingConsumer;

import io.github.signals.Mute;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.SignalReceiver;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.ASYNC;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The executor of asynchronous receivers, without any store.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(30)
class AsyncDeliveryTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class));

	private final List<String> heard = new CopyOnWriteArrayList<>();

	private static void connect(Signals signals, SignalReceiver<Told> receiver) {
		connect(signals, "async", receiver);
	}

	private static void connect(Signals signals, String uid, SignalReceiver<Told> receiver) {
		assertThat(signals.connect(ReceiverSpec.of(Told.class).uid(uid).delivery(ASYNC), receiver)).isTrue();
	}

	private void run(ThrowingConsumer<Signals> work) {
		this.runner.run((context) -> work.accept(context.getBean(Signals.class)));
	}

	private void noteThread(Told told) {
		this.heard.add(Thread.currentThread().getName());
	}

	@Test
	void runsOnThreadsOfItsOwn() {
		run((signals) -> {
			connect(signals, this::noteThread);
			signals.send(new Told("it"));
			await().until(() -> this.heard.size() == 1);
		});
		assertThat(this.heard).allMatch((thread) -> thread.startsWith("signals-"));
	}

	// S23
	@ParameterizedTest
	@ValueSource(strings = { "", "given" })
	void carriesWhatThreadLocalAccessorsKnow(String executor) {
		ThreadLocal<String> tenant = new ThreadLocal<>();
		ContextRegistry.getInstance().registerThreadLocalAccessor("signals.test.tenant", tenant);
		tenant.set("red");
		try {
			this.runner.withBean("given", TaskExecutor.class, () -> new SimpleAsyncTaskExecutor("given-"))
				.withPropertyValues(executor.isEmpty() ? "own=true" : "signals.async.executor=" + executor)
				.run((context) -> {
					Signals signals = context.getBean(Signals.class);
					connect(signals, (told) -> this.heard.add(Thread.currentThread().getName() + tenant.get()));
					signals.send(new Told("it"));
					await().until(() -> this.heard.size() == 1);
				});
		}
		finally {
			ContextRegistry.getInstance().removeThreadLocalAccessor("signals.test.tenant");
		}
		assertThat(this.heard.get(0)).endsWith("red")
			.doesNotStartWith(Thread.currentThread().getName())
			.startsWith(executor.isEmpty() ? "signals-" : "given-");
	}

	@Test
	void refusesToStartWithAnExecutorThatIsNotThere() {
		this.runner.withPropertyValues("signals.async.executor=missing")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(
						"Property signals.async.executor with value 'missing' is invalid: It must be the"
								+ " name of an Executor bean. Remove the property to use the library's own executor."));
	}

	// P54: a burst does not take more connections than there are threads
	@Test
	void runsNoMoreAtATimeThanConfigured() {
		this.runner.withPropertyValues("signals.async.threads=2").run((context) -> {
			Signals signals = context.getBean(Signals.class);
			CyclicBarrier both = new CyclicBarrier(2);
			connect(signals, (told) -> {
				noteThread(told);
				both.await(10, TimeUnit.SECONDS);
			});
			for (int i = 0; i < 20; i++) {
				signals.send(new Told("it"));
			}
			await().until(() -> this.heard.size() == 20);
		});
		assertThat(this.heard.stream().distinct().toList()).hasSize(2);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void runsOnVirtualThreadsWhereThereAreSuch() {
		run((signals) -> {
			connect(signals, (told) -> this.heard
				.add(String.valueOf(Thread.class.getMethod("isVirtual").invoke(Thread.currentThread()))));
			signals.send(new Told("it"));
			await().until(() -> this.heard.size() == 1);
		});
		assertThat(this.heard).containsExactly("true");
	}

	// Behaviours 15, 16
	@Test
	void robustSendOutlivesAReceiverBeforeACommitThatIsNotThere() {
		run((signals) -> {
			signals.connect(ReceiverSpec.of(Told.class).uid("failing").delivery(BEFORE_COMMIT), (told) -> {
				throw new IllegalStateException();
			});
			signals.connect(ReceiverSpec.of(Told.class).uid("after").delivery(AFTER_COMMIT), this::noteThread);
			assertThat(signals.sendRobust(new Told("it"))).singleElement()
				.satisfies((response) -> assertThat(response.error()).isInstanceOf(IllegalStateException.class));
			assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> signals.send(new Told("it")));
		});
		assertThat(this.heard).hasSize(2);
	}

	@Test
	void refusesToStartWithoutThreads() {
		this.runner.withPropertyValues("signals.async.threads=0")
			.run((context) -> assertThat(context).getFailure()
				.hasMessage("Property signals.async.threads with value '0' is invalid: It must be at least 1."));
	}

	@Test
	void needsNoQueue() {
		this.runner.withPropertyValues("signals.async.queue-capacity=0", "signals.async.threads=1").run((context) -> {
			Signals signals = context.getBean(Signals.class);
			connect(signals, (told) -> this.heard.add("it"));
			for (int i = 0; i < 50; i++) {
				signals.send(new Told("it"));
			}
			await().until(() -> this.heard.size() == 50);
		});
	}

	@Test
	void runsThoughNobodyCanTellTheActor() {
		this.runner.withConfiguration(AutoConfigurations.of(SignalsRepositoryAutoConfiguration.class))
			.withBean("auditor", AuditorAware.class, () -> () -> {
				throw new IllegalStateException("nobody is logged in");
			})
			.run((context) -> {
				connect(context.getBean(Signals.class), this::noteThread);
				context.getBean(Signals.class).send(new Told("it"));
				await().until(() -> this.heard.size() == 1);
			});
	}

	@Test
	void waitsAtShutdownForTheExecutorBeanToo() {
		CountDownLatch closing = new CountDownLatch(1);
		this.runner.withPropertyValues("signals.async.executor=mine")
			.withBean("mine", Executor.class, () -> (task) -> Executors.defaultThreadFactory().newThread(task).start())
			.withBean("watch", ClosingWatch.class, () -> new ClosingWatch(closing))
			.run((context) -> {
				connect(context.getBean(Signals.class), (told) -> {
					closing.await(10, TimeUnit.SECONDS);
					this.heard.add("it");
				});
				context.getBean(Signals.class).send(new Told("it"));
			});
		assertThat(this.heard).containsExactly("it");
	}

	/**
	 * Opens a latch when the context begins to close.
	 */
	private record ClosingWatch(CountDownLatch closing) implements ApplicationListener<ContextClosedEvent> {

		@Override
		public void onApplicationEvent(ContextClosedEvent event) {
			this.closing.countDown();
		}

	}

	@Test
	void runsOnTheExecutorBeanThatIsNamed() {
		this.runner.withPropertyValues("signals.async.executor=mine")
			.withBean("mine", Executor.class,
					() -> (task) -> Executors.defaultThreadFactory().newThread(() -> runNamed("mine", task)).start())
			.withBean("other", Executor.class, () -> Runnable::run)
			.run((context) -> {
				Signals signals = context.getBean(Signals.class);
				connect(signals, this::noteThread);
				signals.send(new Told("it"));
				await().until(() -> this.heard.size() == 1);
			});
		assertThat(this.heard).containsExactly("mine");
	}

	private static void runNamed(String name, Runnable task) {
		Thread.currentThread().setName(name);
		task.run();
	}

	// never dropped: the caller is slowed down instead
	@Test
	void runsInTheCallerIfTheQueueIsFull() {
		this.runner.withPropertyValues("signals.async.threads=1", "signals.async.queue-capacity=1").run((context) -> {
			Signals signals = context.getBean(Signals.class);
			CountDownLatch running = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			connect(signals, (told) -> {
				running.countDown();
				if (told.instance().equals("blocking")) {
					release.await();
				}
				this.heard.add(told.instance() + " " + Thread.currentThread().getName().startsWith("signals-"));
			});
			signals.send(new Told("blocking"));
			running.await();
			signals.send(new Told("queued"));
			signals.send(new Told("overflow"));
			assertThat(this.heard).containsExactly("overflow false");
			release.countDown();
			await().until(() -> this.heard.size() == 3);
		});
		assertThat(this.heard).containsExactly("overflow false", "blocking true", "queued true");
	}

	@Test
	void runsInTheCallerIfTheExecutorBeanRefuses() {
		this.runner.withPropertyValues("signals.async.executor=mine").withBean("mine", Executor.class, () -> (task) -> {
			throw new RejectedExecutionException();
		}).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			connect(signals, this::noteThread);
			signals.send(new Told("it"));
		});
		assertThat(this.heard).containsExactly(Thread.currentThread().getName());
	}

	// S18
	@Test
	void carriesTheScopesOfTheCaller() {
		run((signals) -> {
			signals.connect(ReceiverSpec.of(Told.class).uid("muted"), (told) -> this.heard.add("muted"));
			signals.connect(ReceiverSpec.of(Told.class).uid("no imports"), (told) -> this.heard.add("no imports"));
			signals.connect(ReceiverSpec.of(Asked.class).uid("async").delivery(ASYNC).imports(), (asked) -> {
				signals.send(new Told("it"));
				this.heard.add("done");
			});
			signals.mute(() -> signals.send(new Asked("all")));
			signals.mute(Mute.receiver("muted"), () -> signals.importing(() -> signals.send(new Asked("it"))));
			await().until(() -> this.heard.contains("done"));
		});
		assertThat(this.heard).containsExactly("done");
	}

	// S17: the guard knows what caused what, whatever the thread
	@Test
	void doesNotEnterAReceiverAgainForItsInstance() {
		run((signals) -> {
			connect(signals, (told) -> {
				this.heard.add(told.instance());
				signals.send(told);
				signals.send(new Told("other"));
			});
			connect(signals, "end", (told) -> this.heard.add("end of " + told.instance()));
			signals.send(new Told("it"));
			await().untilAsserted(() -> assertThat(this.heard).contains("end of other"));
		});
		assertThat(this.heard).filteredOn("it"::equals).hasSize(1);
	}

	// Behaviours 155 the other way round
	@Test
	void letsSiblingsOfAFailingReceiverRun(CapturedOutput output) {
		run((signals) -> {
			connect(signals, "broken", (told) -> {
				throw new Exception("Broken");
			});
			connect(signals, this::noteThread);
			assertThatCode(() -> signals.send(new Told("it"))).doesNotThrowAnyException();
			await().untilAsserted(() -> assertThat(output).contains("Receiver 'broken'"));
			await().until(() -> this.heard.size() == 1);
		});
	}

	// S20
	@Test
	void handlesAnErrorOnce(CapturedOutput output) {
		run((signals) -> {
			connect(signals, "broken", (told) -> {
				throw new AssertionError("Broken");
			});
			signals.send(new Told("it"));
			await().untilAsserted(() -> assertThat(output).contains("Receiver 'broken'"));
		});
		assertThat(output).containsOnlyOnce("AssertionError: Broken");
	}

	@Test
	void finishesAtShutdownWhatItHasAccepted(CapturedOutput output) {
		CountDownLatch release = new CountDownLatch(1);
		run((signals) -> {
			connect(signals, (told) -> {
				release.await();
				this.heard.add(told.instance());
			});
			for (int i = 0; i < 20; i++) {
				signals.send(new Told("it"));
			}
			new Thread(release::countDown).start();
		});
		assertThat(this.heard).hasSize(20);
		assertThat(output).doesNotContain("did not finish");
	}

	@Test
	void saysAtShutdownWhatItCouldNotFinish(CapturedOutput output) {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		this.runner.withPropertyValues("signals.async.threads=1", "signals.async.shutdown-timeout=50ms")
			.run((context) -> {
				Signals signals = context.getBean(Signals.class);
				connect(signals, "stuck", (told) -> {
					running.countDown();
					never.await();
				});
				connect(signals, "waiting", this::noteThread);
				signals.send(new Told("it"));
				signals.send(new Told("it"));
				running.await();
			});
		assertThat(output).contains("did not finish within 50 ms").contains("{stuck=2, waiting=2}");
		assertThat(this.heard).isEmpty();
	}

	@Test
	void runsInTheCallerAfterTheShutdown() {
		AsyncDelivery delivery = new AsyncDelivery(null, 1, 1, Duration.ofSeconds(1), (work) -> work);
		this.runner.withBean(AsyncDelivery.class, () -> delivery).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			connect(signals, this::noteThread);
			delivery.stop();
			signals.send(new Told("it"));
			assertThat(this.heard).containsExactly(Thread.currentThread().getName());
			delivery.start();
			signals.send(new Told("it"));
			await().until(() -> this.heard.size() == 2);
		});
		assertThat(this.heard.get(1)).startsWith("signals-");
	}

	@Test
	void leavesNoThreadBehind() {
		List<Thread> threads = new CopyOnWriteArrayList<>();
		run((signals) -> {
			connect(signals, (told) -> threads.add(Thread.currentThread()));
			signals.send(new Told("it"));
			await().until(() -> threads.size() == 1);
		});
		await().until(() -> !threads.get(0).isAlive());
	}

	record Told(String instance) implements Signal<String> {

	}

	record Asked(String instance) implements Signal<String> {

	}

}
