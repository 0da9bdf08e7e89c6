package io.github.signals.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Mute;
import io.github.signals.Receiver;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverFailure;
import io.github.signals.ReceiverSpec;
import io.github.signals.Response;
import io.github.signals.Signal;
import io.github.signals.SignalContext;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.ASYNC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What is sent without waiting, and receivers whose work ends later than their method.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(30)
class SendAsyncTests {

	private static final List<String> heard = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class));

	@BeforeEach
	void startEmpty() {
		heard.clear();
	}

	private static List<Response> responses(Signals signals, Signal<?> signal) throws Exception {
		return signals.sendAsync(signal).get(20, TimeUnit.SECONDS);
	}

	@Test
	void answersWithAllResponsesInTheOrderOfTheCalls() {
		this.runner.withBean(Suppliers.class).run((context) -> {
			List<Response> responses = responses(context.getBean(Signals.class), new PriceAsked("tea"));
			assertThat(responses).extracting(Response::value).containsExactly("first", "second", "later", "own thread");
			assertThat(responses).extracting((response) -> response.receiver().uid())
				.containsExactly("first", "second", "later", "asynchronous");
			assertThat(responses).extracting(Response::error).containsOnlyNulls();
			assertThat(heard).hasSize(4).allMatch((thread) -> thread.startsWith("signals-"));
		});
	}

	@Test
	void passesAListToThoseThatTakeOne() {
		this.runner.withBean(Lists.class).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.connectBatch(ReceiverSpec.of(PriceAsked.class).uid("connected").delivery(ASYNC),
					(asked) -> heard.add("connected " + asked));
			List<Response> responses = responses(signals, new PriceAsked("tea"));
			assertThat(responses).extracting(Response::error).containsOnlyNulls();
			assertThat(heard).containsExactlyInAnyOrder("declared [PriceAsked[instance=tea]]",
					"connected [PriceAsked[instance=tea]]");
		});
	}

	@Test
	void answersWithNothingIfNobodyHears() {
		this.runner.run((context) -> {
			CompletableFuture<List<Response>> nobody = context.getBean(Signals.class).sendAsync(new PriceAsked("tea"));
			assertThat(nobody).isCompletedWithValue(List.of());
		});
	}

	// Each of them waits for the other at the barrier
	@Test
	void runsThoseThatReturnAStageBesideOneAnother() {
		this.runner.withBean(Meeting.class).run((context) -> {
			List<Response> responses = responses(context.getBean(Signals.class), new PriceAsked("tea"));
			assertThat(responses).extracting(Response::value).containsExactly("one", "other");
		});
	}

	@Test
	void beginsACallWhenThoseThatItNamesHaveEnded() {
		this.runner.withBean(Chain.class).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			CompletableFuture<List<Response>> responses = signals.sendAsync(new PriceAsked("tea"));
			await().until(() -> heard.contains("begun"));
			assertThat(heard).containsExactly("begun");
			assertThat(responses).isNotDone();
			context.getBean(Chain.class).end.complete("end");
			assertThat(responses.get(20, TimeUnit.SECONDS)).extracting(Response::value).containsExactly("end", "after");
			assertThat(heard).containsExactly("begun", "after");
		});
	}

	@Test
	void callsTheOthersAfterAFailure(CapturedOutput output) {
		this.runner.withBean(Failing.class).run((context) -> {
			List<Response> responses = responses(context.getBean(Signals.class), new PriceAsked("tea"));
			assertThat(responses).extracting((response) -> String.valueOf(response.error()))
				.containsExactly("java.lang.IllegalStateException: at once", "java.io.IOException: later",
						"java.lang.IllegalStateException: handled", "null",
						"java.lang.IllegalStateException: asynchronous");
			assertThat(heard).containsExactly("handled", "called all the same");
			assertThat(output).containsOnlyOnce("java.lang.IllegalStateException: at once")
				.containsOnlyOnce("java.lang.IllegalStateException: asynchronous");
		});
	}

	@Test
	void runsOutsideOfTheTransactionOfTheCaller() {
		this.runner
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class))
			// There is no room for a second call, so that the caller makes it.
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:send-async", "signals.async.threads=1",
					"signals.async.queue-capacity=0")
			.run((context) -> {
				Signals signals = context.getBean(Signals.class);
				CountDownLatch busy = new CountDownLatch(1);
				signals.connect(ReceiverSpec.of(Busy.class), (signal) -> busy.await());
				signals.connect(ReceiverSpec.of(PriceAsked.class),
						(asked) -> heard.add(Thread.currentThread().getName().startsWith("signals-") + " "
								+ TransactionSynchronizationManager.isActualTransactionActive()));
				CompletableFuture<?> blocked = signals.sendAsync(new Busy("one"));
				TransactionTemplate transaction = new TransactionTemplate(
						context.getBean(PlatformTransactionManager.class));
				transaction.executeWithoutResult((status) -> {
					assertThat(signals.sendAsync(new PriceAsked("tea"))).isDone();
					assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
				});
				busy.countDown();
				blocked.get(20, TimeUnit.SECONDS);
				assertThat(heard).containsExactly("false false");
			});
	}

	// S18, S19
	@Test
	void carriesTheScopesOfTheCaller() {
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.connect(ReceiverSpec.of(PriceAsked.class).uid("muted"), (asked) -> heard.add("muted"));
			signals.connect(ReceiverSpec.of(PriceAsked.class).uid("outer"), (asked) -> {
				heard.add("outer");
				signals.send(new Busy("nested"));
			});
			signals.connect(ReceiverSpec.of(Busy.class).uid("inner"), (nested) -> heard.add("inner"));
			CompletableFuture<List<Response>> all = signals.mute(Mute.receiver("muted", "inner"),
					() -> signals.sendAsync(new PriceAsked("tea")));
			assertThat(all.get(20, TimeUnit.SECONDS)).hasSize(1);
			assertThat(heard).containsExactly("outer");
		});
	}

	@Test
	void tellsWhoHasSent() {
		this.runner.withBean(Actor.class).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			CompletableFuture<List<Response>> all = signals.withActor("ada",
					() -> signals.sendAsync(new PriceAsked("tea")));
			assertThat(all.get(20, TimeUnit.SECONDS)).extracting(Response::value).containsExactly("ada");
		});
	}

	@Test
	void callsNobodyWhoHearsRollbacks() {
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.connect(ReceiverSpec.of(PriceAsked.class).delivery(AFTER_ROLLBACK), (asked) -> heard.add("undone"));
			signals.connect(ReceiverSpec.of(PriceAsked.class).delivery(AFTER_COMMIT), (asked) -> heard.add("done"));
			assertThat(responses(signals, new PriceAsked("tea"))).hasSize(1);
			assertThat(heard).containsExactly("done");
		});
	}

	@Test
	void isFinishedBeforeTheContextIsClosed() {
		CompletableFuture<?>[] sent = new CompletableFuture<?>[1];
		this.runner.withBean(Chain.class).run((context) -> {
			sent[0] = context.getBean(Signals.class).sendAsync(new PriceAsked("tea"));
			context.getBean(Chain.class).end.completeOnTimeout("end", 200, TimeUnit.MILLISECONDS);
		});
		assertThat(sent[0]).isCompleted();
		assertThat(heard).containsExactly("begun", "after");
	}

	// What a stage ends with is the response to a signal that is sent as usual, too
	@Test
	void waitsForTheEndOfAStageWhereASignalIsSentAtOnce() {
		this.runner.withBean(Later.class).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			assertThat(signals.send(new PriceAsked("tea"))).extracting(Response::value).containsExactly("later");
			assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> signals.send(new PriceAsked("coffee")))
				.withRootCauseInstanceOf(IllegalArgumentException.class)
				.withCauseInstanceOf(IllegalArgumentException.class);
		});
	}

	// The failure of the stage is that of the receiver
	@Test
	void passesTheFailureOfAStageToTheErrorHandler() {
		this.runner.withBean(AsynchronousStage.class).withBean(Handler.class).run((context) -> {
			AsynchronousStage receiver = context.getBean(AsynchronousStage.class);
			context.getBean(Signals.class).send(new PriceAsked("tea"));
			await().until(() -> heard.contains("begun"));
			assertThat(context.getBean(AsyncDelivery.class).unfinished()).isEqualTo(1);
			receiver.end.completeExceptionally(new IllegalStateException("handled"));
			await().until(() -> heard.contains("handled"));
		});
	}

	@Test
	void cancelsAStageThatDoesNotEndBeforeTheContextIsClosed() {
		CompletableFuture<?>[] end = new CompletableFuture<?>[1];
		this.runner.withBean(AsynchronousStage.class)
			.withPropertyValues("signals.async.shutdown-timeout=" + Duration.ofMillis(50))
			.run((context) -> {
				end[0] = context.getBean(AsynchronousStage.class).end;
				context.getBean(Signals.class).send(new PriceAsked("tea"));
				await().until(() -> heard.contains("begun"));
			});
		await().until(end[0]::isCancelled);
	}

	record PriceAsked(String instance) implements Signal<String> {

	}

	record Busy(String instance) implements Signal<String> {

	}

	static class Suppliers {

		@Receiver(dispatchUid = "asynchronous", delivery = ASYNC)
		String asynchronous(PriceAsked asked) {
			return note("own thread");
		}

		@Receiver(dispatchUid = "later")
		CompletionStage<String> later(PriceAsked asked) {
			return CompletableFuture.supplyAsync(() -> "later").whenComplete((value, thrown) -> {
			}).thenApply(Suppliers::same).thenCombine(CompletableFuture.completedFuture(note("")), (one, two) -> one);
		}

		@Receiver(dispatchUid = "second")
		@Order(2)
		String second(PriceAsked asked) {
			return note("second");
		}

		@Receiver(dispatchUid = "first")
		@Order(1)
		String first(PriceAsked asked) {
			return note("first");
		}

		private static String same(String value) {
			return value;
		}

		private static String note(String value) {
			heard.add(Thread.currentThread().getName());
			return value;
		}

	}

	static class Lists {

		@Receiver(delivery = AFTER_COMMIT)
		void all(List<PriceAsked> asked) {
			heard.add("declared " + asked);
		}

	}

	static class Meeting {

		private final CyclicBarrier barrier = new CyclicBarrier(2);

		@Receiver
		@Order(1)
		CompletionStage<String> one(PriceAsked asked) {
			return meet("one");
		}

		@Receiver
		@Order(2)
		CompletionStage<String> other(PriceAsked asked) {
			return meet("other");
		}

		private CompletionStage<String> meet(String name) {
			return CompletableFuture.supplyAsync(() -> {
				try {
					this.barrier.await(10, TimeUnit.SECONDS);
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
				return name;
			}, (work) -> new Thread(work).start());
		}

	}

	static class Chain {

		private final CompletableFuture<String> end = new CompletableFuture<>();

		@Receiver(dispatchUid = "begun")
		CompletionStage<String> begin(PriceAsked asked) {
			heard.add("begun");
			return this.end;
		}

		@Receiver(dispatchUid = "after", after = "begun")
		String after(PriceAsked asked) {
			heard.add("after");
			return "after";
		}

	}

	static class Failing {

		@Receiver
		@Order(1)
		void atOnce(PriceAsked asked) {
			throw new IllegalStateException("at once");
		}

		@Receiver
		@Order(2)
		CompletionStage<String> later(PriceAsked asked) {
			return CompletableFuture.<String>failedFuture(new java.io.IOException("later")).thenApply(String::trim);
		}

		@Receiver(onError = Handler.class)
		@Order(3)
		void handled(PriceAsked asked) {
			throw new IllegalStateException("handled");
		}

		@Receiver
		@Order(4)
		void other(PriceAsked asked) {
			heard.add("called all the same");
		}

		@Receiver(delivery = ASYNC)
		void asynchronous(PriceAsked asked) {
			throw new IllegalStateException("asynchronous");
		}

	}

	static class Handler implements ReceiverErrorHandler {

		@Override
		public void handle(ReceiverFailure failure) {
			heard.add(String.valueOf(failure.cause().getMessage()));
		}

	}

	static class Actor {

		@Receiver
		Object actor(PriceAsked asked, SignalContext context) {
			return String.valueOf(context.actor());
		}

	}

	static class Later {

		@Receiver
		CompletableFuture<String> later(PriceAsked asked) {
			return CompletableFuture.supplyAsync(() -> {
				if (asked.instance().equals("coffee")) {
					throw new IllegalArgumentException("There is only tea");
				}
				return "later";
			});
		}

	}

	static class AsynchronousStage {

		private final CompletableFuture<String> end = new CompletableFuture<>();

		@Receiver(delivery = ASYNC)
		CompletionStage<String> begin(PriceAsked asked) {
			heard.add("begun");
			return this.end;
		}

	}

}
